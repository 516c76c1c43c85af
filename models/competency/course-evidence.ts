// Exams of the courses that teach a dimension, beside its ratings → do the two agree, and what share passes the required level?
import jstat from "jstat";
import { wilson } from "../../engine/metrics/interval.js";
import { daysBetween, type Round } from "./assessment-rounds.js";
import type { CourseRow } from "./competency-rows.js";
import type { Estimate } from "./competency-reliability.js";
import type { CorrectedDimension } from "./corrected-scores.js";

export interface ExamEvidence {
  dimension: string;
  exams: number;
  people: number;
  mean: Estimate;
  /** Required level − mean exam, where every role requires the same and exams have the framework's scale; else null. */
  gap: Estimate | null;
  below: (Estimate & { count: number }) | null;
  /** Exam against the corrected level of the round nearest to it; Fisher's interval; null below `leastPairs`. */
  agreement: (Estimate & { pairs: number }) | null;
}

const leastPairs = 10;
const nearDays = 400;

/** One exam per person: the latest. Undefined without exams. */
export function examEvidence(
  dimension: string,
  courses: readonly CourseRow[],
  corrected: CorrectedDimension,
  rounds: readonly Round[],
  required: number | null,
): ExamEvidence | undefined {
  const latest = new Map<string, CourseRow & { exam_score: number }>();
  let exams = 0;
  for (const row of courses) {
    if (row.exam_score === null) continue;
    exams++;
    const before = latest.get(row.employee_id);
    if (!before || before.training_date < row.training_date)
      latest.set(row.employee_id, { ...row, exam_score: row.exam_score });
  }
  if (latest.size < 2) return undefined;
  const taken = [...latest.values()];
  const scores = taken.map((row) => row.exam_score);
  const n = scores.length;
  const mean = scores.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(scores.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
  const half = (jstat.studentt.inv(0.975, n - 1) * deviation) / Math.sqrt(n);
  const count = required === null ? 0 : scores.filter((v) => v < required).length;

  const pairs = taken.flatMap((row) => {
    const own = corrected.levels
      .filter(({ person }) => person === row.employee_id)
      .map((level) => ({
        deviation: level.adjusted - corrected.roundMeans[level.round],
        days: Math.abs(daysBetween(rounds[level.round].from, row.training_date)),
      }))
      .sort((a, b) => a.days - b.days)[0];
    return own && own.days <= nearDays ? [[row.exam_score, own.deviation]] : [];
  });
  return {
    dimension,
    exams,
    people: n,
    mean: { value: mean, low: mean - half, high: mean + half },
    gap:
      required === null
        ? null
        : { value: required - mean, low: required - mean - half, high: required - mean + half },
    below: required === null ? null : { count, value: count / n, ...wilson(count, n) },
    agreement: pairs.length < leastPairs ? null : correlationOf(pairs),
  };
}

function correlationOf(pairs: readonly number[][]): Estimate & { pairs: number } {
  const n = pairs.length;
  const mean = (k: number): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / n;
  const [mx, my] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number): number =>
    pairs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
  const value = sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  const centre = Math.atanh(Math.max(-0.999999, Math.min(0.999999, value)));
  const half = 1.959963984540054 / Math.sqrt(n - 3);
  return { value, low: Math.tanh(centre - half), high: Math.tanh(centre + half), pairs: n };
}
