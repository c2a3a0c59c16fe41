/** For the build: what makes the first question fast. */
export async function compile(): Promise<number> {
  const { compileShipped } = await import("../src/index.ts");
  await compileShipped();
  return 0;
}

/** The JSON Schemas of a register's files, written where they are wanted. */
export async function schema([folder]: readonly string[], output: NodeJS.WritableStream): Promise<number> {
  const { shippedRegister, writeSchemas } = await import("../src/index.ts");
  const target = folder ?? `${shippedRegister}/schema`;
  const names = await writeSchemas(target);
  output.write(`${names.length} schemas written to ${target}\n`);
  return 0;
}
