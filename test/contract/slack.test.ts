import { connectSlack } from "../../adapters/slack/adapter.ts";
import type { Desk } from "../../src/index.ts";
import { words } from "../adapters/sample-reply.ts";
import { type Control, controlsIn } from "../adapters/slack/fake-slack/controls.ts";
import { createSlack } from "../adapters/slack/fake-slack/fake-slack.ts";
import type { Message } from "../adapters/slack/fake-slack/message.ts";
import { shown } from "../adapters/slack/fake-slack/shown.ts";
import { adapterContract, type Conversation, errorId, type Shown } from "./adapter-contract.ts";

const isMore = (label: string): boolean => label === words.more || /^\d+\/\d+ ›$/.test(label);

/**
 * Links, and buttons that look or act unlike others. Bold is no matter here: a line that Slack would read as markup is sent
 * as text that has none, and loses its own.
 */
function looksOf(message: Message): readonly string[] {
  const { links, controls } = shown(message);
  return [
    ...links.map(({ label, url }) => `link ${label} ${url}`),
    ...controls.flatMap(({ url, style }) => [url ?? [], style ?? []].flat()),
  ];
}

/** The button of that label; or the one beside the words. */
function buttonFor({ blocks = [] }: Message, label: string): Control | undefined {
  const own = blocks.flatMap(controlsIn);
  const beside = blocks.filter((block) => shown({ blocks: [block] }).text.includes(label));
  return (
    own.find((control) => control.label === label) ??
    own.find((control) => control.label.includes(label)) ??
    beside.flatMap(controlsIn)[0]
  );
}

async function open(desk: Desk): Promise<Conversation> {
  const slack = await createSlack();
  const errors: unknown[] = [];
  const connection = connectSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    connection: { kind: "socket", appToken: slack.appToken },
    desk,
    now: () => 5,
    report(error) {
      errors.push(error);
      return errorId;
    },
    log: () => {},
  });
  await connection.ready;
  const person = slack.person();
  const direct = slack.dm(person);
  let last: Message;
  const show = (message: Message): Shown => {
    last = message;
    const { text, controls } = shown(message);
    const more = controls.find(({ label }) => isMore(label))?.label;
    return {
      text: [text, ...controls.map(({ label }) => label)].join("\n"),
      looks: looksOf(message),
      ...(more === undefined ? {} : { more }),
    };
  };
  return {
    ask: async (text) => show(await direct.answerTo(person.say(text, direct))),
    async press(label) {
      const button = buttonFor(last, label);
      const press = person.press(last, button?.actionId ?? label);
      await press.acked();
      return show(await press.answered());
    },
    errors,
    refusals: () => slack.violations.map(({ method, message }) => `${method}: ${message}`),
    async close() {
      await connection.stop();
      await slack.close();
    },
  };
}

adapterContract({ name: "Slack", open });
