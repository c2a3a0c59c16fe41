import { defineConfig } from "vitest/config";

// An unhandled rejection fails the run: that is Vitest's default, and it stays.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["dist/**", "node_modules/**"],
    testTimeout: 20_000,
    // Many tests wait for a process or a platform: a second worker works meanwhile, also on two cores.
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts", "adapters/**/*.ts"],
      reporter: ["text-summary", "html"],
    },
  },
});
