import { choice, common, date, groups, type KindTable, links, quantity, text } from "../field.ts";

export const commitment: KindTable = {
  kind: "commitment",
  file: "commitments.yaml",
  heading: "title",
  help: "Something promised: who, what, to whom, under which agreement, by when.",
  dated: "made",
  order: [["made", "due"]],
  row: ["by", "to", "made", "status"],
  head: ["what", "by", "to", "agreement", "status", "due"],
  fields: {
    what: text("What was promised.", { asks: ["promise", "about", "what"] }),
    by: links(["organisation"], "Who promised.", { inverse: "commitments", asks: ["promise", "who", "by"] }),
    to: links(["organisation"], "To whom.", { inverse: "promised", asks: ["receive", "for"] }),
    voiced_by: links(["person"], "The person who said it.", { inverse: "commitments", asks: ["say"] }),
    agreement: links(["agreement"], "Under which agreement.", {
      inverse: "commitments",
      asks: ["agreement", "under"],
    }),
    programme: links(["programme"], "For which programme.", { inverse: "commitments", asks: ["programme"] }),
    made_at: links(["visit", "event"], "On which visit or at which event.", {
      inverse: "commitments",
      asks: ["occasion", "where"],
    }),
    made: date("When it was promised.", { asks: ["when"] }),
    due: date("By when it is to be kept.", { asks: ["due", "deadline", "when"] }),
    status: choice(["open", "in-progress", "done", "dropped"], "Where it stands, as far as a source says.", {
      asks: ["status"],
    }),
    amount: quantity("How many or how much.", { asks: ["amount"] }),
    progress: groups(
      { on: { type: "date" }, what: { type: "text", required: true } },
      "What has been done about it.",
      { asks: ["progress", "status"] },
    ),
    ...common,
  },
};

export const figure: KindTable = {
  kind: "figure",
  file: "figures.yaml",
  heading: "title",
  help: "A number that a source states, with its unit and its day.",
  dated: "as_of",
  row: ["value", "as_of"],
  head: ["value", "as_of", "subject", "change"],
  fields: {
    value: quantity("The number; several are the same amount in other units or currencies.", {
      many: true,
      asks: ["amount", "figure", "worth", "many", "much"],
    }),
    as_of: date("The day, month or year that it holds for, where a source says so.", { asks: ["when"] }),
    subject: links(
      ["organisation", "agreement", "programme", "policy", "event", "visit"],
      "What it is a figure of.",
      {
        inverse: "figures",
        asks: ["subject", "about"],
      },
    ),
    change: text("How it moved since an earlier time.", { asks: ["change", "grow", "rise"] }),
    members: links(["agreement", "organisation"], "Those of the counted things that a source names.", {
      asks: ["member", "list"],
    }),
    ...common,
  },
};
