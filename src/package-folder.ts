import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package's own folder. Sources, built files and the bundled command lie at different depths below it. */
export const packageFolder = above(dirname(fileURLToPath(import.meta.url)));

function above(folder: string): string {
  const parent = dirname(folder);
  return existsSync(join(folder, "package.json")) || parent === folder ? folder : above(parent);
}

/** Data that lies beside the sources: read there in a checkout, and where the build has put it in an installed package. */
export function besideSources(path: string): string {
  const own = join(packageFolder, "src", path);
  return existsSync(own) ? own : join(packageFolder, "dist", "src", path);
}
