/** The errors that stop a start or a load. They are built from facts and write their own sentence. */

/** Something wrong in a file that people write, and where. */
export interface Problem {
  readonly file: string;
  /** From 1; absent where a whole file is meant. */
  readonly line?: number;
  readonly column?: number;
  /** Where in the data, such as `[3].signed.value`. */
  readonly path: string;
  /** What is wrong and what is expected. */
  readonly message: string;
}

/** `file:line:column path: what is wrong, what is expected` */
export function formatProblem(problem: Problem): string {
  const place =
    problem.line === undefined ? problem.file : `${problem.file}:${problem.line}:${problem.column ?? 1}`;
  return problem.path === "" ? `${place} ${problem.message}` : `${place} ${problem.path}: ${problem.message}`;
}

/** A register, lexicon or message catalogue that cannot be loaded; all its problems at once. */
export class RegisterError extends Error {
  override readonly name = "RegisterError";
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[], options?: ErrorOptions) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${folder} cannot be loaded: ${count}.\n${problems.map(formatProblem).join("\n")}`, options);
    this.problems = problems;
  }
}

/** A wrong environment; the values are never part of the sentence, for they may be secrets. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.join("\n")}`);
    this.problems = problems;
  }
}
