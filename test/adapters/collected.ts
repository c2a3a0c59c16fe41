import { Readable, Writable } from "node:stream";

/** A stream that keeps what it is given. */
export function collected(): Writable & { readonly text: () => string } {
  const pieces: string[] = [];
  const stream = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece.toString("utf8"));
      done();
    },
  });
  return Object.assign(stream, { text: () => pieces.join("") });
}

/** A stream that gives these pieces as they are, one by one, and ends. */
export function pieces(...given: readonly (string | Uint8Array)[]): Readable {
  return Readable.from(given.map((piece) => Buffer.from(piece)));
}
