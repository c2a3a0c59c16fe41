import type { Channel } from "./fake-slack/channel.ts";
import type { Message } from "./fake-slack/message.ts";
import type { Person } from "./fake-slack/person.ts";
import type { Slack } from "./fake-slack/slack.ts";

export interface Mentioned {
  readonly person: Person;
  readonly room: Channel;
  readonly root: Message;
  answered(): Promise<Message>;
}

/** Somebody mentions the bot in a channel of their own. */
export function mention(slack: Slack, text: string): Mentioned {
  const person = slack.person();
  const room = slack.channel({ members: [person] });
  const root = person.say(`${slack.botUser.mention} ${text}`, room);
  return { person, room, root, answered: () => room.answerTo(root) };
}
