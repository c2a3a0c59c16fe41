import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAudit } from "../../../adapters/terminal/audit.ts";
import { check } from "../../../adapters/terminal/check.ts";
import { UsageError } from "../../../adapters/terminal/command-line.ts";
import { exportTo } from "../../../adapters/terminal/export.ts";
import { loadRegister, RegisterError, type Revision } from "../../../src/index.ts";
import { createReviser } from "../../change/revising.ts";
import { temporaryFolder } from "../../register/register-folder.ts";
import { collected } from "../collected.ts";

const files = {
  "organisations.yaml":
    "- id: alpha\n  name: Alpha\n  cite: report#1\n  seat: Oak # a town\n- id: beta\n  name: Beta\n  cite: report#2\n",
  "sources.yaml": "- id: report\n  title: A report\n",
};
const fir = [{ value: "Fir", cites: [{ source: "report", paragraph: 3 }] }];

/** A register's folder and what was revised over it: a seat, twice, and one that was taken back. */
async function revisedFolder() {
  const folder = await temporaryFolder(files);
  const reviser = createReviser((await loadRegister(folder)).entries);
  reviser.edit("alpha", { seat: fir });
  reviser.undo(reviser.edit("beta", { seat: fir }));
  return { folder, revisions: reviser.revisions };
}

function worldOf(folder: string, revisions: readonly Revision[]) {
  const [output, errors] = [collected(), collected()];
  const world = {
    output,
    errors,
    defaultFolder: () => folder,
    timezone: () => "Asia/Kuala_Lumpur",
    revisions: async () => revisions,
  };
  return { world, output: () => output.text(), errors: () => errors.text() };
}

describe("export", () => {
  test("writes the files with the revisions in them, which then agree with them", async () => {
    const { folder, revisions } = await revisedFolder();
    const to = join(await temporaryFolder(), "new");
    const { world, output, errors } = worldOf(folder, revisions);
    expect(await exportTo(["--to", to], world)).toBe(0);
    expect(output()).toBe(`${to}: 2 files; 1 entries edited, 0 added, 0 taken out\n`);
    expect(errors()).toBe("");
    expect(await readFile(join(to, "organisations.yaml"), "utf8")).toBe(
      files["organisations.yaml"].replace("Oak", "{ value: Fir, cite: report#3 }"),
    );
    const after = worldOf(to, revisions);
    expect(await check([], after.world)).toBe(0);
    expect(after.errors()).toBe("");
  });

  test("says how much is set aside and so not in it", async () => {
    const { revisions } = await revisedFolder();
    const folder = await temporaryFolder({ ...files, "organisations.yaml": "" });
    const { world, errors } = worldOf(folder, revisions);
    expect(await exportTo(["--to", join(await temporaryFolder(), "new")], world)).toBe(0);
    expect(errors()).toContain("2 changes are set aside");
  });

  test("takes an empty folder, and refuses one that holds something, a file, and none at all", async () => {
    const { folder, revisions } = await revisedFolder();
    const { world } = worldOf(folder, revisions);
    expect(await exportTo(["--to", await temporaryFolder(), "--data", folder], world)).toBe(0);
    const full = await temporaryFolder({ "mine.txt": "mine" });
    for (const given of [["--to", full], ["--to", join(full, "mine.txt")], [], ["--to", full, "word"]])
      await expect(exportTo(given, world)).rejects.toThrow(UsageError);
    expect(await readFile(join(full, "mine.txt"), "utf8")).toBe("mine");
  });

  test("is exit code 1 where the disk refuses, and leaves nothing behind", async () => {
    const { folder, revisions } = await revisedFolder();
    const { world, errors } = worldOf(folder, revisions);
    expect(await exportTo(["--to", "/nonexistent/deep/new"], world)).toBe(1);
    expect(errors()).toMatch(/^\/nonexistent\/deep\/new cannot be written \(\w+\); expected /);
  });

  test("refuses a register that cannot be loaded", async () => {
    const { world } = worldOf(await temporaryFolder({ "sources.yaml": "- id: X\n" }), []);
    const to = join(await temporaryFolder(), "new");
    await expect(exportTo(["--to", to], world)).rejects.toThrow(RegisterError);
    await expect(readFile(join(to, "sources.yaml"))).rejects.toThrow("ENOENT");
  });
});

describe("check", () => {
  test("warns where the files changed under a revision, with both values and whose it is, and it does not count", async () => {
    const { revisions } = await revisedFolder();
    const text = files["organisations.yaml"].replace("Oak", "Yew");
    const folder = await temporaryFolder({ ...files, "organisations.yaml": text });
    const { world, output, errors } = worldOf(folder, revisions);
    expect(await check([], world)).toBe(0);
    expect(output()).toMatch(/nothing wrong\n$/);
    expect(errors()).toBe(
      `warning: ${folder}/organisations.yaml:4:9 [0].seat: says { value: Yew, cite: report#1 } here, but revision 1 (Ann, telegram:1, 2024-04-25 09:01) holds and says { value: Fir, cite: report#3 }, made when it said { value: Oak, cite: report#1 } here; expected what the revision says, or that it is undone\n`,
    );
  });

  test("warns of what is set aside, at its entry where there is one", async () => {
    const { revisions } = await revisedFolder();
    const folder = await temporaryFolder({
      "organisations.yaml": "- id: alpha\n  name: Alpha\n  cite: letter\n",
      "sources.yaml": "- id: letter\n  title: A letter\n",
    });
    const { world, errors } = worldOf(folder, revisions);
    expect(await check([folder], world)).toBe(0);
    const [gone, unfit] = errors().trimEnd().split("\n").sort();
    expect(gone).toContain(
      "organisations.yaml:1:1 beta seat: revision 3 (Ann, telegram:1, 2024-04-25 09:03) is set aside: beta is not in the files",
    );
    expect(unfit).toContain(
      "organisations.yaml:1:3 [0]: seat: revision 1 (Ann, telegram:1, 2024-04-25 09:01) is set aside: its seat cites report, which is no source",
    );
  });

  test("does not look at revisions over files that are wrong", async () => {
    const { revisions } = await revisedFolder();
    const { world, errors } = worldOf(await temporaryFolder({ "sources.yaml": "- id: X\n" }), revisions);
    expect(await check([], world)).toBe(3);
    expect(errors()).not.toContain("warning");
  });
});

describe("audit", () => {
  const run = async (revisions: readonly Revision[], ...given: readonly string[]) => {
    const { world, output } = worldOf("/nonexistent", revisions);
    expect(await runAudit(given, world)).toBe(0);
    return output();
  };

  test("says who changed what, when, from where and why, field by field, oldest first", async () => {
    const { revisions } = await revisedFolder();
    expect(
      await run(revisions.toReversed()),
    ).toBe(`1. 2024-04-25 09:01 Ann (telegram:1) edited organisation alpha, from telegram:-1001
   why: told by the secretariat
   seat: { value: Oak, cite: report#1 } → { value: Fir, cite: report#3 }
2. 2024-04-25 09:02 Ann (telegram:1) edited organisation beta, from telegram:-1001
   why: told by the secretariat
   seat: nothing → { value: Fir, cite: report#3 }
3. 2024-04-25 09:03 Ann (telegram:1) edited organisation beta, from telegram:-1001
   takes back 2
   why: told by the secretariat
   seat: { value: Fir, cite: report#3 } → nothing
`);
  });

  test("prints one object a line with --json", async () => {
    const { revisions } = await revisedFolder();
    const lines = (await run(revisions, "--json"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toEqual({
      number: 1,
      at: "2024-04-25T01:01:00.000Z",
      by: "telegram:1",
      byName: "Ann",
      from: "telegram:-1001",
      why: "told by the secretariat",
      entry: "alpha",
      kind: "organisation",
      does: "edit",
      changes: [
        {
          field: "seat",
          before: { value: "Oak", cite: "report#1" },
          after: { value: "Fir", cite: "report#3" },
        },
      ],
    });
  });

  test("keeps to an entry, and to a day of the desk's zone and later", async () => {
    const { revisions } = await revisedFolder();
    expect(await run(revisions, "--entry", "beta")).toMatch(/^2\. .*\n(?: {3}.*\n)+3\. /);
    expect(await run(revisions, "--entry", "nobody")).toBe("");
    const [first] = revisions;
    const night = [{ ...(first as Revision), at: Date.UTC(2024, 3, 24, 16, 30) }];
    expect(await run(night, "--since", "2024-04-25")).toContain("2024-04-25 00:30");
    expect(await run(night, "--since", "2024-04-26")).toBe("");
  });

  test("shows nothing that moves a cursor", async () => {
    const [first] = (await revisedFolder()).revisions;
    const said = await run([{ ...(first as Revision), why: "a\u001b[2Jb\nc\u202ed" }]);
    expect(said).toContain("   why: a [2Jb c d\n");
  });

  test("refuses a day that is none, and words", async () => {
    const { world } = worldOf("/nonexistent", []);
    for (const given of [["--since", "soon"], ["alpha"], ["--nonsense"]])
      await expect(runAudit(given, world)).rejects.toThrow(UsageError);
  });
});
