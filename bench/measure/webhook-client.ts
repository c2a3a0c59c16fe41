import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { webhookPath, webhookSecret } from "./bot-world.ts";

/** One connection over which updates are delivered, as cheaply as can be: what is measured is the bot. */
export interface Deliverer {
  /** Sends updates without waiting in between; settles when all are taken. */
  deliver(updates: readonly string[]): Promise<void>;
  close(): void;
}

/** The status of an answer, whose body is empty or one empty chunk. */
const answerPattern = /HTTP\/1\.1 (\d+)[\s\S]*?\r\n\r\n/g;

/**
 * `format` makes the request of what is delivered: an update of Telegram's unless told otherwise.
 *
 * @throws Error with the status, where an update is refused; or where the connection ends before all are taken.
 */
export async function connectDeliverer(
  url: string,
  format: (host: string, update: string) => string = formatRequest,
): Promise<Deliverer> {
  const { host, hostname, port } = new URL(url);
  const open = async (): Promise<Socket> => {
    const opened = connect(Number(port), hostname);
    await once(opened, "connect");
    return opened.setNoDelay(true);
  };
  let socket = await open();
  return {
    deliver: async (updates) => {
      // A server ends what lies idle for five seconds, as on a slow machine while others have their turn.
      if (!socket.writable) socket = await open();
      const taken = untilTaken(socket, updates.length);
      socket.write(updates.map((update) => format(host, update)).join(""));
      await taken;
    },
    close: () => socket.destroy(),
  };
}

const formatRequest = (host: string, update: string): string =>
  `POST ${webhookPath} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: ${webhookSecret}\r\nContent-Length: ${Buffer.byteLength(update)}\r\n\r\n${update}`;

function untilTaken(socket: Socket, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    let held = "";
    const settle = (error?: Error): void => {
      socket.off("data", read).off("close", onClose).off("error", settle);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onClose = (): void =>
      settle(new Error(`the connection ended with ${left} of ${count} updates untaken`));
    const read = (piece: Buffer): void => {
      held += piece.toString("latin1");
      let end = 0;
      for (const match of held.matchAll(answerPattern)) {
        if (match[1] !== "200") settle(new Error(`an update was answered with ${match[1]}`));
        left--;
        end = match.index + match[0].length;
      }
      held = held.slice(end);
      if (left === 0) settle();
    };
    socket.on("data", read).on("close", onClose).on("error", settle);
  });
}
