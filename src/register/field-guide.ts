import type { Field, FieldShape } from "./field.ts";
import { isWritten } from "./field.ts";
import { kindTables } from "./kinds.ts";

/** The fields of every kind as a registrar reads them, in Markdown, made from the same tables that check the files. */
export function formatFieldGuide(): string {
  const kinds = Object.values(kindTables).map(({ kind, file, heading, help, fields }) => {
    const rows = Object.entries(fields)
      .filter(([, field]) => isWritten(field))
      .map(([name, field]) => `| \`${name}\` | ${formatShape(field)}${formatCount(field)} | ${field.help} |`);
    return [
      `## ${file}`,
      "",
      `${help} Its heading is \`${heading}\` (kind: ${kind}).`,
      "",
      "| field | written as | says |",
      "|---|---|---|",
      ...rows,
    ].join("\n");
  });
  return `# Fields\n\nMade by \`jambatan schema\`; every entry also has \`id\`, \`acronym\`, \`aliases\`, \`cite\`, \`visibility\` and \`groups\`.\n\n${kinds.join("\n\n")}\n`;
}

function formatCount(field: Field): string {
  return field.many ? ", or a list" : "";
}

function formatShape(shape: FieldShape): string {
  switch (shape.type) {
    case "text":
      return "your own words";
    case "proper":
      return "text as printed";
    case "choice":
      return shape.of.map((one) => `\`${one}\``).join(" ");
    case "link":
      return `id of ${shape.to.join(" or ")}`;
    case "group":
      return `{ ${Object.entries(shape.parts)
        .map(([name, part]) => `${name}${part.required === true ? "" : "?"}: ${formatShape(part)}`)
        .join(", ")} }`;
    case "quantity":
      return "{ amount, scale?, unit, bound? }";
    default:
      return shape.type;
  }
}
