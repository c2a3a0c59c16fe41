import type { IncomingMessage, Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { waitFor } from "../../fake-server/calls.ts";
import { isRecord, type Params } from "../../fake-server/params.ts";
import type { EnvelopeKind, Reception, Transport } from "./delivery.ts";

const maxConnections = 10;
const goodbyeMs = 200;

export interface SocketsOptions {
  readonly appId: string;
  readonly ackMs: number;
  readonly pingMs: number;
  readonly port: () => number;
  /** An acknowledgement broke a rule. */
  readonly complain: (kind: "late" | "tolerated", message: string, params: Params) => void;
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

/** Socket Mode's side of Slack. */
export interface Sockets extends Transport {
  /** Open ones that were greeted. */
  readonly open: number;
  /** A new address, good for one connection. */
  issueUrl(): string;
  /** Resolves with the first connection there is. */
  connected(timeoutMs: number): Promise<void>;
  /** Tells every client to leave: soon ("warning"), now ("refresh_requested"), or for good ("link_disabled"). */
  disconnect(reason: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Cuts every connection without a word. */
  drop(): void;
  /** Sends nothing any more on what is open, neither envelopes nor pings nor pongs. */
  silence(): void;
  /** Lets clients say goodbye, if they are quick. */
  close(): Promise<void>;
}

interface Connection {
  readonly socket: WebSocket;
  isSilent: boolean;
  isLeaving: boolean;
}

interface Waiting {
  readonly kind: EnvelopeKind;
  readonly connection: Connection;
  readonly sentMs: number;
  settle(reception: Reception): void;
}

export function createSockets(server: Server, options: SocketsOptions): Sockets {
  const wss = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const connections = new Set<Connection>();
  const waiting = new Map<string, Waiting>();
  const past = new Map<string, "acknowledged" | "given up">();
  let turn = 0;

  server.on("upgrade", (request: IncomingMessage, socket, head) => {
    const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
    // A ticket opens one connection, and no second one.
    if (!tickets.delete(ticket)) {
      socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    wss.handleUpgrade(request, socket, head, greet);
  });

  const usable = (): Connection[] => [...connections].filter(({ isLeaving }) => !isLeaving);

  function greet(socket: WebSocket): void {
    const connection: Connection = { socket, isSilent: false, isLeaving: false };
    const pings = setInterval(() => {
      if (!connection.isSilent) socket.ping(String(Date.now()));
    }, options.pingMs);
    socket.on("ping", (data) => {
      if (!connection.isSilent) socket.pong(data);
    });
    socket.on("message", (data) => take(connection, String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(pings);
      connections.delete(connection);
      for (const one of waiting.values()) {
        if (one.connection === connection) one.settle({ kind: "missed", reason: "connection_failed" });
      }
      options.changed();
    });
    if (connections.size >= maxConnections) {
      say(socket, {
        type: "disconnect",
        reason: "too_many_websockets",
        debug_info: { host: "applink-fake" },
      });
      socket.close();
      return;
    }
    connections.add(connection);
    say(socket, {
      type: "hello",
      num_connections: connections.size,
      connection_info: { app_id: options.appId },
      debug_info: { host: "applink-fake", build_number: 1, approximate_connection_time: 18_060 },
    });
    options.changed();
  }

  function take(connection: Connection, text: string): void {
    const message: unknown = JSON.parse(text);
    const { envelope_id: id, payload } = isRecord(message) ? message : {};
    const one = waiting.get(String(id));
    const params = isRecord(message) ? message : { message };
    if (one === undefined) {
      const fate = past.get(String(id));
      if (fate === "given up")
        options.complain("late", `an acknowledgement after ${options.ackMs} ms`, params);
      else options.complain("tolerated", `an acknowledgement of what is ${fate ?? "unknown"}`, params);
      return;
    }
    if (one.connection !== connection)
      options.complain("tolerated", "acknowledged on another connection", params);
    const hasPayload = isRecord(payload) && Object.keys(payload).length > 0;
    if (hasPayload && one.kind === "events_api") {
      options.complain("tolerated", "an event's acknowledgement accepts no payload", params);
    }
    one.settle({
      kind: "acked",
      afterMs: performance.now() - one.sentMs,
      body: hasPayload ? payload : undefined,
    });
  }

  const connected = (timeoutMs: number): Promise<void> =>
    waitFor(
      () => (usable().length > 0 ? true : undefined),
      options.onChange,
      timeoutMs,
      () => "no Socket Mode connection",
    ).then(() => undefined);

  return {
    via: "socket",
    get open() {
      return connections.size;
    },
    issueUrl() {
      const ticket = crypto.randomUUID();
      tickets.add(ticket);
      return `ws://127.0.0.1:${options.port()}/link/?ticket=${ticket}&app_id=${options.appId}`;
    },
    connected,
    ready: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (usable().length === 0) return;
          forget();
          resolve();
        };
        const forget = options.onChange(look);
        look();
      }),
    send(kind, payload, retry, reason) {
      const candidates = usable();
      const connection = candidates[turn % Math.max(candidates.length, 1)];
      turn += 1;
      if (connection === undefined) return Promise.resolve({ kind: "missed", reason: "no_connection" });
      const id = crypto.randomUUID();
      return new Promise((resolve) => {
        const settle = (reception: Reception): void => {
          clearTimeout(timer);
          waiting.delete(id);
          past.set(id, reception.kind === "acked" ? "acknowledged" : "given up");
          resolve(reception);
        };
        const timer = setTimeout(() => settle({ kind: "missed", reason: "timeout" }), options.ackMs);
        waiting.set(id, { kind, connection, sentMs: performance.now(), settle });
        const retrying = kind === "events_api" ? { retry_attempt: retry, retry_reason: reason ?? "" } : {};
        const envelope = {
          envelope_id: id,
          type: kind,
          payload,
          accepts_response_payload: kind !== "events_api",
        };
        if (!connection.isSilent) say(connection.socket, { ...envelope, ...retrying });
      });
    },
    disconnect(reason) {
      for (const connection of usable()) {
        say(connection.socket, { type: "disconnect", reason, debug_info: { host: "applink-fake" } });
        // After a warning the connection goes on for a while.
        if (reason === "warning") continue;
        connection.isLeaving = true;
        setTimeout(() => connection.socket.close(), 100).unref();
      }
    },
    drop() {
      for (const { socket } of connections) socket.terminate();
    },
    silence() {
      for (const connection of connections) connection.isSilent = true;
    },
    async close() {
      for (const { socket } of connections) socket.close();
      await waitFor(
        () => connections.size === 0 || undefined,
        options.onChange,
        goodbyeMs,
        () => "",
      ).catch(() => {
        for (const { socket } of connections) socket.terminate();
      });
      wss.close();
    },
  };
}

const say = (socket: WebSocket, message: Params): void => socket.send(JSON.stringify(message));
