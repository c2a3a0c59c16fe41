import { expect, test } from "vitest";
import { formatListenError } from "../../../adapters/http/listen-error.ts";

const place = { host: "127.0.0.1", port: 3000 };

test.each([
  [
    "EADDRINUSE",
    "HTTP cannot listen on 127.0.0.1, port 3000: the port is taken. Choose another one, such as PORT=3001.",
  ],
  ["EACCES", "PORT=3000"],
  ["EADDRNOTAVAIL", "HOST=127.0.0.1"],
  ["ENOTFOUND", "HOST=127.0.0.1"],
  ["EWEIRD", "(EWEIRD)"],
])("%s comes with its remedy", (code, says) => {
  expect(formatListenError(Object.assign(new Error("x"), { code }), place)).toContain(says);
});

test("the last port's neighbour is no port", () => {
  const error = Object.assign(new Error("x"), { code: "EADDRINUSE" });
  expect(formatListenError(error, { host: "::", port: 65_535 })).toContain("PORT=3000");
});
