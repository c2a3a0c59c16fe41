import { afterEach, describe, expect, test } from "vitest";
import {
  connectHttp,
  createApp,
  type HttpConnection,
  type HttpOptions,
  type Route,
} from "../../../adapters/http/adapter.ts";

const reported: string[] = [];
const report = (_error: unknown, during: string): string => {
  reported.push(during);
  return "e1";
};
const options: HttpOptions = {
  host: "127.0.0.1",
  port: 0,
  checks: { register: () => ({ ok: true, entries: 7 }) },
  routes: [],
  report,
};

let open: HttpConnection[] = [];
const connect = (over: Partial<HttpOptions> = {}): HttpConnection => {
  const http = connectHttp({ ...options, ...over });
  open.push(http);
  return http;
};
afterEach(async () => {
  await Promise.all(open.map((http) => http.stop(0)));
  open = [];
  reported.length = 0;
});

const get = async (app: ReturnType<typeof createApp>, path: string, method = "GET") => {
  const response = await app.request(path, { method });
  return [response.status, method === "HEAD" ? undefined : await response.json()];
};

describe("the addresses", () => {
  test("healthz says that the process lives", async () => {
    expect(await get(createApp(options), "/healthz")).toEqual([200, { status: "ok" }]);
    expect(await get(createApp(options), "/healthz", "HEAD")).toEqual([200, undefined]);
  });

  test("readyz says what is there", async () => {
    const ready = { ready: true, checks: { register: { ok: true, entries: 7 } } };
    expect(await get(createApp(options), "/readyz")).toEqual([200, ready]);
  });

  test("readyz is 503 with the reason while anything is missing", async () => {
    const checks = { ...options.checks, store: async () => ({ ok: false, reason: "no file" }) };
    expect(await get(createApp({ ...options, checks }), "/readyz")).toEqual([
      503,
      {
        ready: false,
        checks: { register: { ok: true, entries: 7 }, store: { ok: false, reason: "no file" } },
      },
    ]);
  });

  test("a check that throws has failed, and says no more than an error id", async () => {
    const checks = {
      store: () => {
        throw new Error("password in here");
      },
    };
    const failed = { ready: false, checks: { store: { ok: false, errorId: "e1" } } };
    expect(await get(createApp({ ...options, checks }), "/readyz")).toEqual([503, failed]);
    expect(reported).toEqual(["checking store"]);
  });

  test("anything else is a 404 in JSON, also with another method", async () => {
    const nothing = [404, { error: "There is nothing at this address." }];
    expect(await get(createApp(options), "/")).toEqual(nothing);
    expect(await get(createApp(options), "/%2e%2e/healthz/x")).toEqual(nothing);
    expect(await get(createApp(options), "/healthz", "POST")).toEqual(nothing);
  });

  test("an adapter's route gets the request and gives the response", async () => {
    const route: Route = {
      method: "POST",
      path: "/fax/updates",
      handle: async (request) => Response.json({ got: await request.text() }, { status: 202 }),
    };
    const app = createApp({ ...options, routes: [route] });
    const response = await app.request("/fax/updates", { method: "POST", body: "hello" });
    expect([response.status, await response.json()]).toEqual([202, { got: "hello" }]);
  });

  test("an error in a route is a 500 with an error id and without its words", async () => {
    const handle = (): Response => {
      throw new Error("password in here");
    };
    const app = createApp({ ...options, routes: [{ method: "GET", path: "/bad", handle }] });
    expect(await get(app, "/bad")).toEqual([
      500,
      { error: "Something went wrong here (error e1).", errorId: "e1" },
    ]);
  });
});

describe("the listener", () => {
  test("answers over the network once it is ready", async () => {
    const address = await connect().ready;
    const response = await fetch(`${address}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("says that a port is taken, and may be stopped all the same", async () => {
    const address = await connect().ready;
    const second = connect({ port: Number(new URL(address).port) });
    await expect(second.ready).rejects.toMatchObject({ code: "EADDRINUSE" });
    await second.stop(0);
  });

  test("stops at once where connections are idle", async () => {
    const http = connect();
    await fetch(`${await http.ready}/healthz`);
    const started = performance.now();
    await http.stop(5_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("lets an answer under way finish, and cuts it when it takes too long", async () => {
    const answerAfter = (ms: number): Route => ({
      method: "GET",
      path: `/after/${ms}`,
      handle: () => new Promise((resolve) => setTimeout(() => resolve(new Response("done")), ms)),
    });
    const http = connect({ routes: [answerAfter(100), answerAfter(5_000)] });
    const address = await http.ready;
    const short = fetch(`${address}/after/100`).then((response) => response.text());
    const long = fetch(`${address}/after/5000`).catch(() => "cut");
    await new Promise((resolve) => setTimeout(resolve, 30));
    await http.stop(400);
    expect([await short, await long]).toEqual(["done", "cut"]);
  });
});
