import { isRecord, type Params } from "../../../fake-server/params.ts";
import type { Note } from "../methods.ts";
import { Refusal, refuseWith } from "../refusal.ts";
import { problemsOfBlocks } from "./blocks.ts";
import { type Check, checkOptional, checkText, fieldsOf } from "./check.ts";
import { limits } from "./limits.ts";

const common = ["type", "blocks"];
const own = ["private_metadata", "callback_id", "external_id"];
const ofModals = ["title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"];

/** The view as it was sent, once nothing in it would be refused. */
export function checkedView(value: unknown, note: Note, wanted?: "modal" | "home"): Params {
  const problems: string[] = [];
  const check: Check = {
    surface: "modal",
    fail: (at, message) => problems.push(`${message} [json-pointer:${at}]`),
    note,
  };
  const type = isRecord(value) ? value.type : undefined;
  const isKnown = type === "modal" || type === "home";
  if (!isKnown || (wanted !== undefined && type !== wanted)) {
    throw refuseWith("invalid_arguments", [`unsupported type: ${String(type)} [json-pointer:/view/type]`]);
  }
  const isModal = type === "modal";
  const view = fieldsOf(check, "/view", value, isModal ? [...common, "title"] : common, [
    ...own,
    ...(isModal ? ofModals : []),
  ]);
  const {
    title,
    submit,
    close,
    private_metadata: metadata,
    callback_id: callback,
    external_id: external,
  } = view ?? {};
  for (const [name, text] of Object.entries({ title, submit, close })) {
    const rule = { max: limits.modalTitle, plainOnly: true, optional: true };
    if (isModal) checkText(check, `/view/${name}`, text ?? undefined, rule);
  }
  checkOptional(check, "/view/private_metadata", metadata, limits.privateMetadata, 0);
  checkOptional(check, "/view/callback_id", callback, limits.id, 0);
  checkOptional(check, "/view/external_id", external, limits.id, 0);
  problems.push(...problemsOfBlocks(view?.blocks, type, note));
  const blocks = Array.isArray(view?.blocks) ? view.blocks : [];
  if (isModal && submit === undefined && blocks.some((block) => isRecord(block) && block.type === "input")) {
    check.fail("/view", "missing required field: submit, since there are input blocks");
  }
  if (problems.length > 0) throw refuseWith("invalid_arguments", problems);
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > limits.viewBytes) throw new Refusal("view_too_large", `${bytes} bytes`);
  return view ?? {};
}
