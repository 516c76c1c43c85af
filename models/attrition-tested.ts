// Person-months → what each candidate foretold for months that it had not seen: rolling origins, blocks of 3 months.
import type { AttritionRow } from "./attrition-row.js";
import { monthNumber, monthText } from "./month.js";
import { timeSplits } from "./time-split.js";

/** A way to learn from past rows: the past → chance of an exit next month for later rows. */
export interface Candidate {
  id: CandidateId;
  learn(
    past: readonly AttritionRow[],
    events: number,
    block: number,
  ): (rows: readonly AttritionRow[]) => Float64Array;
}

export type CandidateId = "naive" | "logistic" | "glass_box" | "neural";

export interface TestedBlock {
  from: string;
  to: string;
  /** Rows of the block among the tested ones: first, and the one after the last. */
  start: number;
  end: number;
}

export interface Tested {
  y: Uint8Array;
  /** Position of each tested row among the rows given. */
  row: Int32Array;
  /** Month of each tested row. */
  month: string[];
  /** One prediction per tested row and candidate. */
  p: Partial<Record<CandidateId, Float64Array>> & { naive: Float64Array };
  blocks: TestedBlock[];
}

export interface TestPlan {
  past: Int32Array;
  test: Int32Array;
  from: string;
  to: string;
}

const outcomeMonth = (row: AttritionRow): number => monthNumber(row.month) + 1;

/** Origins with enough events before them; the same for every candidate. */
export function testPlans(rows: readonly AttritionRow[], leastTrainingEvents: number): TestPlan[] {
  const outcome = Int32Array.from(rows, outcomeMonth);
  let first = Infinity;
  let last = -Infinity;
  for (const m of outcome) {
    if (m < first) first = m;
    if (m > last) last = m;
  }
  const leastTraining = Math.min(12, Math.floor((last - first + 1) / 2));
  const all = Int32Array.from(rows.keys());
  return timeSplits(first, last, { block: 3, most: 10, leastTraining }).flatMap(({ origin, until }) => {
    const past = all.filter((i) => outcome[i] < origin);
    const test = all.filter((i) => outcome[i] >= origin && outcome[i] < until);
    const events = past.reduce((sum, i) => sum + (rows[i].is_exit_next_month ?? 0), 0);
    if (events < leastTrainingEvents || test.length === 0) return [];
    return [{ past, test, from: monthText(origin), to: monthText(until - 1) }];
  });
}

export function testCandidates(
  rows: readonly AttritionRow[],
  plans: readonly TestPlan[],
  candidates: readonly Candidate[],
  onStep: () => void = () => undefined,
): Tested {
  const total = plans.reduce((sum, plan) => sum + plan.test.length, 0);
  const tested: Tested = {
    y: new Uint8Array(total),
    row: new Int32Array(total),
    month: [],
    p: { naive: new Float64Array(total) },
    blocks: [],
  };
  for (const { id } of candidates) tested.p[id] = new Float64Array(total);
  let start = 0;
  plans.forEach(({ past, test: later, from, to }, block) => {
    const train = Array.from(past, (i) => rows[i]);
    const test = Array.from(later, (i) => rows[i]);
    const events = train.reduce((sum, row) => sum + (row.is_exit_next_month ?? 0), 0);
    tested.row.set(later, start);
    tested.p.naive.fill(events / train.length, start, start + test.length);
    test.forEach((row, i) => {
      tested.y[start + i] = row.is_exit_next_month!;
      tested.month.push(row.month);
    });
    for (const { id, learn } of candidates) {
      tested.p[id]!.set(learn(train, events, block)(test), start);
      onStep();
    }
    tested.blocks.push({ from, to, start, end: start + test.length });
    start += test.length;
  });
  return tested;
}
