import { writeSync } from "node:fs";
import type { Database } from "../../src/config.ts";
import {
  createDesk,
  loadLanguages,
  loadRegister,
  openChanges,
  openStore,
  type Reply,
} from "../../src/index.ts";

/**
 * A process that is meant to be killed: two editors change visits from chat, over and over, and each change is printed after
 * its confirmation was answered.
 *
 * `node changing.js DATABASE NAME REGISTER`, the database as JSON, the register a folder; a line is `revision NUMBER DRAFT`.
 */
const [database = "", name = "", folder = ""] = process.argv.slice(2);
const store = await openStore(JSON.parse(database) as Database, { now: Date.now });
const register = await loadRegister(folder);
let made = 0;
const newId = (): string => `${name}-${process.pid}-${++made}`;
const changes = await openChanges({ ...store, pack: register, newId });
await changes.living.catchUp();
const desk = createDesk({ ...store, register, changes, languages: await loadLanguages(), timezone: "UTC" });
const [entry] = register.entries.filter(({ kind }) => kind === "visit");

async function change(editor: string, place: string): Promise<void> {
  const asks = { asker: "terminal", place: "terminal", conversation: editor, lang: "en" };
  const says = (text: string): Promise<Reply> => desk.answer({ text, now: Date.now(), ...asks });
  await says(`/edit ${entry?.id} field:place`);
  await says(place);
  const preview = await says("told by the secretariat");
  const save = preview.followUps.find(({ command }) => command.endsWith(" save"))?.command ?? "";
  const saved = await says(save);
  if (saved.outcome !== "answered") {
    // Another was first; who asks again sees what that one wrote.
    await says("/cancel");
    return;
  }
  const draft = save.split(" ")[1] ?? "";
  const revision = changes.living.revisions().find((one) => one.draft === draft);
  if (revision !== undefined) writeSync(1, `revision ${revision.number} ${draft}\n`);
}

for (let count = 1; ; count++)
  await Promise.all(["a", "b"].map((editor) => change(`${name}-${editor}`, `${name} ${editor} ${count}`)));
