import type { NoteKeeper } from "./notes.ts";
import type { Question } from "./question/question.ts";
import { publicClearance } from "./register/view.ts";
import { type Access, type Asking, isTerminal, type Standing } from "./standing.ts";

/** Who is let in, and as what. */
export interface Admission {
  standingOf(question: Omit<Question, "text" | "now">): Standing;
  /**
   * Whether a stranger is told now that they are one; then they were. Once a day in a place, and never where an answer is only
   * looked at.
   */
  mayBeTold(question: Question): Promise<boolean>;
}

const dayMs = 24 * 3_600_000;

export function createAdmission(access: Access, notes: NoteKeeper): Admission {
  // Two messages that come at once both find no note.
  const underWay = new Set<string>();
  return {
    standingOf(question) {
      const { asker, place, clearance } = question;
      if (asker === undefined && place === undefined)
        return { known: true, role: "visitor", clearance: clearance ?? publicClearance };
      const standing = access.standingOf(askingOf(question));
      return isTerminal(question) && clearance !== undefined ? { ...standing, clearance } : standing;
    },
    async mayBeTold(question) {
      if (question.onlyLooks === true) return false;
      const { asker = "", place = "" } = askingOf(question);
      const key = `stranger ${asker} ${place}`;
      if (underWay.has(key)) return false;
      underWay.add(key);
      try {
        if ((await notes.read(key, question.now)) !== undefined) return false;
        await notes.write(key, "told", question.now + dayMs);
        return true;
      } finally {
        underWay.delete(key);
      }
    },
  };
}

/** Who it is whose standing counts: who shows an answer to others, not those others. */
export function askingOf({ asker, sharer, ...rest }: Asking & Pick<Question, "sharer">): Asking {
  const { place, placeIsDirect, placeIsShared, outside } = rest;
  const who = sharer ?? asker;
  return {
    ...(who === undefined ? {} : { asker: who }),
    ...(place === undefined ? {} : { place }),
    ...(placeIsDirect === undefined ? {} : { placeIsDirect }),
    ...(placeIsShared === undefined ? {} : { placeIsShared }),
    ...(outside === undefined ? {} : { outside }),
  };
}
