import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Loopback {
  readonly port: number;
  /** Refuses connections, or listens on the same port again. */
  offline(isOffline: boolean): Promise<void>;
}

/** Lets a server listen on any free port of 127.0.0.1. */
export async function listenOnLoopback(server: Server): Promise<Loopback> {
  const listen = async (port: number): Promise<number> => {
    server.listen({ host: "127.0.0.1", port });
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  return {
    port,
    async offline(isOffline) {
      if (isOffline === !server.listening) return;
      if (!isOffline) {
        await listen(port);
        return;
      }
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
