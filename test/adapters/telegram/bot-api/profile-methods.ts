import { isRecord, type Params } from "../../fake-server/params.ts";
import type { Methods } from "./methods.ts";
import { badRequest } from "./refusal.ts";

export interface Command {
  readonly command: string;
  readonly description: string;
}

/** What people see of the bot before they write to it. */
export interface Profile {
  /** The commands of exactly this scope and language; without them, of the default scope and every language. */
  commands(scope?: Readonly<Record<string, unknown>>, languageCode?: string): readonly Command[];
  /** Keys are like "name", "description:ms", "short_description". */
  readonly texts: ReadonlyMap<string, string>;
  readonly methods: Methods;
  clear(): void;
}

const limitCommands = 100;
const limitDescriptionChars = 256;
const texts: readonly (readonly [name: string, limitChars: number])[] = [
  ["name", 64],
  ["description", 512],
  ["short_description", 120],
];
/** Scopes that name a chat need it, the others must not have one. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  default: [],
  all_private_chats: [],
  all_group_chats: [],
  all_chat_administrators: [],
  chat: ["chat_id"],
  chat_administrators: ["chat_id"],
  chat_member: ["chat_id", "user_id"],
};

export function createProfile(): Profile {
  const commands = new Map<string, readonly Command[]>();
  const kept = new Map<string, string>();
  const methods: Record<string, Methods[string]> = {
    setMyCommands: ({ params }) => {
      const { commands: given } = params;
      if (!Array.isArray(given)) throw badRequest("can't parse commands: expected an Array of BotCommand");
      if (given.length > limitCommands) throw badRequest("BOT_COMMANDS_TOO_MUCH");
      commands.set(placeOf(params), given.map(checkedCommand));
      return true;
    },
    getMyCommands: ({ params }) => commands.get(placeOf(params)) ?? [],
    deleteMyCommands: ({ params }) => {
      commands.delete(placeOf(params));
      return true;
    },
  };
  for (const [name, limitChars] of texts) {
    const title = name
      .split("_")
      .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
      .join("");
    const keyOf = (params: Params): string => [name, languageOf(params)].filter(Boolean).join(":");
    methods[`setMy${title}`] = ({ params }) => {
      const text = String(params[name] ?? "");
      if ([...text].length > limitChars) throw badRequest(`${name} is too long`);
      if (text === "") kept.delete(keyOf(params));
      else kept.set(keyOf(params), text);
      return true;
    };
    methods[`getMy${title}`] = ({ params }) => ({ [name]: kept.get(keyOf(params)) ?? kept.get(name) ?? "" });
  }
  return {
    methods,
    texts: kept,
    commands: (scope, languageCode) => commands.get(placeOf({ scope, language_code: languageCode })) ?? [],
    clear() {
      commands.clear();
      kept.clear();
    },
  };
}

function languageOf(params: Params): string {
  const code = params.language_code ?? "";
  if (typeof code !== "string" || !/^([a-z]{2})?$/.test(code))
    throw badRequest("invalid language code specified");
  return code;
}

function placeOf(params: Params): string {
  const scope = params.scope ?? { type: "default" };
  const needed = isRecord(scope) ? scopes[String(scope.type)] : undefined;
  if (!isRecord(scope) || needed === undefined)
    throw badRequest("can't parse BotCommandScope: unsupported type specified");
  for (const name of needed) {
    if (scope[name] === undefined)
      throw badRequest(`can't parse BotCommandScope: Can't find field "${name}"`);
  }
  return [scope.type, ...needed.map((name) => scope[name]), languageOf(params)].join(" ");
}

function checkedCommand(command: unknown): Command {
  const { command: name, description } = isRecord(command) ? command : {};
  if (typeof name !== "string" || typeof description !== "string") {
    throw badRequest("can't parse BotCommand: command and description must be Strings");
  }
  const bare = name.replace(/^\//, "");
  if (!/^[a-z0-9_]{1,32}$/.test(bare)) throw badRequest("BOT_COMMAND_INVALID");
  const length = [...description.trim()].length;
  if (length < 1 || length > limitDescriptionChars) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  return { command: bare, description };
}
