import { describe } from "vitest";
import { askShortcut } from "../../../adapters/slack/shortcuts.ts";
import type { Access, Desk } from "../../../src/index.ts";
import { accessOf, discreet } from "../../access/discreet-desk.ts";
import { openLivingDesk } from "../../living-desk.ts";
import { fakeDesk, sampleReply, sentence } from "../sample-reply.ts";
import { test as base, type Connect, type Connected, gate, labelsOf, now, read, said } from "./connected.ts";
import type { View } from "./fake-slack/message.ts";
import type { Person } from "./fake-slack/person.ts";

type Rule = (team: string, people: readonly string[]) => string;

const editors: Rule = (team, people) =>
  `strangers: public\npeople:\n${people.map((id) => `  slack:${team}/${id}: { role: editor, clearance: public }`).join("\n")}\n`;

interface Edited extends Connected {
  readonly desk: Desk;
  readonly aina: Person;
  readonly budi: Person;
}

/** Two people, of whom the first is an editor unless another rule is given. */
const test = base.extend<{
  edit: (options?: {
    readonly rule?: Rule;
    readonly folder?: string;
    readonly both?: boolean;
    readonly desk?: (desk: Desk) => Desk;
    readonly connect?: Parameters<Connect>[1];
  }) => Promise<Edited>;
}>({
  edit: ({ connect, onTestFinished }, use) =>
    use(
      async ({
        rule = editors,
        folder,
        both = false,
        desk: altered = (one: Desk) => one,
        connect: how = {},
      } = {}) => {
        let access: Access | undefined;
        const later: Access = {
          rules: () => access?.rules(),
          standingOf: (asking) => {
            if (access === undefined) throw new Error("Nobody is there yet.");
            return access.standingOf(asking);
          },
        };
        const living = await openLivingDesk({
          access: later,
          ...(folder === undefined ? {} : { folder }),
          now: () => now,
        });
        const desk = altered(living.desk);
        const connected = await connect(desk, how);
        onTestFinished(living.close);
        const [aina, budi] = [connected.slack.person({ name: "aina" }), connected.slack.person()];
        const people = both ? [aina.id, budi.id] : [aina.id];
        access = accessOf(rule(connected.slack.team.id, people));
        return { ...connected, desk, aina, budi };
      },
    ),
});

function top({ modal }: Person): View {
  if (modal === undefined) throw new Error("There is no modal.");
  return modal;
}

const blockNames = (view: View): readonly string[] =>
  view.blocks.filter(({ type }) => type === "input").map(({ block_id }) => String(block_id));

const why = "told by the secretariat";
const agreement = "mou-mranti-zgc-2024";

async function opened({ slack, aina }: Edited, command: string, text: string): Promise<View> {
  const room = slack.channel({ members: [aina] });
  await aina.command(command, text, room).acked();
  await slack.next("views.open");
  return top(aina);
}

describe.concurrent("a form on Slack", () => {
  test("says at its field what is wrong, keeps what was typed, and leads to a preview that is saved", async ({
    edit,
    expect,
  }) => {
    const edited = await edit();
    const { slack, aina, reported } = edited;
    const form = await opened(edited, "/edit", agreement);
    expect(read(form).text).toContain("Zhongguancun");
    const wrong = aina.submit(form, { "field:signed": "31 April 2024", "field:why": why });
    await wrong.acked();
    expect(wrong.errors).toEqual({ "field:signed": expect.stringContaining("31 April 2024") });
    expect(top(aina)).toEqual(form);
    await aina.submit(form, { "field:signed": "26 April 2024", "field:why": why }).acked();
    const preview = top(aina);
    expect(read(preview).text).toMatch(/25 April 2024.* → .*26 April 2024/);
    expect([preview.submit?.text, preview.close?.text]).toEqual(["Save", "Cancel"]);
    expect(labelsOf(preview)).toEqual(["Another field", "Change the reason"]);
    await aina.submit(preview).acked();
    expect(read(top(aina)).text).toContain("Saved");
    expect(top(aina).submit ?? null).toBeNull();

    const room = slack.channel({ members: [aina] });
    const history = await aina.command("/history", agreement, room).answered();
    expect(read(history).text).toMatch(/aina.*26 April 2024/s);
    expect(labelsOf(history)).toContain("Share to channel");
    await aina.press(history, "Take it back").acked();
    await slack.next("views.open");
    expect(read(top(aina)).text).toMatch(/26 April 2024.* → .*25 April 2024/);
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Saved");
    expect(reported).toEqual([]);
  });

  test("opens by /undo, /visit cancel and /visit add with what each asks for", async ({ edit, expect }) => {
    const edited = await edit();
    const { aina } = edited;
    const cancel = await opened(edited, "/visits", "cancel visit-china-2024");
    expect(blockNames(cancel)).toEqual(["field:why"]);
    await aina.submit(cancel, { "field:why": why }).acked();
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Saved");
    const undo = await opened(edited, "/undo", "");
    expect([undo.submit?.text, blockNames(undo)]).toEqual(["Save", []]);
    const add = await opened(edited, "/visits", "add");
    expect(blockNames(add)).toEqual(expect.arrayContaining(["field:title", "field:period", "field:why"]));
    const filled = { "field:title": "Visit of the ferrymen", "field:period": "3 May 2026", "field:why": why };
    await aina.submit(add, { ...filled, "field:status": "planned" }).acked();
    expect(read(top(aina)).text).toContain("3 May 2026");
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Visit of the ferrymen");
  });

  test("makes a choice empty by the choice of nothing", async ({ edit, expect }) => {
    const edited = await edit();
    const { aina } = edited;
    const form = await opened(edited, "/edit", "visit-china-2024");
    await aina.submit(form, { "field:status": "– nothing –", "field:why": why }).acked();
    expect(read(top(aina)).text).toMatch(/done → nothing/);
  });

  test("asked for by a mention has one button that opens it, for nobody but who asked", async ({
    edit,
    expect,
  }) => {
    const { slack, aina, budi } = await edit({ both: true });
    const room = slack.channel({ members: [aina, budi] });
    const answer = await room.answerTo(aina.say(`${slack.botUser.mention} /edit ${agreement}`, room));
    expect(labelsOf(answer)).toEqual(["Fill in the form", "Cancel"]);
    const theirs = await budi.press(answer, "Fill in the form").answered();
    expect([theirs.onlyFor, budi.modal]).toEqual([budi.id, undefined]);
    expect(read(theirs).text).toContain("Somebody else is making this change.");
    await aina.press(answer, "Fill in the form").acked();
    await slack.next("views.open");
    expect(blockNames(top(aina)).length).toBeGreaterThan(5);
    await aina.submit(top(aina), { "field:signed": "26 April 2024", "field:why": why }).acked();
    // The modal was closed; the message leads back to what was filled in.
    aina.dismiss(top(aina));
    await aina.press(answer, "Fill in the form").acked();
    await slack.next("views.open");
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Saved");
    aina.dismiss(top(aina));
    await aina.press(answer, "Fill in the form").acked();
    await slack.next("response_url");
    expect(read(room.messages.find(({ ts }) => ts === answer.ts)).text).toContain("Saved");
    expect(room.messages).toHaveLength(2);
  });

  test("asked for in a direct message or in the form to ask with is the same form", async ({
    edit,
    expect,
  }) => {
    const { slack, aina } = await edit();
    const dm = slack.dm(aina);
    const answer = await dm.answerTo(aina.say(`/edit ${agreement}`, dm));
    await aina.press(answer, "Fill in the form").acked();
    await slack.next("views.open");
    const names = blockNames(top(aina));
    aina.dismiss(top(aina));
    await aina.shortcut(askShortcut).acked();
    await slack.next("views.open");
    await aina.submit(top(aina), { question: `/edit ${agreement}` }).acked();
    expect(blockNames(top(aina))).toEqual(names);
  });

  test("that could not be opened in time is a message with a button that opens it", async ({
    edit,
    expect,
  }) => {
    let waits = 0;
    const { slack, aina, reported } = await edit({
      connect: { triggerLifetimeMs: 400, tolerated: /expired_trigger_id/ },
      desk: (desk) => ({
        ...desk,
        answer: async (question) => {
          if (waits++ === 0) await new Promise((resolve) => setTimeout(resolve, 600));
          return desk.answer(question);
        },
      }),
    });
    const room = slack.channel({ members: [aina] });
    const told = await aina.command("/edit", agreement, room).answered();
    expect([told.onlyFor, labelsOf(told)]).toEqual([aina.id, ["Fill in the form", "Cancel"]]);
    // The press may be late, too, on a busy machine: its message says so again.
    await expect
      .poll(
        async () => {
          if (aina.modal === undefined) await aina.press(told, "Fill in the form").acked();
          await slack.idle();
          return aina.modal?.callback_id;
        },
        { timeout: 15_000 },
      )
      .toBe("form");
    expect(reported).toEqual([]);
  });

  test("shows two editors what the other saved meanwhile, and lets them choose", async ({ edit, expect }) => {
    const edited = await edit({ both: true });
    const { aina, budi } = edited;
    const first = await opened(edited, "/edit", agreement);
    const second = await opened({ ...edited, aina: budi }, "/edit", agreement);
    await aina.submit(first, { "field:signed": "26 April 2024", "field:why": why }).acked();
    await aina.submit(top(aina)).acked();
    await budi.submit(second, { "field:signed": "27 April 2024", "field:why": why }).acked();
    expect(read(top(budi)).text).toContain("Meanwhile aina");
    expect([top(budi).submit ?? null, labelsOf(top(budi)).slice(0, 2)]).toEqual([
      null,
      ["Keep mine", "Keep theirs"],
    ]);
    await budi.press(top(budi), "Keep mine").acked();
    await edited.slack.next("views.update");
    expect(read(top(budi)).text).toMatch(/26 April 2024.* → .*27 April 2024/);
    await budi.submit(top(budi)).acked();
    expect(read(top(budi)).text).toContain("Saved");
  });

  test("goes to another field and back to the preview, with what was typed", async ({ edit, expect }) => {
    const edited = await edit();
    const { slack, aina } = edited;
    const form = await opened(edited, "/edit", agreement);
    await aina.submit(form, { "field:signed": "26 April 2024", "field:why": why }).acked();
    await aina.press(top(aina), "Another field").acked();
    await slack.next("views.update");
    await aina.submit(top(aina), { "field:place": "Xiamen" }).acked();
    expect(read(top(aina)).text).toMatch(/26 April 2024.*Xiamen/s);
    await aina.press(top(aina), "Change the reason").acked();
    await slack.next("views.update");
    expect(blockNames(top(aina))).toEqual(["field:why"]);
    await aina.submit(top(aina), { "field:why": "another reason" }).acked();
    expect(read(top(aina)).text).toContain("another reason");
    expect(labelsOf(top(aina)).join()).not.toContain("Back");
  });

  test("is not opened for a member, who is told who can; the wish is kept", async ({ edit, expect }) => {
    const { slack, aina, budi } = await edit();
    const room = slack.channel({ members: [aina, budi] });
    const refused = await budi.command("/edit", agreement, room).answered();
    expect(read(refused).text).toContain(`slack:${slack.team.id}/${aina.id}`);
    expect([budi.modal, labelsOf(refused)]).toEqual([undefined, []]);
    const wishes = await aina.command("/jambatan", "/wishes", room).answered();
    expect(read(wishes).text).toContain(`/edit ${agreement}`);
    expect(labelsOf(wishes)).not.toContain("Share to channel");
  });

  test("holds what may be seen where it was opened, and leaves what is hidden there as it is", async ({
    edit,
    expect,
  }) => {
    const rule: Rule = (team, [id]) =>
      `strangers: public\npeople:\n  slack:${team}/${id}: { role: editor, clearance: internal }\n`;
    const edited = await edit({ rule, folder: discreet });
    const { slack, aina } = edited;
    const form = await opened(edited, "/edit", "ilmi-sarras");
    expect(JSON.stringify(form)).not.toContain("7171");
    await aina.submit(form, { "field:contact": "+99 5550 9999", "field:why": why }).acked();
    expect(read(top(aina)).text).not.toContain("7171");
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toContain("Saved");
    const dm = slack.dm(aina);
    const { text } = read(await dm.answerTo(aina.say("/who ilmi-sarras", dm)));
    expect(text).toMatch(/7171/);
    expect(text).toMatch(/9999/);
  });
});

describe.concurrent("a slow desk", () => {
  const form = {
    title: "A form",
    command: "/change d fill",
    errors: [],
    submit: "Preview",
    cancel: "Cancel",
    fields: [{ key: "a", label: "A", help: "", value: "", lines: false, required: true, limitChars: 100 }],
  };
  const asking = sampleReply("A form", { form, own: true, command: "/change d show" });

  test("is waited for in the modal, and what is wrong then stands in it with what was typed", async ({
    connect,
    expect,
  }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ values }) => {
      if (values === undefined) return asking;
      await passed;
      const fields = form.fields.map((field) => ({ ...field, value: values.a ?? "", error: "no such a" }));
      return { ...asking, form: { ...form, fields } };
    });
    const { slack, reported } = await connect(desk);
    const aina = slack.person();
    await aina.command("/edit", "x", slack.channel({ members: [aina] })).acked();
    await slack.next("views.open");
    const { afterMs } = await aina.submit(top(aina), { A: "typed" }).acked();
    expect(afterMs).toBeLessThan(2_900);
    expect(read(top(aina)).text).toBe("working");
    open();
    await slack.next("views.update");
    expect(read(top(aina)).text).toContain("no such a");
    expect(JSON.stringify(top(aina))).toContain('"initial_value":"typed"');
    expect(reported).toEqual([]);
  });

  test("that breaks says so in the form, which can be submitted again", async ({ connect, expect }) => {
    let breaks = true;
    const desk = fakeDesk(({ values }) => {
      if (values === undefined) return asking;
      if (breaks) throw new TypeError("broken");
      return sentence(`You said ${values.a}`, { own: true, command: "/change d save" });
    });
    const { slack, reported } = await connect(desk);
    const aina = slack.person();
    await aina.command("/edit", "x", slack.channel({ members: [aina] })).acked();
    await slack.next("views.open");
    await aina.submit(top(aina), { A: "typed" }).acked();
    expect(read(top(aina)).text).toContain("Something went wrong (error e1).");
    breaks = false;
    await aina.submit(top(aina)).acked();
    expect(read(top(aina)).text).toBe("You said typed");
    expect(reported).toHaveLength(1);
  });

  test("answers directly whoever closed the modal", async ({ connect, expect }) => {
    const { passed, open } = gate();
    const desk = fakeDesk(async ({ values }) => {
      if (values === undefined) return asking;
      await passed;
      return asking;
    });
    const { slack } = await connect(desk, { tolerated: /not_found/ });
    const aina = slack.person();
    await aina.command("/edit", "x", slack.channel({ members: [aina] })).acked();
    await slack.next("views.open");
    await aina.submit(top(aina), { A: "typed" }).acked();
    aina.dismiss(top(aina));
    open();
    await slack.next("chat.postMessage");
    expect(said(slack)).toEqual([expect.stringContaining("A form")]);
  });
});

test("a form that an error of no field belongs to is shown anew with it", async ({ connect, expect }) => {
  const fields = [
    { key: "a", label: "A", help: "", value: "", lines: false, required: false, limitChars: 9 },
  ];
  const form = { title: "F", command: "/change d fill", fields, errors: [], submit: "Go", cancel: "No" };
  const desk = fakeDesk(({ values }) =>
    sampleReply("F", {
      own: true,
      form: { ...form, errors: values === undefined ? [] : ["other entries name it"] },
    }),
  );
  const { slack } = await connect(desk);
  const aina = slack.person();
  await aina.command("/edit", "x", slack.channel({ members: [aina] })).acked();
  await slack.next("views.open");
  await aina.submit(top(aina), { A: "b" }).acked();
  expect(read(top(aina)).text).toContain("other entries name it");
});
