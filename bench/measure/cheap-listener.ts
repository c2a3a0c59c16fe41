import { type AddressInfo, createServer, type Socket } from "node:net";

/** What a request's path and body are answered with: JSON, or bare text. */
export type Answer = (path: string, body: string) => string;

const headEnd = Buffer.from("\r\n\r\n");

/**
 * A server that checks nothing and answers at once, so that a bot, and not its platform, is what is measured: on bare
 * sockets, since parsing HTTP would cost about as much as the bot under it. It says on stderr where it listens.
 */
export function listenCheaply(answer: Answer): void {
  const server = createServer((socket) => serve(socket, answer));
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.stderr.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
  });
}

function serve(socket: Socket, answer: Answer): void {
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
      respond(socket, answer(head.split(" ", 2)[1] ?? "", body));
    }
  });
}

function respond(socket: Socket, json: string): void {
  socket.write(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
}
