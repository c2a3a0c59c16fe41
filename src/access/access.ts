import { type Clearance, publicClearance } from "../register/view.ts";
import {
  type Access,
  type AccessLine,
  type AccessRules,
  type Asking,
  isTerminal,
  operator,
  type Role,
  type Standing,
} from "../standing.ts";
import { leastOf } from "./least.ts";

/** Who may do and see what, by rules that may be replaced while it is asked: each question meets the old or the new, whole. */
export function createAccess(rules: () => AccessRules): Access {
  let known = indexed(rules());
  const current = (): Indexed => {
    const now = rules();
    if (now !== known.rules) known = indexed(now);
    return known;
  };
  return { standingOf: (asking) => standingIn(current(), asking), rules };
}

interface Indexed {
  readonly rules: AccessRules;
  readonly people: ReadonlyMap<string, AccessLine>;
  readonly places: ReadonlyMap<string, AccessLine>;
}

function indexed(rules: AccessRules): Indexed {
  const byKey = (lines: readonly AccessLine[]) => new Map(lines.map((line) => [line.key, line]));
  return { rules, people: byKey(rules.people), places: byKey(rules.places) };
}

/** Whoever is named without a role, and whoever asks in a place that is. */
const ordinaryRole: Role = "member";

function standingIn({ rules, people, places }: Indexed, asking: Asking): Standing {
  if (isTerminal(asking)) return operator;
  const { asker, place, placeIsDirect, placeIsShared, outside } = asking;
  const person = asker === undefined ? undefined : people.get(asker);
  const strangers = rules.strangers === "public";
  // What a place gives, it gives to those who belong there.
  if (outside === true)
    return { known: strangers || person !== undefined, role: "visitor", clearance: publicClearance };
  const own = place === undefined ? undefined : places.get(place);
  // A question from nowhere in particular, such as an inline one, is still asked by somebody of a workspace.
  const workspace = places.get(workspaceOf(place ?? asker) ?? "");
  const isNamed = person !== undefined || own !== undefined || workspace !== undefined;
  if (!isNamed) return { known: strangers, role: "visitor", clearance: publicClearance };
  const given = placeIsShared === true ? publicClearance : (own?.clearance ?? workspace?.clearance);
  const mayHear = placeIsDirect === true ? own?.clearance : (given ?? publicClearance);
  const maySee: Clearance = person?.clearance ?? publicClearance;
  return {
    known: true,
    role: person?.role ?? own?.role ?? workspace?.role ?? ordinaryRole,
    clearance: leastOf(maySee, mayHear ?? maySee),
  };
}

/** `slack:T0001` of `slack:T0001/C0001`. */
function workspaceOf(key: string | undefined): string | undefined {
  return /^(slack:[^/]+)\//.exec(key ?? "")?.[1];
}
