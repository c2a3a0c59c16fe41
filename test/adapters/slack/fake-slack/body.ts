import type { IncomingMessage } from "node:http";
import { readParts } from "../../fake-server/multipart.ts";
import { isRecord, type Params } from "../../fake-server/params.ts";
import { Refusal } from "./refusal.ts";

/** Arguments that forms carry as JSON. */
const structured: ReadonlySet<string> = new Set([
  ...[
    "blocks",
    "attachments",
    "view",
    "metadata",
    "prompts",
    "loading_messages",
    "files",
    "file_ids",
    "unfurls",
  ],
  ...["chunks", "icon", "user_auth_blocks"],
]);

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The arguments of a call, from the address and from a urlencoded, JSON or multipart body. */
export function paramsOf(body: Buffer, contentType: string, query: URLSearchParams): Params {
  const fromQuery = Object.fromEntries(query);
  if (body.length === 0) return withStructure(fromQuery);
  if (contentType.startsWith("application/json"))
    return { ...fromQuery, ...jsonObject(body.toString("utf8")) };
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    const form = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
    return withStructure({ ...fromQuery, ...form });
  }
  if (contentType.startsWith("multipart/form-data")) {
    const parts = readParts(body, contentType).map(({ name, filename, bytes }) => {
      return [name, filename === undefined ? Buffer.from(bytes).toString("utf8") : bytes] as const;
    });
    return withStructure({ ...fromQuery, ...Object.fromEntries(parts) });
  }
  throw new Refusal("invalid_post_type", contentType);
}

export function jsonObject(text: string): Params {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new Refusal("invalid_json", text.slice(0, 80));
}

/** In JSON bodies too an argument may come as the JSON text of itself. */
export function withStructure(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== "string" || !structured.has(name)) return [name, value];
      try {
        return [name, JSON.parse(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
