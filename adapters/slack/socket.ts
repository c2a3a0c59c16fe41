import { type App, type Logger, type ReceiverEvent, SocketModeReceiver, webApi } from "@slack/bolt";
import { pause } from "../chat/reaching.ts";
import { platformError } from "./delivery.ts";
import type { Intake } from "./intake.ts";

export interface SocketOptions {
  readonly appToken: string;
  /** For a client that asks until a connection is given; and for one that asks once. */
  readonly clientOptions: webApi.WebClientOptions;
  readonly onceOptions: webApi.WebClientOptions;
  readonly intake: Intake;
  readonly logger: Logger;
  /** Told why no events come; nothing where they do. */
  onState(trouble: string | undefined): void;
  readonly stopping: AbortSignal;
}

/** A socket that answers no ping for so long is given up; so long, times its failures, the SDK waits before another. */
const pingMs = 2_000;
/** Before a connection that Slack refused is asked for again, milliseconds. */
const refusedMs = 5_000;
const lost = "the connection to Slack is lost; it is opened again";

/**
 * Socket Mode that is opened again whatever happened to it. Where Slack refuses another connection, the SDK lets a promise
 * fall that nobody could hear, and never tries again.
 */
export function createSocketReceiver(options: SocketOptions): SocketModeReceiver {
  const { appToken, clientOptions, onceOptions, intake, logger, onState, stopping } = options;
  const asking = new webApi.WebClient(appToken, { ...onceOptions, logger });
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: pingMs,
    installerOptions: { clientOptions },
  });
  const init = receiver.init.bind(receiver);
  receiver.init = (app) => init(takenBy(intake, app));
  const { client } = receiver;
  let wasOpen = false;
  client.on("connected", () => {
    wasOpen = true;
    onState(undefined);
    // The SDK goes on opening what it was opening when it was told to stop.
    if (stopping.aborted) void client.disconnect();
  });
  for (const state of ["close", "reconnecting", "disconnected"]) client.on(state, () => onState(lost));
  const open = client.start.bind(client);
  client.start = async () => {
    // Of a token without its scope, or of another kind, the SDK would ask for ever, and tell nobody.
    if (!wasOpen) await asking.apps.connections.open({});
    while (!(wasOpen && stopping.aborted)) {
      try {
        return await open();
      } catch (error) {
        if (!wasOpen) throw error;
        onState(`Slack: ${platformError(error) ?? "no connection is given"}`);
        await pause(refusedMs, stopping);
      }
    }
    return { ok: false };
  };
  return receiver;
}

/** The app as the SDK's receiver calls it. */
function takenBy(intake: Intake, app: App): App {
  return Object.assign(Object.create(app) as App, {
    processEvent: (event: ReceiverEvent) => intake.take(app, event),
  });
}
