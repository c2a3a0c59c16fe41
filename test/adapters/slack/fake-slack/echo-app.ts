import { WebSocket } from "ws";
import { isRecord, type Params } from "../../fake-server/params.ts";
import { rawCall } from "./raw-call.ts";
import type { Slack } from "./slack.ts";

/** A Socket Mode client of few lines: it answers envelopes as it is told, or not at all. */
export interface EchoApp {
  readonly socket: WebSocket;
  /** Everything that came, "hello" too. */
  readonly heard: readonly Params[];
  ack(envelope: Params, payload?: unknown): void;
  close(): void;
}

export async function connectEcho(
  slack: Slack,
  answer: (envelope: Params) => unknown = () => ({}),
): Promise<EchoApp> {
  const { url } = await rawCall(slack, "apps.connections.open", {}, slack.appToken);
  const socket = new WebSocket(url);
  const heard: Params[] = [];
  const ack = ({ envelope_id }: Params, payload?: unknown): void =>
    socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }));
  socket.on("message", (data) => {
    const message: unknown = JSON.parse(String(data));
    if (!isRecord(message)) return;
    heard.push(message);
    const payload = message.envelope_id === undefined ? undefined : answer(message);
    if (payload !== undefined) ack(message, payload);
  });
  await new Promise((resolve, reject) => {
    socket.on("message", resolve);
    socket.on("error", reject);
  });
  return { socket, heard, ack, close: () => socket.terminate() };
}
