import { choice, common, date, groups, type KindTable, links, number, proper, text } from "../field.ts";

export const programme: KindTable = {
  kind: "programme",
  file: "programmes.yaml",
  heading: "name",
  help: "A programme, initiative, joint research group, facility or scheme.",
  dated: "launched",
  row: ["expansion", "owners"],
  head: ["expansion", "type", "owners", "launched", "period", "purpose", "focus"],
  fields: {
    expansion: proper("What its acronym stands for, exactly as printed, even where the letters do not fit.", {
      asks: ["expand", "name"],
    }),
    type: choice(
      ["programme", "initiative", "joint-research-group", "sandbox", "development", "scheme"],
      "What it is.",
      { asks: ["type"] },
    ),
    ordinal: number("Its number in a series: 2 for the second.", { asks: ["ordinal"] }),
    series: text("The series it belongs to.", { asks: ["series"] }),
    owners: links(["organisation"], "Whose it is.", {
      inverse: "programmes",
      asks: ["own", "run", "lead", "launch", "start"],
    }),
    partners: links(["organisation"], "Who takes part.", {
      inverse: "partner_in",
      asks: ["partner", "party", "member"],
    }),
    place: proper("Where it is or will be.", { asks: ["where", "place", "seat"] }),
    launched: date("When it began.", { asks: ["launch", "begin", "when", "found"] }),
    period: date("The years it runs.", { asks: ["period", "when", "long"] }),
    purpose: text("What it is for.", { asks: ["purpose", "why", "aim", "about"] }),
    focus: text("The areas it works on, one each.", {
      many: true,
      asks: ["scope", "area", "about", "focus", "topic"],
    }),
    features: groups(
      { area: { type: "text", required: true }, promise: { type: "text" } },
      "Its parts or what it offers.",
      { asks: ["part", "offer"] },
    ),
    agreement: links(["agreement"], "The agreement it is run under.", {
      inverse: "programmes",
      asks: ["agreement", "under", "framework"],
    }),
    policies: links(["policy"], "The policies it serves.", {
      inverse: "programmes",
      asks: ["policy", "under"],
    }),
    discussed_at: links(["event"], "The meetings that dealt with it.", {
      inverse: "programmes",
      asks: ["discuss", "agree", "meeting", "where"],
    }),
    commitments: links(["commitment"], "What was promised for it.", {
      inverse: "programme",
      asks: ["promise"],
    }),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    ...common,
  },
};

export const policy: KindTable = {
  kind: "policy",
  file: "policies.yaml",
  heading: "name",
  help: "A policy, roadmap, blueprint or strategy.",
  dated: "period",
  row: ["type", "owners", "period"],
  head: ["expansion", "type", "owners", "period", "purpose", "focus"],
  fields: {
    expansion: proper("What its acronym stands for, exactly as printed.", { asks: ["expand", "name"] }),
    type: choice(["policy", "roadmap", "blueprint", "strategy"], "What it is.", {
      many: true,
      asks: ["type"],
    }),
    owners: links(["organisation"], "Whose it is.", {
      inverse: "policies",
      asks: ["own", "run", "lead", "launch", "start"],
    }),
    guides: links(["organisation"], "Who works under it.", {
      inverse: "guided_by",
      asks: ["under", "focus", "framework"],
    }),
    period: date("The years it covers, where its title or a source says so.", {
      asks: ["period", "when", "long"],
    }),
    purpose: text("What it is for.", { asks: ["purpose", "why", "aim", "about"] }),
    focus: text("The areas it covers, one each.", {
      many: true,
      asks: ["scope", "area", "about", "focus", "topic"],
    }),
    programmes: links(["programme"], "The programmes that serve it.", {
      inverse: "policies",
      asks: ["programme"],
    }),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    ...common,
  },
};
