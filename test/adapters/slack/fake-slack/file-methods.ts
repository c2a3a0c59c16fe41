import { isRecord, type Params } from "../../fake-server/params.ts";
import { contentOf, withIds } from "./content.ts";
import { type Methods, type Turn, textOf } from "./methods.ts";
import { checkMrkdwn } from "./mrkdwn.ts";
import { appMessage, type Emit, post } from "./posting.ts";
import { Refusal, refuseWith } from "./refusal.ts";
import { type FileState, findChannel, type World } from "./world.ts";

const maxChannels = 100;

/** A file is announced, its bytes are posted to the address given, and then it is shown somewhere. */
export function fileMethods(world: World, emit: Emit, uploadUrl: (id: string) => string): Methods {
  function uploaded(value: unknown): FileState {
    const { id, title } = isRecord(value) ? value : {};
    const file = world.files.get(String(id));
    if (file === undefined || file.isComplete) throw new Refusal("file_not_found", String(id));
    if (file.bytes === undefined)
      throw new Refusal("file_update_failed", `nothing was uploaded as ${file.id}`);
    file.isComplete = true;
    file.title = typeof title === "string" ? title : file.name;
    return file;
  }

  function show(turn: Turn, id: string, files: readonly FileState[]): void {
    const channel = findChannel(world, id);
    if (!channel.members.has(world.app.userId)) throw new Refusal("not_in_channel", id, "world");
    const text = textOf(turn, "initial_comment") ?? "";
    checkMrkdwn(text, "initial_comment", turn.note);
    const blocks =
      turn.params.blocks === undefined ? undefined : contentOf(world, turn.params, turn.note, {}).blocks;
    const content = { text, ...(blocks === undefined ? {} : { blocks: withIds(world, blocks) }) };
    const message = appMessage(world, channel, content, textOf(turn, "thread_ts"));
    post(channel, { ...message, files: files.map(payloadOf), upload: false }, emit);
  }

  return {
    "files.getUploadURLExternal": {
      scopes: ["files:write"],
      required: ["filename", "length"],
      run({ params }) {
        const length = Number(params.length);
        if (!Number.isInteger(length) || length <= 0) {
          throw refuseWith("invalid_arguments", [
            `length must be a number above 0: ${String(params.length)}`,
          ]);
        }
        const id = world.nextId("F");
        const name = String(params.filename);
        world.files.set(id, { id, name, title: name, length, bytes: undefined, isComplete: false });
        return { upload_url: uploadUrl(id), file_id: id };
      },
    },
    "files.completeUploadExternal": {
      scopes: ["files:write"],
      required: ["files"],
      run(turn) {
        const { files, channel_id: one, channels } = turn.params;
        if (!Array.isArray(files) || files.length === 0)
          throw refuseWith("invalid_arguments", ["files is empty"]);
        const to = [one, ...String(channels ?? "").split(",")].filter((id) => id !== undefined && id !== "");
        if (to.length > maxChannels) throw new Refusal("channels_limit_exceeded");
        const whole = files.map(uploaded);
        for (const id of to) show(turn, String(id), whole);
        return { files: whole.map(payloadOf) };
      },
    },
  };
}

const payloadOf = ({ id, name, title, length }: FileState): Params => ({
  id,
  name,
  title,
  size: length,
  mode: "hosted",
});

/** Takes the bytes of an announced file; the sentence that Slack's upload address answers with. */
export function takeUpload(world: World, id: string, bytes: Uint8Array | undefined): string {
  const file = world.files.get(id);
  if (file === undefined || file.bytes !== undefined) throw new Refusal("file_not_found", id);
  if (bytes?.length !== file.length) {
    throw new Refusal("file_update_failed", `${bytes?.length ?? 0} bytes came of ${file.length} announced`);
  }
  file.bytes = bytes;
  return `OK - ${bytes.length}`;
}
