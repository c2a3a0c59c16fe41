import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { me } from "./bot-world.ts";

/**
 * A Bot API server that checks nothing and answers at once, so that a bot, and not its server, is what is measured:
 * on bare sockets, since parsing HTTP would cost about as much as the bot under it.
 *
 * `GET /sent` gives the messages since it was last asked, by chat and in their order.
 */
const results: Readonly<Record<string, unknown>> = { getMe: me, getMyCommands: [] };

let messageId = 0;
let sent: Record<string, string[]> = {};
const headEnd = Buffer.from("\r\n\r\n");

function answer(method: string, body: string): string {
  if (method !== "sendMessage") return JSON.stringify({ ok: true, result: results[method] ?? true });
  const { chat_id: chat, text } = JSON.parse(body) as { readonly chat_id: number; readonly text: string };
  sent[chat] ??= [];
  sent[chat].push(text);
  messageId++;
  return `{"ok":true,"result":{"message_id":${messageId},"date":1800000000,"chat":{"id":${chat},"type":"private"}}}`;
}

function respond(socket: Socket, json: string): void {
  socket.write(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}

function serve(socket: Socket): void {
  let held: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("data", (piece: Buffer) => {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    for (;;) {
      const end = held.indexOf(headEnd);
      if (end < 0) return;
      const head = held.toString("latin1", 0, end);
      const bodyBytes = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      const next = end + headEnd.length + bodyBytes;
      if (held.length < next) return;
      const body = held.toString("utf8", end + headEnd.length, next);
      held = held.subarray(next);
      const path = head.split(" ", 2)[1] ?? "";
      if (path === "/sent") {
        respond(socket, JSON.stringify(sent));
        sent = {};
      } else respond(socket, answer(path.slice(path.lastIndexOf("/") + 1), body));
    }
  });
}

const server = createServer(serve);
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
