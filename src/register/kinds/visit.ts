import { back, choice, common, date, groups, type KindTable, links, proper, text } from "../field.ts";

export const visit: KindTable = {
  kind: "visit",
  file: "visits.yaml",
  heading: "title",
  help: "A journey by people of one side to the other: a period, who went, who received them, where they stopped.",
  dated: "period",
  row: ["period", "people", "delegations", "status"],
  head: ["period", "status", "people", "delegations", "hosts", "place", "stops"],
  fields: {
    type: choice(["official", "working", "study", "delegation"], "What kind of visit.", { asks: ["type"] }),
    period: date("From when to when.", { asks: ["when", "visit", "long", "period"] }),
    status: choice(["planned", "confirmed", "done", "cancelled"], "Where it stands.", { asks: ["status"] }),
    people: groups(
      {
        person: { type: "link", to: ["person"], required: true, inverse: "delegation" },
        capacity: { type: "text" },
      },
      "Who travelled, and as what.",
      { asks: ["who", "people", "visit", "lead", "travel", "delegation", "go"] },
    ),
    delegations: links(["organisation"], "Which organisations travelled.", {
      inverse: "delegation_visits",
      asks: ["who", "delegation", "visit"],
    }),
    hosts: links(["organisation"], "Who received them.", { inverse: "hosted", asks: ["host"] }),
    place: proper("Where it went, as printed.", { asks: ["where", "place"] }),
    stops: groups(
      {
        organisation: { type: "link", to: ["organisation"], inverse: "visited_by" },
        event: { type: "link", to: ["event"], inverse: "stopped_by" },
        on: { type: "date" },
        what: { type: "text" },
      },
      "What was visited on the way.",
      { asks: ["visit", "stop", "where", "go"] },
    ),
    met: groups(
      {
        person: { type: "link", to: ["person"], required: true, inverse: "met_during" },
        what: { type: "text" },
      },
      "Whom they met.",
      { asks: ["meet", "who"] },
    ),
    purpose: text("What it was for.", { asks: ["purpose", "why", "aim"] }),
    commemorates: links(["event"], "The anniversary it marked.", {
      inverse: "commemorated_by",
      asks: ["anniversary", "commemorate"],
    }),
    part_of: links(["visit"], "The larger visit it belonged to.", { inverse: "parts", asks: ["part"] }),
    parts: links(["visit"], "Visits within it.", { inverse: "part_of", asks: ["part"] }),
    outcomes: text("What came of it, one each.", {
      many: true,
      asks: ["outcome", "result", "agree", "happen"],
    }),
    agreements: links(["agreement"], "What was signed during it.", {
      inverse: "occasion",
      asks: ["agreement", "sign", "outcome"],
    }),
    events: links(["event"], "Meetings held during it.", {
      inverse: "visit",
      asks: ["event", "meeting", "happen"],
    }),
    framework: links(["agreement"], "The agreement it serves.", {
      inverse: "meetings",
      asks: ["serve", "framework", "under"],
    }),
    area: text("The area of that agreement it serves.", { asks: ["area"] }),
    contact: links(["person"], "Whom to ask about it.", { asks: ["contact"] }),
    agenda: groups(
      {
        time: { type: "date" },
        place: { type: "proper" },
        host: { type: "link", to: ["organisation", "person"] },
        topic: { type: "text", required: true },
      },
      "The items of the programme; a time may be a zoned moment.",
      { asks: ["agenda", "schedule", "programme"] },
    ),
    commitments: links(["commitment"], "What was promised during it.", {
      inverse: "made_at",
      asks: ["promise"],
    }),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    remarks: back("person", "said.at", "What was said at it.", ["say", "speak"]),
    ...common,
  },
};
