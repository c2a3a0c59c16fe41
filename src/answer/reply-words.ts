import { partialDate } from "../register/partial-date.ts";
import type { Composing } from "./composing.ts";
import type { ReplyWords } from "./reply.ts";

/** The words around a reply; where a demonstration clock runs, also as of when it speaks. */
export function replyWords({ wording, today }: Composing, isDemonstration: boolean): ReplyWords {
  const { say } = wording.messages;
  return {
    sources: say("sources"),
    more: say("more"),
    share: say("share"),
    shareHere: say("shareHere"),
    back: say("back"),
    open: say("open"),
    ...(isDemonstration ? { asOf: say("asOf", { date: wording.date(partialDate(today)) }) } : {}),
  };
}
