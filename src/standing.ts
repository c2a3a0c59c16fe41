import { type Clearance, publicClearance } from "./register/view.ts";

/** What people may do, each of them also what those before it may. */
export const roles = ["visitor", "member", "editor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who asks, and where: what a question says of it. */
export interface Asking {
  /** A person, such as `telegram:1` or `slack:T0001/U0001`; `terminal` is the operator. */
  readonly asker?: string;
  /** Where they ask, and who reads the answer: `telegram:-1001`, `slack:T0001/C0001`, `terminal`. */
  readonly place?: string;
  /** Set where nobody but the asker reads the answer. */
  readonly placeIsDirect?: true;
  /** Set where people of other organisations read the answer, too. */
  readonly placeIsShared?: true;
  /** Set where the asker comes from another organisation, or is a guest. */
  readonly outside?: true;
}

/** What somebody may do and see where they ask. */
export interface Standing {
  /** False for strangers where strangers are not answered: they get no answer at all. */
  readonly known: boolean;
  readonly role: Role;
  /** The least of what the asker may see and what may be said where they ask. */
  readonly clearance: Clearance;
}

/** One line of what is in force: a person or a place, and what was written for it. */
export interface AccessLine {
  readonly key: string;
  readonly role?: Role;
  readonly clearance?: Clearance;
}

/** All that is in force. */
export interface AccessRules {
  readonly strangers: "none" | "public";
  readonly people: readonly AccessLine[];
  readonly places: readonly AccessLine[];
}

/** Who may do and see what. */
export interface Access {
  standingOf(asking: Asking): Standing;
  /** Absent where nobody wrote any: then everybody gets public answers. */
  rules(): AccessRules | undefined;
}

/** The asker and the place of whoever sits at the machine itself. */
export const terminal = "terminal";

/** The operator may do everything; what they see is public unless a question says otherwise. */
export const operator: Standing = { known: true, role: "admin", clearance: publicClearance };

export const isTerminal = ({ asker, place }: Asking): boolean =>
  place === terminal || (place === undefined && asker === terminal);

/** Without rules: everybody gets public answers, and only the terminal may do more. */
export const openAccess: Access = {
  standingOf: (asking) =>
    isTerminal(asking) ? operator : { known: true, role: "visitor", clearance: publicClearance },
  rules: () => undefined,
};
