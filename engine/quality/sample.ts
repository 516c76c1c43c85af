// Plan + lot → a drawn sample, journalled; errors found in it → the bound that they prove, journalled too.
import { createHash } from "node:crypto";
import type { Database } from "../database.js";
import { sourceManifests } from "../ingest/manifest.js";
import { appendJournal, readJournal } from "../journal.js";
import type { Reader } from "../metrics/reader.js";
import type { Workspace } from "../workspace.js";
import { upperBound, upperBoundOfLot } from "./exact-bound.js";
import { requireNames } from "./named-rows.js";
import { qualityErrors as fail } from "./quality-errors.js";
import { type DrawnRecord, drawSample, listHash, sampleFrame, type Stratification } from "./sample-frame.js";
import { type PlanQuestion, samplingPlan } from "./sampling-plan.js";
import { allocate, stratumFactor } from "./stratum-sizes.js";

export interface SampleQuestion {
  table: string;
  /** `2026-Q3`. */
  quarter: string;
  by: Stratification;
  limit: number;
  confidence: number;
  accept: number;
  /** Take the lot as finite: fewer records where it is small, an exact bound for this lot alone. */
  isFinite: boolean;
}

/** What the journal says of a sample; `check` once its result was entered. */
export interface Sample extends SampleQuestion {
  id: string;
  round: number;
  drawnAt: string;
  drawnBy: string;
  /** Records in the lot and in the sample. */
  lot: number;
  size: number;
  strata: { name: string; lot: number; size: number }[];
  seed: string;
  /** Identity of the table's data. */
  data: string;
  list: string;
  check: SampleCheck | null;
}

export interface SampleCheck {
  at: string;
  by: string;
  checked: number;
  /** Positions of the records found wrong. */
  wrong: number[];
  errors: number;
  /** errors ÷ checked. */
  rate: number;
  /** Exact upper limit of the error rate at the plan's confidence. */
  upper: number;
  verdict: "proved" | "not_proved";
}

interface Context {
  db: Database;
  workspace: Workspace;
  present: ReadonlySet<string>;
}

/** Draws, writes a journal line, and gives back the list. The same quarter, table and data give the same list. */
export async function takeSample(
  { db, workspace, present }: Context,
  question: SampleQuestion,
  reader: Reader,
  now: Date,
): Promise<{ sample: Sample; records: DrawnRecord[] }> {
  requireNames(reader, true);
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
  const id = `${quarter}-${table}-${round}`;
  const list = listHash(records.map((r) => r.key));
  const same = earlier.find((s) => s.round === round && s.list === list && isSamePlan(s, question));
  if (same) return { sample: same, records };
  const sample = {
    ...question,
    isFinite,
    id: earlier.some((s) => s.id === id) ? `${id}-${list.slice(0, 4)}` : id,
    round,
    lot: frame.lot,
    size: records.length,
    strata,
    seed,
    data,
    list,
  };
  const { id: name, ...facts } = sample;
  const line = appendJournal(
    workspace,
    { kind: "quality_sample", sample: name, ...facts, by_user: reader.id },
    now,
  );
  return { sample: { ...sample, drawnAt: line.at, drawnBy: reader.id, check: null }, records };
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
  { db, workspace, present }: Context,
  id: string,
  reader: Reader,
): Promise<{ sample: Sample; records: DrawnRecord[] }> {
  requireNames(reader, true);
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
  requireNames(reader, true);
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
    { kind: "quality_check", sample: id, checked, wrong, by_user: reader.id },
    now,
  );
  return { ...sample, check: checkOf(sample, { at: line.at, by: reader.id, checked, wrong }) };
}

/** Every sample drawn, oldest first, with its result where one was entered. */
export function samples(workspace: Pick<Workspace, "path">): Sample[] {
  const found = new Map<string, Sample>();
  for (const line of readJournal(workspace).lines) {
    if (line.kind === "quality_sample") {
      const {
        sample: id,
        by_user,
        at,
        ...facts
      } = line as unknown as Sample & { sample: string; by_user: string; at: string };
      found.set(id, { ...facts, id, drawnAt: at, drawnBy: by_user, check: null });
    }
    if (line.kind === "quality_check") {
      const {
        sample: id,
        at,
        by_user,
        checked,
        wrong,
      } = line as unknown as {
        sample: string;
        at: string;
        by_user: string;
        checked: number;
        wrong: number[];
      };
      const sample = found.get(id);
      if (sample) sample.check = checkOf(sample, { at, by: by_user, checked, wrong });
    }
  }
  return [...found.values()];
}

function sampleNamed(workspace: Pick<Workspace, "path">, id: string): Sample {
  const all = samples(workspace);
  const sample = all.find((s) => s.id === id);
  if (!sample) throw fail.sample_unknown({ sample: id, samples: all.map((s) => s.id) });
  return sample;
}

/**
 * The bound is computed from the facts whenever it is read, never stored. Strata: Hoeffding (1956, Ann. Math. Stat.
 * 27:713): errors drawn from unequal strata scatter less than binomial ones of the same mean, so the pooled limit holds.
 */
function checkOf(
  sample: Omit<Sample, "check">,
  { at, by, checked, wrong }: Pick<SampleCheck, "at" | "by" | "checked" | "wrong">,
): SampleCheck {
  const errors = wrong.length;
  const isCensus = checked === sample.lot;
  const upper =
    sample.strata.length > 1 && !isCensus
      ? Math.min(1, upperBound(errors, checked, sample.confidence) * stratumFactor(sample.strata))
      : sample.isFinite || isCensus
        ? upperBoundOfLot(errors, checked, sample.lot, sample.confidence)
        : upperBound(errors, checked, sample.confidence);
  const isProved = errors <= sample.accept && upper <= sample.limit;
  return {
    at,
    by,
    checked,
    wrong,
    errors,
    rate: errors / checked,
    upper,
    verdict: isProved ? "proved" : "not_proved",
  };
}

/** Changes when an import brings rows of this table, and not before. */
function tableData(workspace: Pick<Workspace, "path">, table: string): string {
  const parts = sourceManifests(workspace).flatMap((m) =>
    m.tables.filter((t) => t.table === table).flatMap((t) => t.parts.map((p) => [m.id, p.sha256])),
  );
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}
