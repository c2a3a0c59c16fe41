import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Hands each request to the next of several servers, and to another where one does not answer. */
export interface Balancer {
  readonly url: string;
  /** How many requests each port was given and answered. */
  readonly served: ReadonlyMap<number, number>;
  /** From now on these alone. */
  use(ports: readonly number[]): void;
  close(): Promise<void>;
}

export async function createBalancer(): Promise<Balancer> {
  const served = new Map<number, number>();
  let ports: readonly number[] = [];
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const first = turn++;
    for (const index of ports.keys()) {
      const port = ports[(first + index) % ports.length] ?? 0;
      if (!(await passOn(port, incoming, Buffer.concat(chunks), outgoing))) continue;
      served.set(port, (served.get(port) ?? 0) + 1);
      return;
    }
    outgoing.writeHead(502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    served,
    use(given) {
      ports = given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** False where nobody answered. */
function passOn(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on("end", () => resolve(true));
      answer.on("error", () => resolve(true));
    });
    call.on("error", () => resolve(outgoing.headersSent));
    call.end(body);
  });
}
