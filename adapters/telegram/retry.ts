import { type ApiCallFn, HttpError, type RawApi } from "grammy";
import { pause, waitAfter } from "../chat/reaching.ts";

/** Waits that Telegram asks for are kept up to this; a call that would have to wait longer fails. Seconds. */
const longestWaitSeconds = 60;
/** Telegram may ask so often to wait with one call. */
const mostWaits = 5;

type Answer = Awaited<ReturnType<ApiCallFn<RawApi>>>;

/**
 * Makes a call again and again while Telegram fails (5xx) or cannot be reached, and after a 429 when Telegram says. Ends with
 * whatever came last once the signal aborts.
 *
 * Not grammY's own: that waits three seconds after the first failure and then ever longer, so that an answer comes minutes
 * after the network does.
 */
export async function persistently(call: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  let waits = 0;
  for (let failures = 0; ; failures++) {
    let wait = waitAfter(failures);
    try {
      const answer = await call();
      if (answer.ok || signal.aborted) return answer;
      const asked = answer.parameters?.retry_after;
      if (asked !== undefined) {
        if (asked > longestWaitSeconds || ++waits > mostWaits) return answer;
        wait = asked * 1_000;
      } else if (answer.error_code < 500) return answer;
    } catch (error) {
      if (!(error instanceof HttpError) || signal.aborted) throw error;
    }
    await pause(wait, signal);
  }
}
