import { back, choice, common, date, groups, type KindTable, links, number, proper, text } from "../field.ts";

export const event: KindTable = {
  kind: "event",
  file: "events.yaml",
  heading: "name",
  help: "A meeting, forum, exhibition, ceremony, anniversary or commemorative year.",
  dated: "date",
  row: ["date", "place", "type"],
  head: ["type", "date", "place", "chairs", "organisers", "purpose", "present"],
  fields: {
    type: choice(
      ["meeting", "forum", "exhibition", "signing", "anniversary", "year", "demonstration"],
      "What it is.",
      { asks: ["type"] },
    ),
    ordinal: number("Its number in its series: 3 for the third.", { asks: ["ordinal"] }),
    series: text("The series it belongs to.", { asks: ["series"] }),
    date: date("When it was, as precise as the source.", { asks: ["when", "hold", "event"] }),
    place: proper("Venue and town as printed.", { asks: ["where", "place", "venue", "hold"] }),
    organisers: links(["organisation"], "Who organised it.", {
      inverse: "organised",
      asks: ["organise", "host", "run", "who"],
    }),
    co_organisers: links(["organisation"], "Who co-organised it.", {
      inverse: "co_organised",
      asks: ["organise"],
    }),
    chairs: links(["person"], "Who chaired or co-chaired it.", {
      inverse: "chaired",
      asks: ["chair", "lead", "who"],
    }),
    purpose: text("What it was for.", { asks: ["purpose", "why", "aim", "about"] }),
    matters: text("What it dealt with, one each.", {
      many: true,
      asks: ["discuss", "about", "topic", "agree", "happen", "area"],
    }),
    talks: groups(
      {
        speaker: { type: "link", to: ["person"], required: true, inverse: "talks" },
        title: { type: "proper" },
        organisation: { type: "link", to: ["organisation"], inverse: "talks" },
        summary: { type: "text" },
      },
      "Talks and addresses given.",
      { asks: ["talk", "speak", "present", "happen"] },
    ),
    present: groups(
      {
        person: { type: "link", to: ["person"], required: true, inverse: "attended" },
        capacity: { type: "text" },
      },
      "People said to have been there; that does not make them signatories.",
      { asks: ["attend", "present", "lead", "who"] },
    ),
    participants: links(["organisation"], "Organisations that took part.", {
      inverse: "attended",
      asks: ["attend", "present", "delegation"],
    }),
    visit: links(["visit"], "The visit it was part of.", { inverse: "events", asks: ["part", "visit"] }),
    part_of: links(["event"], "The larger event it was part of.", { inverse: "parts", asks: ["part"] }),
    parts: links(["event"], "Events within it.", { inverse: "part_of", asks: ["part"] }),
    framework: links(["agreement"], "The agreement it was held under.", {
      inverse: "meetings",
      asks: ["framework", "under", "serve"],
    }),
    agreements: links(["agreement"], "What was signed at it.", {
      inverse: "occasion",
      asks: ["agreement", "sign", "happen", "outcome"],
    }),
    programmes: links(["programme"], "Programmes it dealt with.", {
      inverse: "discussed_at",
      asks: ["programme", "discuss", "agree"],
    }),
    outcomes: text("What came of it, one each.", {
      many: true,
      asks: ["outcome", "result", "agree", "happen"],
    }),
    anniversary_of: text("What it is an anniversary of.", { asks: ["anniversary"] }),
    coinciding: links(["agreement"], "Agreements said to coincide with it.", {
      inverse: "anniversaries",
      asks: ["coincide"],
    }),
    commemorated_by: links(["visit"], "Visits that marked it.", {
      inverse: "commemorates",
      asks: ["commemorate"],
    }),
    commitments: links(["commitment"], "What was promised at it.", { inverse: "made_at", asks: ["promise"] }),
    remarks: back("person", "said.at", "What was said at it.", ["say", "speak"]),
    stopped_by: back("visit", "stops.event", "Visits that stopped there.", ["visit"]),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    ...common,
  },
};
