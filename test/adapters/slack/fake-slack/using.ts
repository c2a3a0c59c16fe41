import { isRecord, type Params } from "../../fake-server/params.ts";
import { checkGroups, checkOptions } from "./blocks/elements.ts";
import { limits } from "./blocks/limits.ts";
import { nameOf } from "./commanding.ts";
import { type Choice, type Control, controlsIn, findChoice, findControl, stateOf } from "./controls.ts";
import { type Host, now, payloadOf } from "./host.ts";
import { createInteraction, type Interaction } from "./interaction.ts";
import { asPayload, type Message, type View } from "./message.ts";
import { refuseWith } from "./refusal.ts";
import type { UserState } from "./world.ts";

/** What a person does with buttons and menus. */
export interface Using {
  /** A button, by its words, action_id or value. */
  press(on: Message | View, labelOrActionId: string): Interaction;
  /** An option of a menu, by its words or value; the menu by its placeholder, label or action_id. */
  select(on: Message | View, menu: string, option: string | readonly string[]): Interaction;
  /** Types into a menu whose options the app gives; what it offers then. */
  suggest(on: Message | View, menu: string, typed: string): Promise<readonly Choice[]>;
}

const isView = (on: Message | View): on is View => "root_view_id" in on;

export function createUsing(host: Host, user: UserState): Using {
  const { world, calls, responseUrls } = host;
  /** What was chosen so far, by message or view. */
  const chosen = new Map<string, Record<string, Record<string, Params>>>();

  function current(on: Message | View): Message | View {
    if (!isView(on)) return now(host, on);
    const { home, modals } = world.deskOf(user.id);
    return [...modals, home].find((view) => view?.id === on.id) ?? on;
  }

  const controlsOf = (on: Message | View): Control[] => (on.blocks ?? []).flatMap(controlsIn);

  /** Where it was done, as payloads say it. */
  function placeOf(on: Message | View): Params {
    if (isView(on)) {
      return {
        container: { type: "view", view_id: on.id },
        view: { ...on, state: { values: chosen.get(on.id) ?? {} } },
      };
    }
    const channel = world.channels.get(on.channel);
    if (channel === undefined) throw new Error(`There is no channel ${on.channel} any more.`);
    const isEphemeral = on.onlyFor !== undefined;
    if (isEphemeral && on.onlyFor !== user.id) throw new Error(`${user.name} does not see that message.`);
    const thread = on.thread_ts === undefined ? {} : { thread_ts: on.thread_ts };
    return {
      container: {
        type: "message",
        message_ts: on.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...thread,
      },
      channel: { id: channel.id, name: nameOf(channel) },
      // An ephemeral message is kept nowhere, so that its payloads cannot show it.
      ...(isEphemeral ? {} : { message: asPayload(on) }),
      state: { values: chosen.get(on.ts) ?? {} },
    };
  }

  function act(on: Message | View, control: Control, more: Params): Interaction {
    calls.mark();
    const channel = isView(on) ? undefined : world.channels.get(on.channel);
    const answers = channel === undefined || isView(on) ? undefined : responseUrls.open(channel, user.id, on);
    const payload: Params = {
      ...payloadOf(host, "block_actions", user, isView(on) && on.type === "modal" ? on : undefined),
      ...placeOf(on),
      ...(answers === undefined ? {} : { response_url: host.responseUrl(answers.id) }),
      actions: [
        {
          type: control.type,
          action_id: control.actionId,
          block_id: control.blockId,
          ...more,
          action_ts: world.nextTs(),
        },
      ],
    };
    return createInteraction({
      calls,
      payload,
      waitMs: host.waitMs,
      deliver: host.deliver,
      kind: "interactive",
      posted: answers?.state.posted ?? [],
      onAck(body) {
        if (body === undefined) return;
        calls.complain(
          "tolerated",
          "block_actions",
          payload,
          "what is said in an acknowledgement of a press is lost",
        );
      },
    });
  }

  return {
    press(message, name) {
      const on = current(message);
      const controls = controlsOf(on);
      const option = controls.flatMap((one) =>
        one.type === "overflow"
          ? one.choices.filter(({ label }) => label === name).map((choice) => ({ one, choice }))
          : [],
      )[0];
      if (option !== undefined) return act(on, option.one, { selected_option: option.choice.option });
      const buttons = controls.filter(({ type }) => /button/.test(type));
      const control = findControl(buttons, name);
      const { text, value } = control.element;
      return act(on, control, {
        ...(text === undefined ? {} : { text }),
        ...(value === undefined ? {} : { value }),
        ...(control.type === "feedback_buttons" ? { value: control.value } : {}),
      });
    },
    select(message, menu, option) {
      const on = current(message);
      const control = findControl(
        controlsOf(on).filter(({ type }) => !/button/.test(type)),
        menu,
      );
      const state = control.type === "overflow" ? undefined : stateOf(control, option);
      const picked = state ?? { selected_option: findChoice(control, String(option)).option };
      const key = isView(on) ? on.id : on.ts;
      const before = chosen.get(key) ?? {};
      const inBlock = { ...before[control.blockId], [control.actionId]: picked };
      if (state !== undefined) chosen.set(key, { ...before, [control.blockId]: inBlock });
      const { type: _, ...rest } = picked as Params;
      return act(on, control, rest);
    },
    async suggest(message, menu, typed) {
      calls.mark();
      const on = current(message);
      const control = findControl(
        controlsOf(on).filter(({ type }) => /external_select/.test(type)),
        menu,
      );
      const { actionId: action_id, blockId: block_id } = control;
      const payload = {
        ...payloadOf(host, "block_suggestion", user),
        ...placeOf(on),
        action_id,
        block_id,
        value: typed,
      };
      let offered: Choice[] = [];
      await createInteraction({
        calls,
        payload,
        waitMs: host.waitMs,
        deliver: host.deliver,
        kind: "interactive",
        posted: [],
        onAck(body) {
          checkSuggestions(body);
          const { options, option_groups } = isRecord(body) ? body : {};
          const element = { type: "external_select", action_id, options, option_groups };
          offered = controlsIn({ block_id, elements: [element] }).flatMap(({ choices }) => choices);
        },
      }).acked();
      return offered;
    },
  };
}

function checkSuggestions(body: unknown): void {
  const problems: string[] = [];
  const check = {
    surface: "modal" as const,
    fail: (at: string, message: string) => void problems.push(`${message} [json-pointer:${at}]`),
    note: () => {},
  };
  const { options, option_groups: groups } = isRecord(body) ? body : {};
  if (groups !== undefined) checkGroups(check, "/option_groups", groups);
  else checkOptions(check, "/options", options, limits.options, 0, "plain");
  if (problems.length > 0) throw refuseWith("invalid_arguments", problems);
}
