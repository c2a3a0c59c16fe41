import {
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  noonOf,
  type Question,
  type Reply,
  type ReplyPart,
} from "../src/index.ts";

export const timezone = "Asia/Kuala_Lumpur";

/** A desk over a register's folder, the starter register where none is named. */
export async function openDesk(folder?: string): Promise<Desk> {
  const [register, languages] = await Promise.all([loadRegister(folder), loadLanguages()]);
  return createDesk({ register, languages, timezone });
}

/** A question asked at noon of a day. */
export function asking(text: string, asOf = "2026-06-12", more: Partial<Question> = {}): Question {
  return { text, now: noonOf(asOf, timezone), ...more };
}

/** Every string that a reader of a reply sees. */
export function textsOf(reply: Reply): readonly string[] {
  return [
    ...[...reply.head, ...reply.more].flatMap(partTexts),
    ...reply.sources.map((source) => source.text),
  ];
}

export function partTexts(part: ReplyPart): readonly string[] {
  switch (part.kind) {
    case "text":
      return [part.text];
    case "card":
      return [
        `${part.entry.title} ${part.subtitle}`,
        ...part.facts.map((fact) => `${fact.label}: ${fact.text}`),
      ];
    case "list":
      return part.rows.map((row) => `${row.entry.title} ${row.text}`);
    case "choice":
      return part.options.map((option) => option.label);
  }
}
