import type { Slack } from "./slack.ts";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly ok: boolean;
  readonly error?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a method returns, for tests to look into
  readonly [field: string]: any;
}

/** Calls a method as any program could: no SDK between the test and the server. */
export async function rawCall(
  { apiUrl, botToken }: Slack,
  method: string,
  params: object = {},
  token: string | undefined = botToken,
): Promise<RawAnswer> {
  const response = await fetch(`${apiUrl}${method}`, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(params),
  });
  const body = (await response.json()) as { ok: boolean };
  return { status: response.status, headers: response.headers, ...body };
}
