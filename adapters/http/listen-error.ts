/** Why the listener could not start, with the remedy: one sentence for whoever started it. */
export function formatListenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
  const place = `HTTP cannot listen on ${host}, port ${port}`;
  switch (code) {
    case "EADDRINUSE":
      return `${place}: the port is taken. Choose another one, such as PORT=${port < 65_535 ? port + 1 : 3000}.`;
    case "EACCES":
      return `${place}: this user may not. Choose a port above 1023, such as PORT=3000.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${place}: that is no address of this machine. Set HOST to one, such as HOST=127.0.0.1.`;
    default:
      return `${place} (${code}). Set HOST and PORT to an address and a port of this machine that are free.`;
  }
}
