import type { ServerResponse } from "node:http";
import type { Aim } from "../../fake-server/faults.ts";
import type { Params } from "../../fake-server/params.ts";

/** What goes wrong; a fault with `done` first carries the call out, so that only the answer is lost. */
export type FaultKind =
  | { readonly kind: "flood"; readonly retryAfterS: number }
  | { readonly kind: "internal"; readonly done?: boolean }
  /** Never answered, until the client gives up or the fake closes. */
  | { readonly kind: "hang"; readonly done?: boolean }
  /** The socket is destroyed after half of the answer, or before any of it. */
  | { readonly kind: "cut"; readonly done?: boolean; readonly half?: boolean }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "missingScope"; readonly needed: string }
  | { readonly kind: "refuse"; readonly error: string };

/** `method` is also "response_url" or "upload". */
export type Fault = FaultKind & Aim;

export const isDone = (fault: Fault): boolean =>
  fault.kind === "slow" || ("done" in fault && fault.done === true);

export interface Struck {
  readonly response: ServerResponse;
  /** What would have been answered, where the call was carried out. */
  readonly body: Params | undefined;
  /** Ends when the caller hangs up. */
  readonly hungUp: AbortSignal;
  readonly provided: string;
  /** Answers after all. */
  end(): void;
  lost(to: string): void;
}

export function strike(fault: Fault, { response, body, hungUp, provided, end, lost }: Struck): void {
  const say = (status: number, answer: Params, headers: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify(answer));
  };
  switch (fault.kind) {
    case "flood":
      say(429, { ok: false, error: "ratelimited" }, { "retry-after": String(fault.retryAfterS) });
      break;
    case "internal":
      response
        .writeHead(500, { "content-type": "text/html" })
        .end("<html><body>Internal Server Error</body></html>");
      break;
    case "missingScope":
      say(200, { ok: false, error: "missing_scope", needed: fault.needed, provided });
      break;
    case "refuse":
      say(200, { ok: false, error: fault.error });
      break;
    case "cut":
      cut(response, fault.half === true ? (body ?? { ok: true }) : undefined);
      break;
    case "slow": {
      const timer = setTimeout(end, fault.delayMs);
      hungUp.addEventListener("abort", () => {
        clearTimeout(timer);
        lost("slow");
      });
      return;
    }
    case "hang":
      break;
  }
  lost(fault.kind);
}

function cut(response: ServerResponse, answer: Params | undefined): void {
  if (answer === undefined) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(answer);
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
