// The commands, one file each, in the order of the help. Only the one that was asked for is loaded.
import type { Command } from "commander";
import type { Locale } from "../engine/locale.js";

export type Register = (program: Command, locale: Locale) => void;

const files: Record<string, () => Promise<{ register: Register }>> = {
  demo: () => import("./demo.js"),
  init: () => import("./init.js"),
  import: () => import("./import.js"),
  status: () => import("./status.js"),
  build: () => import("./build.js"),
  batches: () => import("./batches.js"),
  sensitive: () => import("./sensitive.js"),
  identity: () => import("./identity.js"),
  dictionary: () => import("./dictionary.js"),
  query: () => import("./query.js"),
  metrics: () => import("./metrics.js"),
  explain: () => import("./explain.js"),
  survival: () => import("./survival.js"),
  changes: () => import("./changes.js"),
  verify: () => import("./verify.js"),
  org: () => import("./org.js"),
  quality: () => import("./quality.js"),
  sql: () => import("./sql.js"),
  release: () => import("./release.js"),
  policy: () => import("./policy.js"),
  backup: () => import("./backup.js"),
  restore: () => import("./restore.js"),
  serve: () => import("./serve.js"),
  notebook: () => import("./notebook.js"),
  audit: () => import("./audit.js"),
  erase: () => import("./erase.js"),
  competency: () => import("./competency.js"),
  fit: () => import("./fit.js"),
  models: () => import("./models.js"),
  predict: () => import("./predict.js"),
  target: () => import("./target.js"),
  reveal: () => import("./reveal.js"),
  evaluate: () => import("./evaluate.js"),
  programme: () => import("./programme.js"),
  pay: () => import("./pay.js"),
  claim: () => import("./claim.js"),
  scheme: () => import("./scheme.js"),
  evidence: () => import("./evidence.js"),
  digest: () => import("./digest.js"),
  outbox: () => import("./outbox.js"),
};

/** Adds the command named first among the arguments; all of them when it is none (help, a slip of the pen). */
export async function registerCommands(
  program: Command,
  asked: string | undefined,
  locale: Locale,
): Promise<void> {
  const names = asked !== undefined && Object.hasOwn(files, asked) ? [asked] : Object.keys(files);
  for (const name of names) (await files[name]()).register(program, locale);
}
