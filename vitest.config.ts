import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./test/longest-first.js";
import { needOwnProcess } from "./test/own-process.js";

const alone = needOwnProcess(import.meta.dirname);
// Two hundred companies take longer than one.
const longer = process.env.RAPPORT_NIGHTLY === "1" ? 30 : 1;
const project = (
  name: string,
  own: NonNullable<TestProjectInlineConfiguration["test"]>,
): TestProjectInlineConfiguration => ({
  test: {
    name,
    testTimeout: longer * 60_000,
    hookTimeout: longer * 120_000,
    pool: "forks",
    maxWorkers: 2,
    ...own,
  },
});
const exclude = ["test/bench/**", "node_modules/**"];

export default defineConfig({
  test: {
    globalSetup: ["test/temporary-folder.ts"],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("shared", { include: ["test/**/*.test.ts"], exclude: [...exclude, ...alone], isolate: false }),
      project("alone", { include: alone, exclude, isolate: true }),
    ],
  },
});
