import type { Changes } from "./change/open-changes.ts";
import type { Register } from "./register/register.ts";

/** The register that answers come from: its files, with what was changed in chat over them. */
export interface InForce {
  /** Another object after each change. */
  register(): Register;
  /** What would be in force with other files. */
  with(files: Register): Register;
  /** From now on, with other files. */
  replace(files: Register): void;
}

export function createInForce(register: Register, changes: Changes | undefined): InForce {
  if (changes !== undefined) {
    const { living } = changes;
    return { register: living.register, with: living.withPack, replace: living.replacePack };
  }
  let inForce = register;
  return {
    register: () => inForce,
    with: (files) => files,
    replace(files) {
      inForce = files;
    },
  };
}
