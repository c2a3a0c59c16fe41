import {
  back,
  choice,
  common,
  date,
  duration,
  groups,
  type KindTable,
  link,
  links,
  proper,
  text,
} from "../field.ts";

export const agreement: KindTable = {
  kind: "agreement",
  file: "agreements.yaml",
  heading: "title",
  help: "An instrument between parties: a memorandum of understanding, an agreement, a heads of agreement, a renewal.",
  dated: "signed",
  order: [
    ["signed", "expires"],
    ["signed", "terminated"],
    ["in_force_from", "expires"],
  ],
  row: ["parties", "signed", "status"],
  head: ["parties", "signed", "status", "place", "witnesses", "purpose"],
  fields: {
    type: choice(
      ["mou", "agreement", "heads-of-agreement", "renewal"],
      "What it is called; a renewed MoU is both.",
      {
        many: true,
        asks: ["type"],
      },
    ),
    parties: links(["organisation"], "Who concluded it.", {
      inverse: "agreements",
      asks: ["party", "partner", "sign", "between", "with"],
    }),
    signed: date("The day of signing, never the day of the press release.", {
      asks: ["sign", "when", "conclude", "agree"],
    }),
    act: choice(["signed", "exchanged"], "Whether it was signed or exchanged, as each source has it.", {
      many: true,
      asks: ["exchange", "sign"],
    }),
    place: proper("Where it was signed, as printed.", { asks: ["sign", "where", "place"] }),
    occasion: links(["visit", "event"], "The visit or event at which it was signed.", {
      inverse: "agreements",
      asks: ["occasion", "sign", "where"],
    }),
    witnesses: links(["person", "organisation"], "Who witnessed the signing.", {
      inverse: "witnessed",
      asks: ["witness"],
    }),
    signatories: links(["person"], "The persons who put their names to it; only where a source says so.", {
      inverse: "signatures",
      asks: ["sign", "signatory"],
    }),
    purpose: text("What it is for.", { asks: ["purpose", "why", "about", "aim", "cover"] }),
    scope: groups(
      { area: { type: "text", required: true }, promise: { type: "text" } },
      "The areas of cooperation, each with what it promises.",
      { asks: ["scope", "area", "about", "cover"] },
    ),
    legal_character: choice(["binding", "not-binding", "unclear"], "Whether it binds the parties in law.", {
      asks: ["legal", "binding"],
    }),
    in_force_from: date("Entry into force, where it is not the signing.", { asks: ["force"] }),
    status: text("How it stands on the day asked.", { computed: true, asks: ["status", "valid", "force"] }),
    expires: date("The day it lapses.", { asks: ["expire"] }),
    term: duration("How long it runs from its entry into force, else from its signing.", {
      asks: ["term", "expire"],
    }),
    terminated: date("The day it was ended early.", { asks: ["terminate"] }),
    framework: links(["agreement"], "The agreement it stands under.", {
      inverse: "covers",
      asks: ["framework", "under"],
    }),
    covers: links(["agreement"], "The agreements that stand under it.", {
      inverse: "framework",
      asks: ["under"],
    }),
    renews: link(["agreement"], "The agreement it renews.", { inverse: "renewed_by", asks: ["renew"] }),
    renewed_by: links(["agreement"], "The agreement that renews it.", { inverse: "renews", asks: ["renew"] }),
    anniversaries: links(["event"], "The anniversaries it is said to coincide with.", {
      inverse: "coinciding",
      asks: ["anniversary"],
    }),
    outcomes: text("What it is said to lead to.", { many: true, asks: ["outcome", "result", "benefit"] }),
    commitments: links(["commitment"], "What was promised under it.", {
      inverse: "agreement",
      asks: ["promise"],
    }),
    programmes: links(["programme"], "The programmes run under it.", {
      inverse: "agreement",
      asks: ["programme"],
    }),
    meetings: links(["event", "visit"], "The meetings and visits that serve it.", {
      inverse: "framework",
      asks: ["meeting", "event"],
    }),
    remarks: back("person", "said.about", "What was said about it.", ["say", "speak"]),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    ...common,
  },
};
