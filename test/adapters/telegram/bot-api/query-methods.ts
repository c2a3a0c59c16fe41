import { inlineAnswer } from "./inline-results.ts";
import type { Methods } from "./methods.ts";
import { badRequest } from "./refusal.ts";
import type { Query, World } from "./world.ts";

const tooOld = "query is too old and response timeout expired or query ID is invalid";
const limitAnswerChars = 200;

/** Presses and inline queries: each is answered once, before `lifetimeMs` are over. */
export function queryMethods(world: World, lifetimeMs: number): Methods {
  function open<Answer>(queries: Map<string, Query<Answer>>, id: unknown): Query<Answer> {
    const query = queries.get(String(id));
    if (query === undefined || query.answer !== undefined) throw badRequest(tooOld);
    if (Date.now() - query.bornMs > lifetimeMs) throw badRequest(tooOld, "world");
    return query;
  }
  return {
    answerCallbackQuery: ({ params }) => {
      const { callback_query_id: id, text, show_alert: alert, url } = params;
      const query = open(world.presses, id);
      if (text !== undefined && [...String(text)].length > limitAnswerChars)
        throw badRequest("MESSAGE_TOO_LONG");
      if (url !== undefined && !/^(https?:\/\/t\.me\/|tg:)/.test(String(url)))
        throw badRequest("URL_INVALID");
      query.answer = {
        ...(text === undefined || text === "" ? {} : { text: String(text) }),
        ...(url === undefined ? {} : { url: String(url) }),
        showAlert: alert === true,
      };
      return true;
    },
    answerInlineQuery: ({ params, tolerate }) => {
      const query = open(world.inlineQueries, params.inline_query_id);
      query.answer = inlineAnswer(params, tolerate);
      return true;
    },
  };
}
