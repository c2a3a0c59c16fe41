/** An error as a log line, in the shape of the server's own log, for a command too short-lived to have one. */
export function formatLogLine(error: unknown, errorId: string, during: string, time: number): string {
  const err =
    error instanceof Error
      ? { type: error.name, message: error.message, stack: error.stack ?? "" }
      : { type: typeof error, message: String(error), stack: "" };
  return `${JSON.stringify({ level: 50, time, errorId, err, msg: during })}\n`;
}
