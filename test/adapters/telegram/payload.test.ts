import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf, formatPayload, parsePayload } from "../../../adapters/telegram/payload.ts";

const command = fc.string({ unit: "grapheme", minLength: 1, maxLength: 90 }).map((rest) => `/${rest}`);

describe("a button's payload", () => {
  test("is read back as it was written, in at most 64 bytes", () => {
    fc.assert(
      fc.property(command, fc.nat(9_999), fc.constantFrom("en", "ms", "zh"), (line, page, lang) => {
        const written = formatPayload(lang, { command: line, page });
        expect(Buffer.byteLength(written)).toBeLessThanOrEqual(64);
        const read = parsePayload(written);
        if (read?.kind === "digest") {
          expect(Buffer.byteLength(`${lang}${page || ""}${line}`)).toBeGreaterThan(64);
          expect(read).toEqual({ kind: "digest", lang, page, digest: digestOf(line) });
        } else expect(read).toEqual({ kind: "command", lang, target: { command: line, page } });
      }),
    );
  });

  test("of exactly 64 bytes carries its command, and a byte more its digest", () => {
    const fits = `/${"é".repeat(30)}a`;
    expect(Buffer.byteLength(formatPayload("en", { command: fits, page: 0 }))).toBe(64);
    expect(parsePayload(formatPayload("en", { command: fits, page: 0 }))?.kind).toBe("command");
    expect(parsePayload(formatPayload("en", { command: `${fits}a`, page: 0 }))?.kind).toBe("digest");
    expect(parsePayload(formatPayload("en", { command: fits, page: 1 }))?.kind).toBe("digest");
  });

  test("that is none of ours is nothing", () => {
    for (const text of [
      "",
      "en",
      "/mou",
      "en ",
      "EN/mou",
      "e/mou",
      "en#",
      "en#a b",
      "en12345/mou",
      "en-1/mou",
      "en/",
      "toolonglang/mou",
    ])
      expect(parsePayload(text)).toBeUndefined();
  });

  test("of any bytes is read without an error", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parsePayload(text)));
  });

  test("has another digest for each command", () => {
    const digests = Array.from({ length: 2_000 }, (_, index) => digestOf(`/find ${index}`));
    expect(new Set(digests).size).toBe(2_000);
    expect(digests.every((digest) => /^[\w-]{16}$/.test(digest))).toBe(true);
  });
});
