// Plan + lot → a drawn sample, journalled; errors found in it → the bound that they prove, journalled too.
import type { Database } from "../database.js";
import { appendJournal } from "../journal.js";
import type { Reader } from "../metrics/reader.js";
import type { Workspace } from "../workspace.js";
import { requireAllNames } from "./named-rows.js";
import { qualityErrors as fail } from "./quality-errors.js";
import { type DrawnRecord, drawSample, listHash, sampleFrame } from "./sample-frame.js";
import {
  checkOf,
  type DrawnFacts,
  type Sample,
  sampleNamed,
  type SampleQuestion,
  samples,
  tableData,
} from "./sample-record.js";
import { type PlanQuestion, samplingPlan } from "./sampling-plan.js";
import { allocate } from "./stratum-sizes.js";

export interface SampleContext {
  db: Database;
  workspace: Workspace;
  present: ReadonlySet<string>;
}

/** Draws, writes a journal line, and gives back the list. The same quarter, table and data give the same list. */
export async function takeSample(
  { db, workspace, present }: SampleContext,
  question: SampleQuestion,
  reader: Reader,
  now: Date,
): Promise<{ sample: Sample; records: DrawnRecord[] }> {
  requireAllNames(reader);
  const frame = await sampleFrame(db, present, question);
  const { table, quarter } = question;
  const data = tableData(workspace, table);
  const earlier = samples(workspace).filter((s) => s.table === table && s.quarter === quarter);
  refuseSecond(earlier, data);
  const round = 1 + new Set(earlier.filter((s) => s.check !== null).map((s) => s.id)).size;
  const seed = `${quarter}|${table}|${round}`;
  const isFinite = question.isFinite || frame.lot <= samplingPlan(planOf(question, null)).size;
  const strata = allocate(planOf(question, isFinite ? frame.lot : null), frame.strata);
  const records = await drawSample(db, frame, new Map(strata.map((s) => [s.name, s.size])), seed);
  const name = `${quarter}-${table}-${round}`;
  const list = listHash(records.map((r) => r.key));
  const same = earlier.find((s) => s.round === round && s.list === list && isSamePlan(s, question));
  if (same) return { sample: same, records };
  const drawn: DrawnFacts = {
    ...question,
    isFinite,
    round,
    lot: frame.lot,
    size: records.length,
    strata,
    seed,
    data,
    list,
  };
  const id = earlier.some((s) => s.id === name) ? `${name}-${list.slice(0, 4)}` : name;
  const line = appendJournal(
    workspace,
    { kind: "quality_sample", sample: id, reader: reader.id, drawn },
    now,
  );
  return { sample: { ...drawn, id, drawnAt: line.at, drawnBy: reader.id, check: null }, records };
}

/** One result per table, quarter and state of the data: else one could draw until the result pleases. */
function refuseSecond(earlier: readonly Sample[], data: string): void {
  const done = earlier.findLast((s) => s.check !== null && s.data === data);
  if (!done?.check) return;
  const { table, quarter, id: sample } = done;
  const { at, errors, checked } = done.check;
  throw fail.sample_already_checked({ table, quarter, sample, day: at.slice(0, 10), errors, checked });
}

const isSamePlan = (a: SampleQuestion, b: SampleQuestion): boolean =>
  a.limit === b.limit && a.confidence === b.confidence && a.accept === b.accept && a.by === b.by;

const planOf = ({ limit, confidence, accept }: SampleQuestion, lot: number | null): PlanQuestion => ({
  limit,
  confidence,
  accept,
  lot,
});

/** The list of a sample once more; only while the table's data are those that it was drawn from. */
export async function sampleAgain(
  { db, workspace, present }: SampleContext,
  id: string,
  reader: Reader,
): Promise<{ sample: Sample; records: DrawnRecord[] }> {
  requireAllNames(reader);
  const sample = sampleNamed(workspace, id);
  const changed = fail.sample_data_changed({
    table: sample.table,
    sample: id,
    day: sample.drawnAt.slice(0, 10),
  });
  if (tableData(workspace, sample.table) !== sample.data) throw changed;
  const frame = await sampleFrame(db, present, sample);
  const sizes = new Map(sample.strata.map((s) => [s.name, s.size]));
  const records = await drawSample(db, frame, sizes, sample.seed);
  if (listHash(records.map((r) => r.key)) !== sample.list) throw changed;
  return { sample, records };
}

/** Enters what the check found. `wrong`: positions; `checked`: how many from the top, all when left out. */
export function enterResult(
  workspace: Workspace,
  id: string,
  result: { wrong: readonly number[]; checked?: number },
  reader: Reader,
  now: Date,
): Sample {
  requireAllNames(reader);
  const sample = sampleNamed(workspace, id);
  if (sample.check)
    throw fail.sample_result_entered({
      sample: id,
      day: sample.check.at.slice(0, 10),
      errors: sample.check.errors,
      checked: sample.check.checked,
    });
  const others = samples(workspace).filter((s) => s.table === sample.table && s.quarter === sample.quarter);
  refuseSecond(others, sample.data);
  const checked = result.checked ?? sample.size;
  const wrong = [...new Set(result.wrong)].sort((a, b) => a - b);
  const invalid = (setting: string, found: number, expected: string): Error =>
    fail.sample_result_invalid({ sample: id, size: sample.size, setting, found, expected });
  // The list is in random order: its first records are a random sample too. Those of a stratified list are one stratum.
  const least = sample.strata.length > 1 ? sample.size : 1;
  if (!Number.isInteger(checked) || checked < least || checked > sample.size)
    throw invalid("checked", checked, least === sample.size ? `${least}` : `1–${sample.size}`);
  const outside = wrong.find((position) => !Number.isInteger(position) || position < 1 || position > checked);
  if (outside !== undefined) throw invalid("wrong", outside, `1–${checked}`);
  const line = appendJournal(
    workspace,
    { kind: "quality_check", sample: id, checked, wrong, reader: reader.id },
    now,
  );
  return { ...sample, check: checkOf(sample, { at: line.at, by: reader.id, checked, wrong }) };
}
