import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import { oneSource, temporaryFolder } from "../register/register-folder.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));
const patience = { timeout: 60_000, interval: 100 };

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

const park = (name: string): string =>
  `- id: ${name.toLowerCase()}\n  name: ${name}\n  cite: report\n  type: park\n`;

describe("an administrator", () => {
  test("is told directly, once and in their language, which file cannot be used and on which line", async () => {
    const botApi = await createBotApi({ waitMs: 60_000 });
    onTestFinished(() => botApi.close());
    const [admin, editor] = [botApi.person({ language_code: "en" }), botApi.person({ language_code: "en" })];
    const [direct, other] = [botApi.privateChat({ from: admin }), botApi.privateChat({ from: editor })];
    const rules = `people:\n  telegram:${admin.id}: { role: admin }\n  telegram:${editor.id}: { role: editor }\n`;
    const folder = await temporaryFolder({
      "data/sources.yaml": oneSource,
      "data/organisations.yaml": park("Alder"),
      "access.yaml": rules,
    });
    const child: ChildProcess = spawn(process.execPath, [program, "serve"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH ?? "",
        PORT: "0",
        JAMBATAN_DATA: "data",
        JAMBATAN_ACCESS: "access.yaml",
        TELEGRAM_BOT_TOKEN: botApi.token,
        TELEGRAM_API_ROOT: botApi.root,
        XDG_CACHE_HOME: join(folder, "cache"),
      },
    });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await ended;
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece: Buffer) => {
        output += piece.toString();
      });
    await expect.poll(() => output, patience).toContain("Telegram is connected");
    await direct.answerTo(direct.say("/language ms"));
    const told = (): readonly (string | undefined)[] =>
      direct.messages
        .filter(({ from, text = "" }) => from?.is_bot && /readyz/.test(text))
        .map(({ text }) => text);
    const put = async (name: string, text: string): Promise<void> => {
      await writeFile(join(folder, "new"), text);
      await rename(join(folder, "new"), join(folder, name));
    };
    await put("data/organisations.yaml", `${park("Alder")}  founded: sometime\n`);
    await expect
      .poll(told, patience)
      .toEqual([
        expect.stringMatching(/^Fail daftar telah diubah[\s\S]*1 masalah[\s\S]*organisations\.yaml:5:/),
      ]);
    // The words of the register are not said: not every administrator sees all of it.
    expect(told().join()).not.toContain("sometime");
    await put("access.yaml", `${rules}  telegram:9: { role: boss }\n`);
    await expect.poll(told, patience).toHaveLength(2);
    expect(told()[1]).toMatch(/^Fail akses telah diubah[\s\S]*access\.yaml:4:/);
    await botApi.idle({ timeoutMs: 60_000 });
    expect([told().length, other.messages]).toEqual([2, []]);
    expect(botApi.violations).toEqual([]);
  }, 180_000);
});
