import { back, choice, common, date, type KindTable, link, links, proper, text } from "../field.ts";

export const organisation: KindTable = {
  kind: "organisation",
  file: "organisations.yaml",
  heading: "name",
  help: "A country, ministry, agency, company, university, park or any other body that acts or is acted with.",
  row: ["type", "country"],
  head: ["type", "country", "parent", "seat", "purpose", "people", "agreements", "owners"],
  fields: {
    expansion: text("What its acronym stands for: its name, where an acronym is recorded.", {
      computed: true,
      hidden: true,
      asks: ["expand"],
    }),
    type: choice(
      [
        "country",
        "government",
        "ministry",
        "agency",
        "company",
        "university",
        "association",
        "think-tank",
        "park",
        "embassy",
        "local-government",
        "bloc",
        "team",
      ],
      "What it is.",
      { asks: ["type"] },
    ),
    country: link(["organisation"], "The country it belongs to.", {
      inverse: "bodies",
      asks: ["country", "where", "nationality"],
    }),
    parent: links(["organisation"], "The body it is part of or answers to.", {
      inverse: "parts",
      asks: ["parent", "part", "under", "own"],
    }),
    founders: links(["organisation", "person"], "Who set it up.", {
      inverse: "founded_bodies",
      asks: ["found", "own"],
    }),
    founded: date("When it was set up.", { asks: ["found", "when"] }),
    owners: links(["organisation"], "Who owns it, as in a joint venture.", {
      inverse: "owns",
      asks: ["own", "parent", "partner", "between"],
    }),
    predecessors: links(["organisation"], "What it was made from.", {
      inverse: "became",
      asks: ["predecessor", "merge", "found"],
    }),
    origin: links(["organisation"], "Where it grew out of.", {
      inverse: "offshoots",
      asks: ["origin", "start", "found"],
    }),
    seat: proper("Where its headquarters are, as printed.", { asks: ["seat", "where", "place"] }),
    address: proper("Where it is to be found, as printed.", { asks: ["where", "place"] }),
    website: proper("Its web address.", { asks: ["website", "contact"] }),
    purpose: text("What it is for, or what it does.", {
      many: true,
      asks: ["purpose", "about", "aim", "do", "why"],
    }),
    offers: text("What it offers, one each.", { many: true, asks: ["offer", "do"] }),
    known_as: text("What it is likened to or acclaimed as.", { many: true, asks: ["known"] }),
    member_of: links(["organisation"], "The park, bloc or network it belongs to or came from.", {
      inverse: "members",
      asks: ["start", "origin", "member"],
    }),
    people: back("person", "roles.organisation", "Who holds or held a role in it.", [
      "people",
      "role",
      "lead",
      "run",
      "who",
      "head",
      "chair",
    ]),
    agreements: links(["agreement"], "What it has concluded.", {
      inverse: "parties",
      asks: ["partner", "agreement", "sign"],
    }),
    programmes: links(["programme"], "Programmes it owns or runs.", {
      inverse: "owners",
      asks: ["programme", "own", "run"],
    }),
    partner_in: links(["programme"], "Programmes it takes part in.", {
      inverse: "partners",
      asks: ["programme", "partner"],
    }),
    policies: links(["policy"], "Policies it owns.", { inverse: "owners", asks: ["policy", "own"] }),
    guided_by: links(["policy"], "Policies it works under.", {
      inverse: "guides",
      asks: ["policy", "under", "framework"],
    }),
    commitments: links(["commitment"], "What it promised.", { inverse: "by", asks: ["promise"] }),
    promised: links(["commitment"], "What was promised to it.", {
      inverse: "to",
      asks: ["promise", "receive"],
    }),
    visited_by: back("visit", "stops.organisation", "Visits that stopped there.", ["visit", "stop"]),
    delegation_visits: links(["visit"], "Visits its delegations made.", {
      inverse: "delegations",
      asks: ["visit"],
    }),
    hosted: links(["visit"], "Visits it hosted.", { inverse: "hosts", asks: ["host", "visit"] }),
    organised: links(["event"], "Events it organised.", {
      inverse: "organisers",
      asks: ["organise", "event"],
    }),
    co_organised: links(["event"], "Events it co-organised.", {
      inverse: "co_organisers",
      asks: ["organise", "event"],
    }),
    attended: links(["event"], "Events it took part in.", {
      inverse: "participants",
      asks: ["attend", "event"],
    }),
    talks: back("event", "talks.organisation", "Talks given for it.", ["talk", "speak", "present"]),
    witnessed: links(["agreement"], "Signings it witnessed.", { inverse: "witnesses", asks: ["witness"] }),
    parts: links(["organisation"], "Its parts, agencies or subsidiaries.", {
      inverse: "parent",
      asks: ["part", "own"],
    }),
    members: links(["organisation"], "Who belongs to it or came from it.", {
      inverse: "member_of",
      asks: ["member", "start", "unicorn"],
    }),
    owns: links(["organisation"], "What it owns.", { inverse: "owners", asks: ["own"] }),
    became: links(["organisation"], "What it was merged into.", {
      inverse: "predecessors",
      asks: ["become", "merge"],
    }),
    offshoots: links(["organisation"], "What grew out of it.", { inverse: "origin", asks: ["origin"] }),
    founded_bodies: links(["organisation"], "What it set up.", { inverse: "founders", asks: ["found"] }),
    bodies: links(["organisation"], "Bodies of this country.", { inverse: "country", asks: ["part"] }),
    publications: links(["source"], "Documents it published.", { inverse: "publisher", asks: ["publish"] }),
    figures: links(["figure"], "Figures about it.", { inverse: "subject", asks: ["figure"] }),
    ...common,
  },
};
