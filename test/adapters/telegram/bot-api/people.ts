import type { User } from "./message.ts";

const names = ["Aina", "Budi", "Chen", "Devi", "Elif", "Farid", "Grace", "Hana"];

/** A person of nobody's name; numbers this high are given to nobody yet. */
export function newPerson(serial: number, facts: Partial<User> = {}): User {
  const first_name = names[serial % names.length] ?? "Aina";
  return { id: 7_990_000_000 + serial, is_bot: false, first_name, language_code: "en", ...facts };
}
