/**
 * Whether what Slack sent says who did what where in the form in which Slack says it. What does not is nobody's question: an answer
 * to it would name a person or a channel that is none, and be refused.
 */
export function isWellFormed(body: object): boolean {
  const { event, user, channel, team, user_id, channel_id, team_id, trigger_id, response_url } =
    body as Fields;
  const { command, text, actions, view, container, message } = body as Fields;
  if (event !== undefined && !isEvent(event)) return false;
  if (command !== undefined && !([command, user_id, channel_id].every(isName) && isText(text))) return false;
  if (![user_id, channel_id, team_id, trigger_id, response_url, text].every((one) => isAbsentOr(one, isText)))
    return false;
  if (![user, channel, view].every((one) => isAbsentOr(one, isNamed))) return false;
  if (!isAbsentOr(team, (one) => one === null || isNamed(one))) return false;
  if (!isAbsentOr(container, isObject)) return false;
  if (!isAbsentOr(message, (one) => isObject(one) && isAbsentOr(one.text, isText))) return false;
  return isAbsentOr(actions, (all) => Array.isArray(all) && all.length > 0 && all.every(isObject));
}

/** The places where an event says who and where; an event that says neither is about nobody. */
function isEvent(event: unknown): boolean {
  if (!isObject(event) || !isName(event.type)) return false;
  const { user, channel, ts, thread_ts, text, user_team, tab, channel_type, subtype, user_profile } = event;
  const isSaid = event.type === "message" || event.type === "app_mention";
  if (isSaid && !(isName(channel) && isStamp(ts))) return false;
  if (event.type === "app_home_opened" && !(isName(user) && isName(channel))) return false;
  return (
    [user, channel].every((one) => isAbsentOr(one, isName)) &&
    [ts, thread_ts].every((one) => isAbsentOr(one, isStamp)) &&
    [text, user_team, tab, channel_type, subtype].every((one) => isAbsentOr(one, isText)) &&
    isAbsentOr(user_profile, isObject)
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
/** Letters and digits, as ids are; commands begin with a slash. */
/** An id or a command; those of Slack are a third as long at most. */
const isName = (value: unknown): boolean => typeof value === "string" && /^[\w/.-]{1,64}$/.test(value);
const isStamp = (value: unknown): boolean => typeof value === "string" && /^\d+\.\d+$/.test(value);
const isNamed = (value: unknown): boolean => isObject(value) && isName(value.id);
const isAbsentOr = (value: unknown, isSo: (value: unknown) => boolean): boolean =>
  value === undefined || isSo(value);
