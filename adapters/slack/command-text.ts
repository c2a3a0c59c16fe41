/** The command under which all others can be had: `/jambatan who Anna Berg`. */
export const allCommand = "jambatan";

/**
 * The command line that a slash command stands for. A workspace may have given it a prefix (`/desk-mou`), where another app has its
 * name.
 */
export function commandText(name: string, text: string, isCommand: (name: string) => boolean): string {
  const written = name.replace(/^\//, "").toLowerCase();
  const own = isCommand(written) ? written : (written.split("-").at(-1) ?? "");
  if (own !== allCommand) return `/${own} ${text}`.trim();
  const [first = ""] = text.split(" ");
  if (text === "") return "/help";
  return isCommand(first.toLowerCase()) ? `/${text}` : text;
}
