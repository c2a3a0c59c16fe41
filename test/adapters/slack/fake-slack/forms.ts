import { isRecord, type Params } from "../../fake-server/params.ts";
import { controlsIn, findControl, stateOf } from "./controls.ts";
import { type Host, payloadOf } from "./host.ts";
import { createInteraction, type Interaction } from "./interaction.ts";
import type { View } from "./message.ts";
import { Refusal } from "./refusal.ts";
import { pushView, replaceView, viewInAck } from "./view-methods.ts";
import type { UserState } from "./world.ts";

/** What is filled in: by an input's label, action_id or block_id. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** What a person does with modals. */
export interface Forms {
  submit(view: View, values?: Filled): Submission;
  /** Closes the modal; the app hears of it where it asked to. */
  dismiss(view: View): Interaction | undefined;
}

export interface Submission extends Interaction {
  /** What the app says is wrong, by block_id; after the acknowledgement. */
  readonly errors: Readonly<Record<string, string>>;
}

export function createForms(host: Host, user: UserState): Forms {
  const { world, calls } = host;

  function opened(view: View): View {
    const { modals } = world.deskOf(user.id);
    const top = modals.at(-1);
    if (top?.id !== view.id)
      throw new Error(`${user.name} has no such modal on top: "${top?.callback_id ?? "none"}" is.`);
    return top;
  }

  function filled(view: View, values: Filled): Params {
    const controls = view.blocks.flatMap(controlsIn);
    const given = new Map(
      Object.entries(values).map(([name, value]) => [findControl(controls, name), value]),
    );
    const state: Record<string, Record<string, Params>> = {};
    for (const control of controls) {
      const value = stateOf(control, given.get(control));
      if (value === undefined && control.isRequired) throw new Error(`"${control.label}" must be filled in.`);
      const isText = typeof value?.value === "string";
      const most = Number(control.element.max_length ?? Number.POSITIVE_INFINITY);
      if (isText && String(value.value).length > most)
        throw new Error(`"${control.label}" takes ${most} characters.`);
      if (!/button|overflow/.test(control.type)) {
        state[control.blockId] = {
          ...state[control.blockId],
          [control.actionId]: value ?? { type: control.type, value: null },
        };
      }
    }
    return { values: state };
  }

  function settle(view: View, body: unknown, errors: Record<string, string>): void {
    const { modals } = world.deskOf(user.id);
    const { response_action: action, view: next, errors: wrong } = isRecord(body) ? body : {};
    const note = (kind: "tolerated" | "injection", message: string): void =>
      calls.complain(kind, "view_submission", { body }, message);
    if (body === undefined) modals.pop();
    else if (action === "clear") modals.length = 0;
    else if (action === "update") replaceView(world, user.id, view, viewInAck(next, note));
    else if (action === "push") pushView(world, user.id, viewInAck(next, note));
    else if (action === "errors" && isRecord(wrong)) {
      const inputs = view.blocks.filter(({ type }) => type === "input").map(({ block_id: id }) => id);
      const stray = Object.keys(wrong).filter((id) => !inputs.includes(id));
      if (stray.length > 0) throw new Refusal("invalid_arguments", `errors of no input: ${stray.join(", ")}`);
      for (const [id, message] of Object.entries(wrong)) errors[id] = String(message);
    } else throw new Refusal("invalid_arguments", `response_action "${String(action)}"`);
  }

  return {
    submit(given, values = {}) {
      calls.mark();
      const view = opened(given);
      if (!view.submit) throw new Error(`The modal "${view.callback_id}" has no button to submit it.`);
      const errors: Record<string, string> = {};
      const payload = {
        ...payloadOf(host, "view_submission", user, view),
        view: { ...view, state: filled(view, values) },
        response_urls: [],
      };
      const interaction = createInteraction({
        calls,
        payload,
        waitMs: host.waitMs,
        deliver: host.deliver,
        kind: "interactive",
        posted: [],
        onAck: (body) => settle(view, body, errors),
      });
      return { ...interaction, errors };
    },
    dismiss(given) {
      calls.mark();
      const view = opened(given);
      world.deskOf(user.id).modals.pop();
      if (view.notify_on_close !== true) return undefined;
      return createInteraction({
        calls,
        payload: { ...payloadOf(host, "view_closed", user, view), view, is_cleared: false },
        waitMs: host.waitMs,
        deliver: host.deliver,
        kind: "interactive",
        posted: [],
        onAck: () => {},
      });
    },
  };
}
