import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
  readonly privileged?: boolean;
}

const compose = parse(read("compose.yaml")) as { readonly services: Readonly<Record<string, Service>> };
const instructions = read("Dockerfile")
  .replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line));
/** Of the image that runs: what stands after the last FROM. */
const running = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
const last = (word: string): string => running.findLast((line) => line.startsWith(`${word} `)) ?? "";

describe("the image", () => {
  test("runs as nobody in particular, and is asked whether it is well", () => {
    expect(last("USER")).toBe("USER node");
    expect(last("HEALTHCHECK")).toMatch(/\/healthz/);
    expect(running.indexOf(last("USER"))).toBeLessThan(running.indexOf(last("CMD")));
  });

  test("is built without any package's install script, from versions that are pinned", () => {
    expect(instructions.filter((line) => /npm (ci|prune)/.test(line)).length).toBeGreaterThan(0);
    for (const line of instructions.filter((one) => /npm ci/.test(one)))
      expect(line).toContain("--ignore-scripts");
    const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
      "dependencies" | "devDependencies",
      Readonly<Record<string, string>>
    >;
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("each service of compose.yaml", () => {
  test.each(Object.entries(compose.services))(
    "%s is read-only, without root and without rights",
    (_, service) => {
      expect(service.read_only).toBe(true);
      expect(service.privileged).toBeUndefined();
      expect(service.cap_drop).toEqual(["ALL"]);
      expect(service.security_opt).toContain("no-new-privileges:true");
      // By its own image, by one that is made so, or as is said here.
      const isRootless =
        service.build === "." || /unprivileged/.test(service.image ?? "") || service.user !== undefined;
      expect(isRootless && !/^(root|0)\b/.test(service.user ?? "")).toBe(true);
      expect(service.build === "." || service.healthcheck !== undefined).toBe(true);
    },
  );
});
