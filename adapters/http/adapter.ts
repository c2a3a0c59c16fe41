import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";

/** Whether something that the service needs is there; other facts about it may stand beside. */
export interface Check {
  readonly ok: boolean;
  readonly [fact: string]: unknown;
}

/** What an adapter wants to be called for: it speaks the web's own Request and Response, and needs no server. */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  handle(request: Request): Response | Promise<Response>;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** What `/readyz` asks, by name, each time. */
  readonly checks: Readonly<Record<string, () => Check | Promise<Check>>>;
  readonly routes: readonly Route[];
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
}

export interface HttpConnection {
  /** The address that answers, such as `http://127.0.0.1:3000`; a rejection carries why it cannot (`EADDRINUSE`). */
  readonly ready: Promise<string>;
  /** Takes no new connection, lets answers under way finish for `graceMs`, then cuts them. */
  stop(graceMs: number): Promise<void>;
}

/** The only listener: health and readiness, and the routes of other adapters. */
export function connectHttp(options: HttpOptions): HttpConnection {
  const app = createApp(options);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  const ready = listen(server, options);
  return { ready, stop: (graceMs) => close(server, graceMs) };
}

/** The routes without the listener. */
export function createApp({
  checks,
  routes,
  report,
}: Pick<HttpOptions, "checks" | "routes" | "report">): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    const states = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, await stateOf(name, check, report)] as const,
      ),
    );
    const ready = states.every(([, state]) => state.ok);
    return context.json({ ready, checks: Object.fromEntries(states) }, ready ? 200 : 503);
  });
  for (const { method, path, handle } of routes) app.on(method, path, (context) => handle(context.req.raw));
  app.notFound((context) => context.json({ error: "There is nothing at this address." }, 404));
  app.onError((error, context) => {
    const errorId = report(error, "answering an HTTP request");
    return context.json({ error: `Something went wrong here (error ${errorId}).`, errorId }, 500);
  });
  return app;
}

/** A check that throws has failed, and takes no other down with it. */
async function stateOf(
  name: string,
  check: () => Check | Promise<Check>,
  report: HttpOptions["report"],
): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    return { ok: false, errorId: report(error, `checking ${name}`) };
  }
}

async function listen(server: Server, { host, port }: HttpOptions): Promise<string> {
  server.listen({ host, port });
  await once(server, "listening");
  const { address, family, port: bound } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${bound}`;
}

async function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}
