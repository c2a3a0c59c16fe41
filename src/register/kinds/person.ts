import { back, common, groups, type KindTable, links, proper, text } from "../field.ts";

export const person: KindTable = {
  kind: "person",
  file: "people.yaml",
  heading: "name",
  help: "A person, under the name without honorifics.",
  row: ["roles"],
  head: ["roles", "honorifics", "contact"],
  fields: {
    honorifics: proper("Titles and forms of address as printed, apart from the name: YB, Datuk Ts. Dr.", {
      many: true,
      asks: ["title", "honorific"],
    }),
    roles: groups(
      {
        position: { type: "proper", required: true },
        organisation: { type: "link", to: ["organisation"], inverse: "people" },
        as_of: { type: "date" },
      },
      "Positions held; each is true as of its source's date unless `as_of` says otherwise.",
      { asks: ["role", "position", "who", "work", "where", "represent", "about"] },
    ),
    contact: proper("E-mail and telephone as printed.", { many: true, asks: ["contact"] }),
    delegation: back("visit", "people.person", "Visits made.", ["visit", "travel", "go"]),
    met_during: back("visit", "met.person", "Visits during which others met this person.", ["meet"]),
    chaired: links(["event"], "Meetings chaired or co-chaired.", { inverse: "chairs", asks: ["chair"] }),
    talks: back("event", "talks.speaker", "Talks given.", ["talk", "speak", "present"]),
    attended: back("event", "present.person", "Events attended.", ["attend", "event", "present"]),
    said: groups(
      {
        gist: { type: "text", required: true },
        at: { type: "link", to: ["event", "visit"], inverse: "remarks" },
        about: { type: "link", to: ["agreement"], inverse: "remarks" },
      },
      "What the person said, in the registrar's words.",
      { asks: ["say", "stress", "opinion"] },
    ),
    witnessed: links(["agreement"], "Signings witnessed.", {
      inverse: "witnesses",
      asks: ["witness", "agreement"],
    }),
    signatures: links(["agreement"], "Agreements signed by this person.", {
      inverse: "signatories",
      asks: ["sign"],
    }),
    founded_bodies: links(["organisation"], "What this person set up.", {
      inverse: "founders",
      asks: ["found"],
    }),
    commitments: links(["commitment"], "Promises this person made.", {
      inverse: "voiced_by",
      asks: ["promise"],
    }),
    background: text("What else a source says of the person.", { many: true, asks: ["about"] }),
    ...common,
  },
};
