import type { NewRevision } from "../../src/change/revision.ts";

let drafts = 0;

/** A revision, each of a draft of its own. */
export function sampleRevision(given: Partial<NewRevision> = {}): NewRevision {
  return {
    turn: 1,
    draft: `draft-${++drafts}`,
    at: 1_713_574_800_000,
    by: "telegram:1",
    from: "telegram:-1001",
    why: "report-2024#7",
    entry: "bridge-2024",
    kind: "agreement",
    does: "edit",
    changes: [
      {
        field: "signed",
        before: [{ value: "2024-04", cites: [{ source: "report-2024", paragraph: 7 }] }],
        after: [{ value: "2024-04-19", cites: [] }],
      },
    ],
    ...given,
  };
}
