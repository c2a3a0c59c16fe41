import type { webApi } from "@slack/bolt";

/** That an answer is being made, shown where a person waits for one. */
export interface Status {
  /** Takes it away, whatever became of the answer. */
  end(): Promise<void>;
}

/**
 * Only a comfort: where it cannot be said, the answer comes all the same and waits for nothing. What is said late is taken back
 * late, so that nothing goes on "thinking".
 */
export function startStatus(
  client: webApi.WebClient,
  { channel, thread }: { readonly channel: string; readonly thread: string },
  words: string,
): Status {
  const say = (status: string): Promise<unknown> =>
    client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status }).catch(() => {});
  const said = say(words);
  return {
    async end() {
      await said;
      await say("");
    },
  };
}
