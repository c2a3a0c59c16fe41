import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRecord, type Params } from "../../fake-server/params.ts";

interface Field {
  readonly name: string;
  /** Empty when only the name is known. */
  readonly types: readonly string[];
  readonly required: boolean;
}
interface Shape {
  readonly fields?: readonly Field[];
  readonly subtypes?: readonly string[];
  readonly returns?: readonly string[];
}
type Shapes = Readonly<Record<string, Shape>>;

/** Checks what is said and heard against the published list of methods and types. */
export interface Spec {
  knows(method: string): boolean;
  /** What is wrong with a call of a known method; empty when nothing is. */
  problemsOfCall(method: string, params: Params): string[];
  problemsOfResult(method: string, result: unknown): string[];
  problemsOf(type: string, value: unknown): string[];
}

function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

const specFolder = join(projectFolder(), "..", "shared", "specs");
const specFile = join(specFolder, "telegram-api.json");
const overlayFile = join(specFolder, "telegram-api-overlay.json");

/** Why calls are not checked against the specification, for tests that need it to say when they are skipped. */
export const specMissing: string | undefined = existsSync(specFile)
  ? undefined
  : `the Bot API's specification is not there: it is looked for at ../shared/specs/telegram-api.json beside the project`;

/** The specification, or undefined when it is not there. It is large: read once, and only when asked for. */
export function readSpec(): Spec | undefined {
  if (specMissing !== undefined) return undefined;
  const spec = JSON.parse(readFileSync(specFile, "utf8")) as { methods: Shapes; types: Shapes };
  const overlay = existsSync(overlayFile) ? JSON.parse(readFileSync(overlayFile, "utf8")) : {};
  return createSpec(withOverlay(spec.methods, overlay.methods), withOverlay(spec.types, overlay.types));
}

type Overlay = Readonly<
  Record<string, { readonly fields?: Readonly<Record<string, "required" | "optional">> }>
>;

/** Later versions are known by their names alone: these are allowed, and their values not looked into. */
function withOverlay(shapes: Shapes, overlay: Overlay = {}): Shapes {
  const merged: Record<string, Shape> = { ...shapes };
  for (const [name, { fields = {} }] of Object.entries(overlay)) {
    const known = shapes[name];
    const more = Object.entries(fields)
      .filter(([field]) => !known?.fields?.some((other) => other.name === field))
      .map(([field, need]) => ({
        name: field,
        types: [],
        required: known === undefined && need === "required",
      }));
    merged[name] = { ...known, fields: [...(known?.fields ?? []), ...more] };
  }
  return merged;
}

export function createSpec(methods: Shapes, types: Shapes): Spec {
  return {
    knows: (method) => Object.hasOwn(methods, method),
    problemsOfCall: (method, params) => problemsOfFields(methods[method]?.fields ?? [], params, method),
    problemsOfResult: (method, result) =>
      problemsOfUnion(methods[method]?.returns ?? [], result, `result of ${method}`),
    problemsOf: (type, value) => problemsOfType(type, value, type),
  };

  function problemsOfFields(fields: readonly Field[], value: Params, where: string): string[] {
    const known = new Set(fields.map(({ name }) => name));
    const unknown = Object.keys(value).filter((name) => value[name] !== undefined && !known.has(name));
    return [
      ...unknown.map((name) => `${where}.${name} is unknown`),
      ...fields.flatMap(({ name, types: allowed, required }) => {
        if (value[name] === undefined) return required ? [`${where}.${name} is required`] : [];
        return problemsOfUnion(allowed, value[name], `${where}.${name}`);
      }),
    ];
  }

  /** Of several types the one that fits best speaks: its complaint is the likeliest to be meant. */
  function problemsOfUnion(allowed: readonly string[], value: unknown, where: string): string[] {
    if (allowed.length === 0) return [];
    const tried = allowed.map((type) => problemsOfType(type, value, where));
    return tried.reduce((best, next) => (next.length < best.length ? next : best));
  }

  function problemsOfType(type: string, value: unknown, where: string): string[] {
    const wrong = [`${where} must be ${type}, but is ${JSON.stringify(value)?.slice(0, 80)}`];
    if (type.startsWith("Array of ")) {
      if (!Array.isArray(value)) return wrong;
      return value.flatMap((item, index) => problemsOfType(type.slice(9), item, `${where}[${index}]`));
    }
    if (type === "Integer") return Number.isSafeInteger(value) ? [] : wrong;
    if (type === "Float") return Number.isFinite(value) ? [] : wrong;
    if (type === "String") return typeof value === "string" ? [] : wrong;
    if (type === "Boolean") return typeof value === "boolean" ? [] : wrong;
    if (type === "InputFile") return typeof value === "string" || isRecord(value) ? [] : wrong;
    const shape = types[type];
    if (shape === undefined) return [];
    if (shape.subtypes !== undefined) return problemsOfUnion(shape.subtypes, value, where);
    return isRecord(value) ? problemsOfFields(shape.fields ?? [], value, where) : wrong;
  }
}
