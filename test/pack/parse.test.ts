import { describe, expect, test } from "vitest";
import { formatPath, locate, type Path, parseYaml } from "../../src/pack/parse.ts";

const file = {
  name: "a.yaml",
  text: `# heading
- id: one
  "quoted key": { value: x, cite: [r#1, r#2] }
  empty:
  block: |
    text
- id: two
`,
};

function placeOf(path: Path, atKey = false): string {
  const [problem] = locate([file], [{ file: "a.yaml", path, message: "m", atKey }]);
  return `${problem?.line}:${problem?.column} ${problem?.path}`;
}

describe("a finding is located", () => {
  test.each<readonly [Path, boolean, string]>([
    [[], false, "2:1 "],
    [[0], false, "2:3 [0]"],
    [[1, "id"], false, "7:7 [1].id"],
    [[0, "quoted key", "value"], false, "3:26 [0].quoted key.value"],
    [[0, "quoted key", "cite", 1], false, "3:41 [0].quoted key.cite[1]"],
    [[0, "quoted key"], true, "3:3 [0].quoted key"],
    [[0, "block"], false, "5:10 [0].block"],
    [[0, "empty"], true, "4:3 [0].empty"],
  ])("at %j (key: %s) as %s", (path, atKey, place) => {
    expect(placeOf(path, atKey)).toBe(place);
  });

  test("at the deepest node there is, where the path goes on beyond the text", () => {
    expect(placeOf([0, "missing", "value"])).toBe("2:3 [0].missing.value");
    expect(placeOf([0, "quoted key", "note"])).toBe("3:17 [0].quoted key.note");
    expect(placeOf([0, "id", "value"])).toBe("2:7 [0].id.value");
    expect(placeOf([5, "id"])).toBe("2:1 [5].id");
  });

  test("in the order of the files and their lines, those of no file last", () => {
    const findings = [
      { file: "gone.yaml", path: [], message: "3" },
      { file: "b.yaml", path: [0], message: "2" },
      { file: "a.yaml", path: [1], message: "1" },
      { file: "a.yaml", path: [0], message: "0" },
    ];
    const problems = locate([file, { name: "b.yaml", text: "- id: one\n" }], findings);
    expect(problems.map(({ message }) => message)).toEqual(["0", "1", "2", "3"]);
    expect(problems.at(-1)).toEqual({ file: "gone.yaml", path: "", message: "3" });
  });
});

test("a path is written as one reads it in code", () => {
  expect(formatPath([])).toBe("");
  expect(formatPath(["a", 0, "b"])).toBe("a[0].b");
  expect(formatPath([3, "signed", "value", 1])).toBe("[3].signed.value[1]");
});

describe("YAML", () => {
  test("keeps dates as they are written, and years as numbers", () => {
    expect(parseYaml({ name: "a.yaml", text: "[2024-04-25, 2024-04, 2024, no, 1_000]" })).toEqual({
      data: ["2024-04-25", "2024-04", 2024, "no", "1_000"],
    });
  });

  test("that is none is told with every error, its line and its column", () => {
    const parsed = parseYaml({ name: "a.yaml", text: "- a: [1\n- b: 2\n  b: 3\n" });
    expect("problems" in parsed && parsed.problems.length).toBeGreaterThan(0);
    for (const problem of "problems" in parsed ? parsed.problems : []) {
      expect(problem).toMatchObject({ file: "a.yaml", line: expect.any(Number), column: expect.any(Number) });
      expect(problem.message).toMatch(/^not YAML: \S/);
      expect(problem.message).not.toMatch(/\n| at line /);
    }
  });

  test("of two documents is none", () => {
    expect(parseYaml({ name: "a.yaml", text: "- a\n---\n- b\n" })).toMatchObject({
      problems: [{ line: 2, column: 1 }],
    });
  });

  test("that multiplies itself by aliases is refused", () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0 ? "a0: &a0 [x]" : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`,
    );
    expect(parseYaml({ name: "a.yaml", text: levels.join("\n") })).toMatchObject({
      problems: [{ message: expect.stringMatching(/alias/i), line: 1 }],
    });
  });
});
