import { writeSync } from "node:fs";
import type { Database } from "../../src/config.ts";
import { openStore } from "../../src/store/open-store.ts";

/**
 * A process that stands for a lead, and is meant to be killed or stopped: `node leading.js DATABASE NAME`, the database
 * as JSON. It prints `leads` and `stands by`.
 */
const [database = "", name = ""] = process.argv.slice(2);
const store = await openStore(JSON.parse(database) as Database, { now: () => 0 });
const candidate = store.leaders.stand(name);
let before = false;
setInterval(() => {
  const leads = candidate.leads();
  if (leads !== before) writeSync(1, leads ? "leads\n" : "stands by\n");
  before = leads;
}, 20);
process.once("SIGTERM", () => void store.close().then(() => process.exit(0)));
