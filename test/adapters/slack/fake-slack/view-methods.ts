import type { Params } from "../../fake-server/params.ts";
import { checkedView } from "./blocks/view.ts";
import { withIds } from "./content.ts";
import type { View } from "./message.ts";
import { type Methods, type Note, type Turn, textOf } from "./methods.ts";
import { Refusal } from "./refusal.ts";
import type { Trigger, World } from "./world.ts";

const maxStack = 3;

export interface ViewRights {
  readonly triggerLifetimeMs: number;
  readonly hasHomeTab: boolean;
}

export function viewMethods(world: World, { triggerLifetimeMs, hasHomeTab }: ViewRights): Methods {
  /** Uses the trigger up. */
  function triggered(turn: Turn): Trigger {
    const id = textOf(turn, "trigger_id") ?? textOf(turn, "interactivity_pointer");
    const trigger = world.triggers.get(id ?? "");
    if (trigger === undefined) throw new Refusal("invalid_trigger_id", id);
    if (trigger.isUsed) throw new Refusal("exchanged_trigger_id", id);
    const ageMs = Date.now() - trigger.bornMs;
    if (ageMs > triggerLifetimeMs) throw new Refusal("expired_trigger_id", `${ageMs} ms old`);
    return trigger;
  }

  function shown(id: unknown, externalId: unknown): { user: string; view: View } {
    for (const [user, { home, modals }] of world.desks) {
      const view = [...modals, home].find(
        (one) => one !== undefined && (id === undefined ? one.external_id === externalId : one.id === id),
      );
      if (view !== undefined) return { user, view };
    }
    throw new Refusal("not_found", `view "${String(id ?? externalId)}"`, "world");
  }

  function checkHash(given: unknown, view: View | undefined): void {
    const isStale = given !== undefined && given !== "" && view !== undefined && given !== view.hash;
    if (isStale) throw new Refusal("hash_conflict", String(given), "world");
  }

  return {
    "views.open": {
      required: ["view"],
      run(turn) {
        const facts = checkedView(turn.params.view, turn.note, "modal");
        const trigger = triggered(turn);
        trigger.isUsed = true;
        const { modals } = world.deskOf(trigger.user);
        modals.splice(0, modals.length, newView(world, facts));
        return { view: modals[0] };
      },
    },
    "views.push": {
      required: ["view"],
      run(turn) {
        const facts = checkedView(turn.params.view, turn.note, "modal");
        const trigger = triggered(turn);
        const { modals } = world.deskOf(trigger.user);
        const below = modals.at(-1);
        if (trigger.from === undefined || below === undefined)
          throw new Refusal("not_found", "no modal is open");
        trigger.isUsed = true;
        return { view: pushView(world, trigger.user, facts) };
      },
    },
    "views.update": {
      required: ["view"],
      run(turn) {
        const { view_id: id, external_id: externalId, hash } = turn.params;
        const { user, view } = shown(id, externalId);
        const facts = checkedView(turn.params.view, turn.note, view.type);
        checkHash(hash, view);
        return { view: replaceView(world, user, view, facts) };
      },
    },
    "views.publish": {
      required: ["user_id", "view"],
      run(turn) {
        const user = String(turn.params.user_id);
        const facts = checkedView(turn.params.view, turn.note, "home");
        if (!hasHomeTab) throw new Refusal("not_enabled", "the home tab is off in the manifest");
        if (!world.users.has(user)) throw new Refusal("invalid_arguments", `user_id "${user}"`);
        const desk = world.deskOf(user);
        checkHash(turn.params.hash, desk.home);
        desk.home = newView(world, facts, desk.home === undefined ? {} : { id: desk.home.id });
        return { view: desk.home };
      },
    },
  };
}

function newView(world: World, facts: Params, more: Partial<View> = {}): View {
  const id = more.id ?? world.nextId("V");
  return {
    private_metadata: "",
    callback_id: "",
    external_id: "",
    previous_view_id: null,
    root_view_id: id,
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...facts,
    ...more,
    id,
    type: facts.type === "home" ? "home" : "modal",
    blocks: withIds(world, Array.isArray(facts.blocks) ? facts.blocks : []),
    hash: `${Math.floor(Date.now() / 1000)}.${world.nextId("h")}`,
    state: { values: {} },
    team_id: world.team.id,
    app_id: world.app.id,
    bot_id: world.app.botId,
    app_installed_team_id: world.team.id,
  };
}

/** Lays a modal on the others. */
export function pushView(world: World, user: string, facts: Params): View {
  const { modals } = world.deskOf(user);
  const below = modals.at(-1);
  if (modals.length >= maxStack) throw new Refusal("push_limit_reached");
  const view = newView(world, facts, {
    ...(below === undefined ? {} : { previous_view_id: below.id, root_view_id: below.root_view_id }),
  });
  modals.push(view);
  return view;
}

/** Puts another content where a view is; ids of the view and of its place in the stack stay. */
export function replaceView(world: World, user: string, old: View, facts: Params): View {
  const desk = world.deskOf(user);
  const { id, root_view_id, previous_view_id } = old;
  const view = newView(world, facts, { id, root_view_id, previous_view_id });
  const at = desk.modals.findIndex((one) => one.id === id);
  if (at >= 0) desk.modals[at] = view;
  else if (desk.home?.id === id) desk.home = view;
  return view;
}

/** A view that the app hands over in an acknowledgement. */
export const viewInAck = (value: unknown, note: Note): Params => checkedView(value, note, "modal");
