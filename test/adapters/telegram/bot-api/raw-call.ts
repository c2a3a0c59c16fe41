import type { BotApi } from "./bot-api.ts";

export interface RawAnswer {
  readonly status: number;
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a method returns, for tests to look into
  readonly result?: any;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Calls a method as any program could: no SDK between the test and the server. */
export async function rawCall(
  { root, token }: BotApi,
  method: string,
  params: unknown = {},
): Promise<RawAnswer> {
  const response = await fetch(`${root}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return { status: response.status, ...((await response.json()) as Omit<RawAnswer, "status">) };
}
