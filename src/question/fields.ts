import type { Field, Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import { linkParts } from "../register/links.ts";

/** Fields that answer what is asked of a kind, and how well. */
export interface FieldsFound {
  readonly fields: readonly string[];
  /** 0 where nothing fits. */
  readonly score: number;
}

/** At most so many fields answer one question. */
const mostFields = 4;

/**
 * The fields of a kind that best answer what a question asks (`sign`, `witness`) and wants (a person, a time, a place).
 *
 * A field that is named counts 3 for each word, one of the wanted shape 2; one of another shape than was wanted is out.
 */
export function fieldsFor(kind: Kind, asks: readonly string[], wants: readonly string[]): FieldsFound {
  let best = 0;
  let fields: string[] = [];
  for (const [name, field] of Object.entries(kindTables[kind].fields)) {
    const named = field.asks.filter((ask) => asks.includes(ask)).length;
    const fits = fit(field, wants);
    if (fits < 0 || (named === 0 && fits === 0)) continue;
    if (asks.length > 0 && named === 0) continue;
    const score = Math.min(named, 2) * 3 + fits;
    if (score > best) {
      best = score;
      fields = [name];
    } else if (score === best) fields.push(name);
  }
  return { fields: fields.slice(0, mostFields), score: best };
}

/** How the shape of a field meets what a question word wants: 2, 0 where it does not matter, -1 where it cannot. */
function fit(field: Field, wants: readonly string[]): number {
  let total = 0;
  for (const want of wants) {
    switch (want) {
      case "who":
        if (!leadsTo(field, "person") && !leadsTo(field, "organisation")) return -1;
        total += leadsTo(field, "person") || field.asks.includes("who") ? 2 : 1;
        break;
      case "when":
        if (field.type !== "date") return -1;
        total += 2;
        break;
      case "where":
        if (field.type !== "proper" && !leadsTo(field, "event") && !leadsTo(field, "visit") && !field.asks.includes("where")) return -1;
        total += field.asks.includes("where") ? 2 : 0;
        break;
      case "why":
        if (!field.asks.includes("why")) return -1;
        total += 2;
        break;
      case "many":
      case "much":
        if (field.type !== "quantity" && !leadsTo(field, "figure")) return -1;
        total += 2;
        break;
    }
  }
  return total;
}

function leadsTo(field: Field, kind: Kind): boolean {
  if (field.type === "link") return field.to.includes(kind);
  return linkParts(field).some(([, part]) => part.to.includes(kind));
}
