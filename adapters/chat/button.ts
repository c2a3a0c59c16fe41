import type { FollowUp, Reply } from "../../src/index.ts";
import { visible } from "./visible.ts";

/** What a button leads to: the answer of a command line, and which part of it. */
export interface Target {
  readonly command: string;
  /** 0 is the head; from 1 on, the pages of the whole answer. */
  readonly page: number;
}

export interface Button {
  readonly label: string;
  readonly to: Target;
}

export function followUpButton({ label, command }: FollowUp): Button {
  return { label: visible(label), to: { command, page: 0 } };
}

/** From the head to the whole answer, and from page to page of it; none where the head is all there is. */
export function turnButtons({ words, command }: Reply, at: number, pages: number): readonly Button[] {
  if (command === undefined || pages === 0) return [];
  const to = (label: string, page: number): Button => ({ label, to: { command, page } });
  if (at === 0) return [to(visible(words.more), 1)];
  return [to("‹", at - 1), ...(at < pages ? [to(`${at + 1}/${pages} ›`, at + 1)] : [])];
}

export function inRows<B>(size: number, buttons: readonly B[]): readonly (readonly B[])[] {
  return Array.from({ length: Math.ceil(buttons.length / size) }, (_, index) =>
    buttons.slice(index * size, (index + 1) * size),
  );
}
