import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { onlyMainSeesTheWorld, plainNames, plainTypeScript, shortFiles } from "./architecture/habits.ts";
import {
  arrowOfTheAdapters,
  arrowOfTheCore,
  lightDoor,
  noCircles,
  oneImporter,
  pureFormats,
} from "./architecture/layers.ts";
import { nothingOfTheRegister } from "./architecture/names.ts";
import { type Finding, parseSource, readSources, type Source } from "./architecture/source.ts";

type Rule = (sources: readonly Source[]) => Finding[];

const root = fileURLToPath(new URL("..", import.meta.url));
const data = readSources(root, "data");
const sources = ["src", "adapters", "bench", "test"].flatMap((folder) => readSources(root, folder));

const print = ({ path, line, message }: Finding): string => `${path}:${line} ${message}`;

describe("the sources", () => {
  const rules: readonly (readonly [string, Rule])[] = [
    ["src imports downwards, and neither adapters nor a platform", arrowOfTheCore],
    ["no file imports itself in a circle", noCircles],
    ["a library has one importer", oneImporter],
    ["the door loads no SQL", lightDoor],
    ["an adapter imports its own folder, its SDK and the door", arrowOfTheAdapters],
    ["a format imports its limits and types of the core", pureFormats],
    ["only adapters/main.ts sees the environment, the clock and chance", onlyMainSeesTheWorld],
    ["no file is longer than 250 lines", shortFiles],
    ["files are kebab-case and folders are named for what they know", plainNames],
    ["there are no default exports, enums or namespaces", plainTypeScript],
    ["nothing of the starter register is named", (all) => nothingOfTheRegister(all, data)],
  ];
  test.each(rules)("%s", (_, rule) => {
    expect(rule(sources).map(print)).toEqual([]);
  });
});

/** Each row breaks one rule at the given place, so that no rule can pass by seeing nothing. */
const broken: readonly (readonly [rule: Rule, files: Readonly<Record<string, string>>, found: string])[] = [
  [
    arrowOfTheCore,
    { "src/text.ts": "\nimport { App } from '@slack/bolt';" },
    'src/text.ts:2 imports "@slack/bolt"',
  ],
  [arrowOfTheCore, { "src/text.ts": 'const g = await import("grammy");' }, 'src/text.ts:1 imports "grammy"'],
  [arrowOfTheCore, { "src/desk.ts": 'import "../adapters/main.ts";' }, "lies outside src"],
  [
    arrowOfTheCore,
    { "src/search/a.ts": 'import type {\n  A,\n} from "../answer/b.ts";' },
    "src/search imports src/answer",
  ],
  [arrowOfTheCore, { "src/watch/a.ts": 'export * from "../change/b.ts";' }, "src/watch imports src/change"],
  [arrowOfTheCore, { "src/text.ts": 'import { a } from "./pack/a.ts";' }, "src/text.ts imports src/pack"],
  [arrowOfTheCore, { "src/answer/a.ts": 'import { a } from "../store/a.ts";' }, "declare the port"],
  [arrowOfTheCore, { "src/store/a.ts": 'import { a } from "../desk.ts";' }, "stands above it"],
  [arrowOfTheCore, { "src/search/a.ts": 'import { a } from "../index.ts";' }, "imports go downwards"],
  [arrowOfTheCore, { "src/search/a.ts": 'import { a } from "../new/a.ts";' }, "src/new has no place"],
  [
    noCircles,
    {
      "src/a/x.ts": 'import "./y.ts";',
      "src/a/y.ts": 'import "./z.ts";',
      "src/a/z.ts": 'import type { x } from "./x.ts";',
    },
    "src/a/x.ts → src/a/y.ts → src/a/z.ts → src/a/x.ts",
  ],
  [
    lightDoor,
    {
      "src/index.ts": 'export { a } from "./store/a.ts";\nexport type { b } from "./store/b.ts";',
      "src/store/a.ts": 'await import("./b.ts");\nimport { c } from "./c.ts";',
      "src/store/b.ts": 'import "libsql";',
      "src/store/c.ts": '\nimport { Kysely } from "kysely";',
    },
    "src/store/c.ts:2 is loaded with src/index.ts",
  ],
  [oneImporter, { "src/answer/a.ts": 'import MiniSearch from "minisearch";' }, "belongs in src/search/"],
  [oneImporter, { "adapters/main.ts": 'import { parse } from "yaml";' }, "belongs in src/pack/"],
  [
    arrowOfTheAdapters,
    { "adapters/slack/a.ts": 'import { b } from "../telegram/b.ts";' },
    "imports its own folder",
  ],
  [arrowOfTheAdapters, { "adapters/slack/a.ts": 'import { b } from "../../src/text.ts";' }, "the only door"],
  [
    arrowOfTheAdapters,
    { "adapters/slack/a.ts": 'import { Hono } from "hono";' },
    "not the SDK of adapters/slack",
  ],
  [
    arrowOfTheAdapters,
    { "adapters/fax/a.ts": 'import { dial } from "modem";' },
    "does not say what adapters/fax",
  ],
  [
    arrowOfTheAdapters,
    { "adapters/log.ts": 'import { a } from "./slack/a.ts";\nimport { b } from "./http/b.ts";' },
    "adapters/log.ts:2 names the adapters slack, http",
  ],
  [
    pureFormats,
    { "adapters/http/format.ts": 'import { clip } from "../../src/index.ts";' },
    'takes "import type"',
  ],
  [pureFormats, { "adapters/http/format.ts": 'import { now } from "../clock.ts";' }, "nothing else"],
  [
    pureFormats,
    {
      "adapters/http/format.ts": 'import { now } from "./clock.ts";',
      "adapters/http/clock.ts": 'import { hrtime } from "node:process";',
    },
    'adapters/http/clock.ts:1 imports "node:process"',
  ],
  [
    onlyMainSeesTheWorld,
    { "src/a.ts": "// no\nconst { HOME } = process.env;" },
    "src/a.ts:2 reads process.env",
  ],
  [onlyMainSeesTheWorld, { "src/a.ts": 'const a = process["env"];' }, "reads process.env"],
  [onlyMainSeesTheWorld, { "src/a.ts": "const { env } = process;" }, "reads process.env"],
  [onlyMainSeesTheWorld, { "src/a.ts": 'import { env } from "node:process";' }, "reads process.env"],
  [onlyMainSeesTheWorld, { "src/a.ts": `const s = \`at \${Date.now()}\`;` }, "Date.now"],
  [onlyMainSeesTheWorld, { "src/a.ts": "const d = new Date();" }, "new Date without"],
  [onlyMainSeesTheWorld, { "src/a.ts": "const d = new Date;" }, "new Date without"],
  [onlyMainSeesTheWorld, { "adapters/a.ts": "const r = Math.random();" }, "Math.random"],
  [shortFiles, { "src/a.ts": "a;\n".repeat(251) }, "src/a.ts:251 has 251 lines"],
  [plainNames, { "src/readFile.ts": "" }, "kebab-case"],
  [plainNames, { "test/helpers/a.ts": "" }, '"helpers"'],
  [plainTypeScript, { "src/a.ts": "\nexport default {};" }, "src/a.ts:2 has a default export"],
  [plainTypeScript, { "src/a.ts": "export { a as default };" }, "default export"],
  [plainTypeScript, { "src/a.ts": "\nexport const enum A { B }" }, "src/a.ts:2 has an enum"],
  [plainTypeScript, { "src/a.ts": "namespace A {}" }, "namespace"],
  [named, { "src/a.ts": 'const first = "MOZU";' }, 'names "MOZU"'],
  [named, { "src/a.ts": "const mozuCard = 1;" }, "src/a.ts:1 names"],
  [named, { "adapters/a/b.ts": "\n// as Brindlewick does" }, 'adapters/a/b.ts:2 names "Brindlewick"'],
  [named, { "src/a.ts": 'const hub = "云桥谷";' }, 'names "云桥谷"'],
  [named, { "src/a.ts": 'const country = "China";' }, 'names "China"'],
  [named, { "src/a.ts": 'const adjective = "Chinese";' }, 'names "Chinese"'],
  [named, { "src/question/en.yaml": "words: [mozu]" }, "src/question/en.yaml:1 names"],
];

const register = `
- id: mozu
  name: { en: Ministry of Zoom, zh: 云桥谷 }
  aliases: [MOZU, Brindlewick Science]
`;

function named(files: readonly Source[]): Finding[] {
  return nothingOfTheRegister(files, [parseSource("data/organisations.yaml", register)]);
}

describe("a rule sees what breaks it", () => {
  for (const [rule, files, found] of broken) {
    test(`${rule.name}: ${Object.values(files).join(" + ").slice(0, 100)}`, () => {
      const findings = rule(Object.entries(files).map(([path, text]) => parseSource(path, text)));
      expect(findings.map(print).join("\n")).toContain(found);
    });
  }
});

describe("a rule lets through what only looks wrong", () => {
  const innocent: readonly (readonly [Rule, string, string])[] = [
    [
      arrowOfTheCore,
      "src/search/a.ts",
      '// import { a } from "grammy";\nconst s = `import { a } from "hono"`;',
    ],
    [arrowOfTheCore, "src/desk.ts", 'import { a } from "./store/a.ts";\nimport { clip } from "./text.ts";'],
    [arrowOfTheCore, "src/store/a.ts", 'import type { Port } from "../change/port.ts";'],
    [
      pureFormats,
      "adapters/http/format.ts",
      'import type { Reply } from "../../src/index.ts";\nimport "./limits.ts";',
    ],
    [onlyMainSeesTheWorld, "adapters/main.ts", "const now = Date.now(); const { PORT } = process.env;"],
    [onlyMainSeesTheWorld, "src/a.ts", "const d = new Date(0); // not Date.now()\nconst s = 'process.env';"],
    [onlyMainSeesTheWorld, "src/a.ts", `const r = /[/"'\`]/; const t = \`\${r}\`; // Math.random()`],
    [plainTypeScript, "src/a.ts", '// export default\nconst s = "enum A {}";'],
    [
      named,
      "src/a.ts",
      '// Chinese has no spaces\nconst zone = "Asia/Kuala_Lumpur"; // Science of the Ministry',
    ],
    [named, "src/question/zh.yaml", "# Chinese\nwords: [部]"],
  ];
  for (const [rule, path, text] of innocent) {
    test(`${rule.name}: ${text}`, () => {
      expect(rule([parseSource(path, text)]).map(print)).toEqual([]);
    });
  }
});
