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

/** What this reader may see of a saved back-test. Errors: backtest_missing, backtest_small. */
export function savedBacktest(workspace: Workspace, a: string, b: string, reader: Reader): StoredBacktest {
  const file = fileOf(workspace, a, b);
  if (!existsSync(file)) throw fail.backtest_missing({ a, b });
  const stored = storedIn(file);
  if (!stored) throw fail.backtest_missing({ a, b });
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
