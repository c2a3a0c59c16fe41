import type { IncomingMessage } from "node:http";
import { readParts } from "../../fake-server/multipart.ts";
import { isRecord, type Params } from "../../fake-server/params.ts";
import { badRequest } from "./refusal.ts";

/** A file as it arrived in a multipart body. */
export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export const isUpload = (value: unknown): value is Upload =>
  isRecord(value) && value.bytes instanceof Uint8Array;

/** The parameters of a call, from the address and from a JSON, urlencoded or multipart body. */
export async function readParams(request: IncomingMessage, url: URL): Promise<Params> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  const query = plainValues(url.searchParams);
  if (body.length === 0) return query;
  if (type.startsWith("application/json")) return { ...query, ...jsonObject(body.toString("utf8")) };
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { ...query, ...plainValues(new URLSearchParams(body.toString("utf8"))) };
  }
  if (type.startsWith("multipart/form-data")) return { ...query, ...formValues(body, type) };
  throw badRequest(`unsupported content type "${type}"`);
}

function jsonObject(text: string): Params {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw badRequest("can't parse JSON object");
}

function formValues(body: Buffer, type: string): Params {
  const texts: [string, string][] = [];
  const files = new Map<string, Upload>();
  for (const part of readParts(body, type)) {
    if (part.filename === undefined) texts.push([part.name, Buffer.from(part.bytes).toString("utf8")]);
    else files.set(part.name, { name: part.filename, type: part.type, bytes: part.bytes });
  }
  const named = new Set<string>();
  const attached = (value: unknown): unknown => {
    if (typeof value === "string" && value.startsWith("attach://")) {
      named.add(value.slice(9));
      return files.get(value.slice(9)) ?? value;
    }
    if (Array.isArray(value)) return value.map(attached);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, attached(below)]));
  };
  const params = attached(plainValues(texts)) as Params;
  return { ...params, ...Object.fromEntries([...files].filter(([name]) => !named.has(name))) };
}

const textFields =
  /(text|caption|title|description|name|^data|query_id|inline_message_id|offset_id|url|token|parse_mode)$/;

/** Forms carry only strings: what is no text by its name is read as the JSON that it is. */
function plainValues(pairs: Iterable<readonly [string, string]>): Params {
  return Object.fromEntries(
    [...pairs].map(([name, value]) => {
      const isJson = /^(-?\d+|true|false|[[{][\s\S]*|".*")$/.test(value);
      if (!isJson || textFields.test(name)) return [name, value];
      try {
        return [name, JSON.parse(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
