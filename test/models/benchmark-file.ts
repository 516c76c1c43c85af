// Name of a public benchmark file kept outside the repository → its path, and whether it is there.
import { existsSync } from "node:fs";
import path from "node:path";

export const benchmarkFile = (name: string): string => path.resolve("../shared/benchmark", name);
export const isThere = (...names: string[]): boolean =>
  names.every((name) => existsSync(benchmarkFile(name)));
/** Reason in a skipped test's name. */
export const needsBenchmark = "(needs ../shared/benchmark, skipped where it is not there)";
