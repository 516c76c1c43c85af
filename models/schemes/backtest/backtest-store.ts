// A finished back-test ↔ models/scheme-backtest/<a>--<b>.json: groups only, so that readers of groups can be shown it later.
import { existsSync, readFileSync } from "node:fs";
import { appendJournal, type Workspace } from "../../../engine/index.js";
import { readsEverybody, type Reader } from "../../../engine/metrics/reader.js";
import { writeWhole } from "../../write-file.js";
import { backtestErrors as fail } from "./backtest-errors.js";
import type { Backtest } from "./backtest-types.js";
import { releasedBacktest } from "./release-backtest.js";

export interface StoredBacktest {
  backtest: Backtest;
  snapshot: string;
  at: string;
}

const fileOf = (workspace: Pick<Workspace, "path">, a: string, b: string): string =>
  workspace.path("models", "scheme-backtest", `${a}--${b}.json`);

/** With a journal line. Ids are those of schemes: letters, digits, hyphens. */
export function saveBacktest(workspace: Workspace, backtest: Backtest, snapshot: string, now: Date): void {
  const stored: StoredBacktest = { backtest, snapshot, at: now.toISOString() };
  const [a, b] = [backtest.a.id, backtest.b.id];
  writeWhole(fileOf(workspace, a, b), `${JSON.stringify(stored)}\n`, 0o600);
  appendJournal(workspace, { kind: "scheme_backtested", a, b, periods: backtest.periods, snapshot }, now);
}

/** "service-sales", or "service-sales@2" where a version is meant. */
const named = ({ id, version }: Pick<Backtest["a"], "id" | "version">): string =>
  version === null ? id : `${id}@${version}`;

/**
 * What this reader may see of a saved back-test. `versions`: as they were asked for; one of other versions is not the answer.
 * Errors: backtest_missing, backtest_small.
 */
export function savedBacktest(
  workspace: Workspace,
  a: string,
  b: string,
  reader: Reader,
  versions: { a?: string | undefined; b?: string | undefined } = {},
): StoredBacktest {
  const file = fileOf(workspace, a, b);
  const stored = existsSync(file) ? storedIn(file) : null;
  const isMeant = (["a", "b"] as const).every(
    (side) => versions[side] === undefined || stored?.backtest[side].version === versions[side],
  );
  if (!stored || !isMeant)
    throw fail.backtest_missing({
      a: named({ id: a, version: versions.a ?? null }),
      b: named({ id: b, version: versions.b ?? null }),
    });
  if (readsEverybody(reader)) return stored;
  const released = releasedBacktest(stored.backtest);
  if (!released) throw fail.backtest_small({ a, b, k: stored.backtest.k });
  return { ...stored, backtest: released };
}

/** Null where the file was cut: it is computed again. */
function storedIn(file: string): StoredBacktest | null {
  try {
    const stored = JSON.parse(readFileSync(file, "utf8")) as StoredBacktest | null;
    return stored?.backtest ? stored : null;
  } catch {
    return null;
  }
}
