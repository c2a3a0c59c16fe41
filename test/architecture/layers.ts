import type { Finding, Import, Source } from "./source.ts";

/** The folders of src from the top down; those on one step do not import each other. */
const steps: readonly (readonly string[])[] = [
  ["index.ts"],
  ["compile-shipped.ts", "front", "languages.ts"],
  ["desk.ts"],
  ["explaining.ts", "kept-answers.ts", "personal.ts"],
  ["calendars.ts", "watching.ts"],
  ["changing.ts", "fetching.ts"],
  ["finish.ts"],
  ["hearing.ts"],
  ["admission.ts", "denials.ts", "in-force.ts", "opening.ts"],
  ["explain"],
  ["watch", "change", "calendar"],
  ["answer"],
  ["question"],
  ["search"],
  ["standing.ts"],
  ["register"],
  ["pack"],
  [
    "config-values.ts",
    "config.ts",
    "errors.ts",
    "followed.ts",
    "leader.ts",
    "memory.ts",
    "notes.ts",
    "package-folder.ts",
    "preferences.ts",
    "seen.ts",
    "steps.ts",
    "text.ts",
    "traditional.ts",
  ],
];

/** They fill ports that folders below desk.ts declare: only the top names them, and they never name the top. */
const beside: readonly string[] = ["access", "store"];
const top: readonly string[] = ["index.ts", "desk.ts"];

/** The folder below which alone a library may be imported. */
const homes: Readonly<Record<string, string>> = {
  minisearch: "src/search/",
  yaml: "src/pack/",
  kysely: "src/store/",
  libsql: "src/store/",
  pg: "src/store/",
  "intl-messageformat": "src/answer/",
};

/** What each adapter may import beside Node, its own folder and the door. */
const kits: Readonly<Record<string, RegExp>> = {
  telegram: /^(grammy|@grammyjs\/.+)$/,
  slack: /^@slack\/.+$/,
  terminal: /^$/,
  chat: /^$/,
  http: /^(hono|@hono\/node-server)$/,
};

/** What chats have in common, whatever their platform: no adapter, and made of pure files. */
const chatFolder = "chat";

const platformLibrary = /^(grammy|@grammyjs\/.*|@slack\/.*|hono|@hono\/.*)$/;
const door = "src/index.ts";

const report = (source: Source, { line }: Import, message: string): Finding => ({
  path: source.path,
  line,
  message,
});

/** "src/search/analysis.ts" → "search", "src/text.ts" → "text.ts". */
const placeOf = (path: string): string => path.split("/")[1] ?? "";
const stepOf = (place: string): number => steps.findIndex((step) => step.includes(place));

/** Runs `rule` over every import of every file below `folder`. */
function overImports(
  sources: readonly Source[],
  folder: string,
  rule: (source: Source, imported: Import) => string | undefined,
): Finding[] {
  return sources
    .filter(({ path }) => path.startsWith(folder))
    .flatMap((source) =>
      source.imports.flatMap((imported) => {
        const message = rule(source, imported);
        return message === undefined ? [] : [report(source, imported, message)];
      }),
    );
}

/** The core knows no adapter and no platform, and its folders import downwards only. */
export function arrowOfTheCore(sources: readonly Source[]): Finding[] {
  return overImports(sources, "src/", ({ path }, { file, library, specifier }) => {
    if (library !== undefined) {
      return platformLibrary.test(library)
        ? `imports "${library}": src knows no platform, its SDK belongs in adapters/`
        : undefined;
    }
    if (file === undefined || !file.startsWith("src/")) {
      return `imports "${specifier}", which lies outside src: the arrow goes from adapters/ to src/, never back`;
    }
    const [from, to] = [placeOf(path), placeOf(file)];
    return from === to ? undefined : wrongDirection(from, to);
  });
}

function wrongDirection(from: string, to: string): string | undefined {
  for (const place of [from, to]) {
    if (stepOf(place) < 0 && !beside.includes(place)) {
      return `src/${place} has no place in the order of layers: add it to test/architecture/layers.ts`;
    }
  }
  if (beside.includes(to)) {
    return top.includes(from)
      ? undefined
      : `src/${from} imports src/${to}: declare the port you need, and let src/desk.ts hand it in`;
  }
  if (beside.includes(from)) {
    return top.includes(to) ? `src/${from} imports src/${to}, which stands above it` : undefined;
  }
  if (stepOf(from) === steps.length - 1 && stepOf(to) === steps.length - 1) return undefined;
  return stepOf(to) > stepOf(from)
    ? undefined
    : `src/${from} imports src/${to}: imports go downwards, ${steps.map((step) => step.join(", ")).join(" → ")}`;
}

/** No file reaches itself by its imports; `import type` counts, since a circle of thoughts is one too. */
export function noCircles(sources: readonly Source[]): Finding[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const findings: Finding[] = [];
  const visit = (source: Source, trail: readonly string[]): void => {
    if (done.has(source.path)) return;
    for (const imported of source.imports) {
      const next = byPath.get(imported.file ?? "");
      if (next === undefined) continue;
      const path = [...trail, source.path];
      const start = path.indexOf(next.path);
      if (start < 0) visit(next, path);
      else
        findings.push(
          report(source, imported, `closes a circle: ${[...path.slice(start), next.path].join(" → ")}`),
        );
    }
    done.add(source.path);
  };
  for (const source of sources) visit(source, []);
  return findings;
}

/** A library listed in `homes` is imported below one folder and nowhere else. */
export function oneImporter(sources: readonly Source[]): Finding[] {
  return overImports(sources, "", ({ path }, { library = "" }) => {
    if (!/^(src|adapters)\//.test(path)) return undefined;
    const home = Object.hasOwn(homes, library) ? homes[library] : undefined;
    return home === undefined || path.startsWith(home)
      ? undefined
      : `imports "${library}", which belongs in ${home} alone`;
  });
}

/** An adapter sees its own folder, what chats share, the door and its SDK; only main.ts names several adapters. */
export function arrowOfTheAdapters(sources: readonly Source[]): Finding[] {
  const named = new Map<string, Set<string>>();
  return overImports(sources, "adapters/", ({ path }, { file, library, specifier }) => {
    const folder = path.split("/").length > 2 ? placeOf(path) : undefined;
    if (library === "node:") return undefined;
    if (library !== undefined) return folder === undefined ? undefined : wrongKit(folder, library);
    if (file === door) return undefined;
    if (file?.startsWith("src/")) return `imports "${specifier}": the only door to the core is ${door}`;
    if (file === "adapters/main.ts")
      return "imports adapters/main.ts, which imports everything and is imported by nothing";
    if (!file?.startsWith("adapters/")) return `imports "${specifier}", which lies outside src and adapters`;
    const other = file.split("/").length > 2 ? placeOf(file) : undefined;
    if (folder !== undefined) {
      return other === folder || (other === chatFolder && folder !== "http")
        ? undefined
        : `imports "${specifier}": an adapter imports its own folder, adapters/${chatFolder} and ${door}`;
    }
    if (other === undefined || path === "adapters/main.ts") return undefined;
    const names = named.get(path) ?? new Set();
    named.set(path, names.add(other));
    return names.size > 1
      ? `names the adapters ${[...names].join(", ")}: only adapters/main.ts names several`
      : undefined;
  });
}

function wrongKit(folder: string, library: string): string | undefined {
  if (!Object.hasOwn(kits, folder)) {
    return `imports "${library}", but test/architecture/layers.ts does not say what adapters/${folder} may import`;
  }
  return kits[folder]?.test(library)
    ? undefined
    : `imports "${library}", which is not the SDK of adapters/${folder}`;
}

/** format.ts is pure, and so is what it is made of: files of its own folder, and types of the core and of its SDK. */
export function pureFormats(sources: readonly Source[]): Finding[] {
  const pure = new Set(
    sources.map(({ path }) => path).filter((path) => /^adapters\/.*\/format\.ts$/.test(path)),
  );
  for (const path of pure) {
    const source = sources.find((one) => one.path === path);
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    for (const { file } of source?.imports ?? [])
      if (file?.startsWith(folder) || file?.startsWith(`adapters/${chatFolder}/`)) pure.add(file);
  }
  return overImports(sources, "adapters/", ({ path }, { file, library, specifier, typeOnly }) => {
    if (!pure.has(path) || (file !== undefined && pure.has(file))) return undefined;
    if (library !== undefined && typeOnly && kits[placeOf(path)]?.test(library) === true) return undefined;
    if (file === door)
      return typeOnly ? undefined : `imports values of ${door}: a format takes "import type" from it`;
    return `imports "${specifier}": a format is made of its own folder's files, adapters/${chatFolder} and types of ${door}, nothing else`;
  });
}

/** Libraries that take long to load, and that a question from a shell has no use for. */
const heavy: readonly string[] = ["kysely", "libsql", "pg"];

/** What the door loads at once is free of them: they are reached by `import()` alone. */
export function lightDoor(sources: readonly Source[]): Finding[] {
  const reached = new Set([door]);
  for (const path of reached) {
    const source = sources.find((one) => one.path === path);
    for (const { file } of source === undefined ? [] : loadedAtOnce(source))
      if (file !== undefined) reached.add(file);
  }
  return sources
    .filter(({ path }) => reached.has(path))
    .flatMap((source) =>
      loadedAtOnce(source)
        .filter(({ library = "" }) => heavy.includes(library))
        .map((imported) =>
          report(
            source,
            imported,
            `is loaded with ${door}, and loads "${imported.library}": reach it by import()`,
          ),
        ),
    );
}

const loadedAtOnce = ({ text, imports }: Source): readonly Import[] =>
  imports.filter(({ typeOnly, specifier }) => !typeOnly && !text.includes(`import("${specifier}")`));
