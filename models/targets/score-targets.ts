// Committed targets whose quarter is over + what came → scores in the journal; a score that a later import changed is written anew.
import { appendJournal, readJournal } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import { readsEverybody, type Reader } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import { modelErrors } from "../model-errors.js";
import { monthNumber } from "../month.js";
import { committedTargets, type CommittedTarget, type TargetSpan } from "./target-ledger.js";
import type { MonthValue } from "./target-forecast.js";
import { targetSeries } from "./target-series.js";

/** Returns the targets scored now. Errors: fit_needs_person_rights: outcomes of every team are read. */
export async function scoreTargets(context: ModelContext): Promise<CommittedTarget[]> {
  const { workspace, cache, reader, now } = context;
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  const written = new Set<number>();
  const known = new Map<string, Promise<MonthValue[]>>();
  for (const line of committedTargets(readJournal(workspace).lines)) {
    if (monthNumber(line.to) > monthNumber(cache.history.to)) continue;
    const { metric, where, employee, reportsOf, to } = line;
    const key = JSON.stringify([metric, where, employee, reportsOf, to]);
    if (!known.has(key)) known.set(key, actualMonths(context, line));
    const actual = totalOf(await known.get(key)!, line);
    if (actual === undefined) continue;
    const { score } = line;
    if (score && score.actual === actual) continue;
    appendJournal(
      workspace,
      {
        kind: "target_scored",
        target: line.target,
        target_seq: line.seq,
        value: line.value,
        chance: line.chance,
        actual,
        reached: actual === null ? null : actual >= line.value,
        snapshot: cache.snapshot,
        by_user: reader.id,
        instead_of: score?.seq ?? null,
      },
      now,
    );
    written.add(line.seq);
  }
  return committedTargets(readJournal(workspace).lines).filter(({ seq }) => written.has(seq));
}

/** The months of the people that the target was for, with rights on them. A person without any: none. */
async function actualMonths(context: ModelContext, line: CommittedTarget): Promise<MonthValue[]> {
  const { metric, where, employee, reportsOf, to } = line;
  const reader: Reader =
    reportsOf === undefined ? context.reader : { ...context.reader, manages: reportsOf, past: "own_months" };
  try {
    return (await targetSeries({ ...context, reader }, { metric, where, employee, until: to })).months;
  } catch (error) {
    const left = ["target_person_left", "target_person_not_readable"];
    if (error instanceof RapportError && left.includes(error.code)) return [];
    throw error;
  }
}

/** Null: months are missing for good; undefined: the span is not over yet. */
export function totalOf(months: readonly MonthValue[], { from, to }: TargetSpan): number | null | undefined {
  const last = months.at(-1)?.month;
  if (last !== undefined && last < to) return undefined;
  const values = months.filter(({ month }) => month >= from && month <= to).map(({ value }) => value);
  const wanted = monthNumber(to) - monthNumber(from) + 1;
  if (values.length < wanted || values.some((value) => value === null)) return null;
  return values.reduce((sum: number, value) => sum + value!, 0);
}
