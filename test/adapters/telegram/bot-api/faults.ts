import type { Aim } from "../../fake-server/faults.ts";

/** What goes wrong; a fault with `done` first carries the call out, so that only the answer is lost. */
export type FaultKind =
  | { readonly kind: "flood"; readonly retryAfterS: number }
  | { readonly kind: "internal" }
  | { readonly kind: "badGateway"; readonly done?: boolean }
  /** Never answered, until the client gives up or the fake closes. */
  | { readonly kind: "hang"; readonly done?: boolean }
  /** The socket is destroyed after half of the answer, or before any of it. */
  | { readonly kind: "cut"; readonly done?: boolean; readonly half?: boolean }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "blocked" }
  | { readonly kind: "refuse"; readonly description: string; readonly code?: number };

/** Strikes the next `times` calls (1 by default, Infinity for all) of `method`, or of any method but getUpdates. */
export type Fault = FaultKind & Aim;
