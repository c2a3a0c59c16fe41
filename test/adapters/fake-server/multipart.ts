/** One field of a multipart/form-data body; a file where it has a file name. */
export interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Reads RFC 7578, with what senders allow themselves: an empty line before the first boundary, or parts without type. */
export function readParts(body: Buffer, contentType: string): Part[] {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType) ?? [];
  const boundary = Buffer.from(`--${quoted ?? bare ?? ""}`);
  const parts: Part[] = [];
  let at = body.indexOf(boundary);
  while (at >= 0) {
    const from = at + boundary.length;
    const next = body.indexOf(boundary, from);
    const headEnd = body.indexOf("\r\n\r\n", from);
    if (next < 0 || headEnd < 0 || headEnd > next) break;
    const head = body.subarray(from, headEnd).toString("utf8");
    const field = (name: string): string | undefined => new RegExp(`[; ]${name}="([^"]*)"`).exec(head)?.[1];
    const [, type = "text/plain"] = /content-type:\s*([^\r\n]+)/i.exec(head) ?? [];
    parts.push({
      name: field("name") ?? "",
      filename: /filename=/i.test(head)
        ? (field("filename") ?? /filename=([^\r\n;]+)/i.exec(head)?.[1])
        : undefined,
      type,
      bytes: new Uint8Array(body.subarray(headEnd + 4, next - 2)),
    });
    at = next;
  }
  return parts;
}
