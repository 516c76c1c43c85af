// What `rapport evaluate attrition` and `rapport evaluate survival` are told alike: folds, seed, output, JSON.
import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { Option, type Command } from "commander";
import type { Locale } from "../engine/locale.js";
import { tableErrors } from "../models/table-errors.js";

export interface EvaluateOptions {
  folds?: string;
  out: string;
  seed: string;
  json?: boolean;
}

const text = {
  seed: { en: "seed of folds and samples", zh: "折与抽样的随机种子" },
};

/** Adds --folds, --out, --seed and --json, with what the command itself says of its folds, its file and its JSON. */
export function withEvaluateOptions(
  command: Command,
  locale: Locale,
  about: Record<"folds" | "out" | "json", Record<Locale, string>>,
): Command {
  return command
    .option("--folds <file>", about.folds[locale])
    .requiredOption("--out <file>", about.out[locale])
    .addOption(new Option("--seed <number>", text.seed[locale]).default("1"))
    .option("--json", about.json[locale]);
}

const isFolder = (at: string): boolean => statSync(at, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Before any work: what cannot be written is said now. Errors: out_unwritable. */
export function mustBeWritable(out: string): void {
  const folder = path.dirname(path.resolve(out));
  try {
    if (isFolder(out)) throw Object.assign(new Error(out), { code: "EISDIR" });
    if (!isFolder(folder)) mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw tableErrors.out_unwritable({ file: out, problem: (error as NodeJS.ErrnoException).code ?? "?" });
  }
}

/** "A, B,,C" → ["A", "B", "C"]. */
export const namesIn = (list: string | undefined): string[] =>
  (list ?? "").split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
