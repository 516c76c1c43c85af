// Risk times of one group → its curve of staying and its curves of leaving by kind, read at round numbers of years.
import { aalenJohansen, type IncidenceStep } from "./aalen-johansen.js";
import { kaplanMeier, riskSets, survivalQuantile, type RiskTime, type SurvivalStep } from "./kaplan-meier.js";
import { exitKinds, survivalMarks, type ExitKind } from "./survival-spec.js";

export interface CurvePoint {
  /** Years with the company. */
  years: number;
  /** People at risk just before. */
  atRisk: number;
  value: number;
  low: number | null;
  high: number | null;
}

export interface SurvivalCurve {
  people: number;
  exits: Record<ExitKind, number>;
  /** The curve holds for people who reached this many years; before, too few were followed. */
  startsAt: number;
  /** Last year at which at least five people were still at risk. */
  knownUntil: number;
  /** Years that half of the people stay, with 95 % limits; null where not known. */
  median: { years: number | null; low: number | null; high: number | null };
  marks: CurvePoint[];
  staying: CurvePoint[];
  leaving: { kind: ExitKind; marks: CurvePoint[]; points: CurvePoint[] }[];
}

/** Below this many people at risk a single exit would decide the curve. */
export const leastAtRisk = 5;
const daysPerYear = 365.25;

/** `times` in days of tenure; `people` behind them. */
export function survivalCurve(all: readonly RiskTime[], people: number): SurvivalCurve {
  const { times, startsAt, knownUntil } = followedFrom(all);
  const steps = kaplanMeier(times);
  const staying = steps.map(({ time, atRisk, survival, low, high }) =>
    point(time, atRisk, survival, low, high),
  );
  const incidence = aalenJohansen(times, exitKinds.length);
  const years = (share: (step: SurvivalStep) => number): number | null => {
    const days = survivalQuantile(steps, 0.5, share);
    // beyond what enough people were followed for, nothing is said
    return days === null || days > knownUntil ? null : days / daysPerYear;
  };
  const exits = exitKinds.map((_, kind) => all.reduce((sum, { events }) => sum + (events[kind] ?? 0), 0));
  return {
    people,
    exits: Object.fromEntries(exitKinds.map((kind, i) => [kind, exits[i]])) as SurvivalCurve["exits"],
    startsAt: startsAt / daysPerYear,
    knownUntil: knownUntil / daysPerYear,
    median: {
      years: years((step) => step.survival),
      low: years((step) => step.low),
      high: years((step) => step.high),
    },
    marks: marksOf(staying, 1, times, startsAt, knownUntil),
    staying,
    leaving: exitKinds.map((kind, i) => {
      const points = incidence[i].map((step) => incidencePoint(step));
      return { kind, points, marks: marksOf(points, 0, times, startsAt, knownUntil) };
    }),
  };
}

const point = (time: number, atRisk: number, value: number, low: number, high: number): CurvePoint => ({
  years: time / daysPerYear,
  atRisk,
  value,
  low: Number.isNaN(low) ? null : low,
  high: Number.isNaN(high) ? null : high,
});

const incidencePoint = ({ time, atRisk, incidence, low, high }: IncidenceStep): CurvePoint =>
  point(time, atRisk, incidence, low, high);

/** The curve at round numbers of years, as far as enough people are at risk. */
function marksOf(
  points: readonly CurvePoint[],
  start: number,
  times: readonly RiskTime[],
  startsAt: number,
  knownUntil: number,
): CurvePoint[] {
  return survivalMarks
    .filter((years) => years * daysPerYear >= startsAt && years * daysPerYear <= knownUntil)
    .map((years): CurvePoint => {
      const last = points.findLast((p) => p.years <= years);
      const atRisk = atRiskAt(times, years * daysPerYear);
      return last ? { ...last, years, atRisk } : { years, atRisk, value: start, low: null, high: null };
    });
}

function atRiskAt(times: readonly RiskTime[], day: number): number {
  let count = 0;
  for (const { time, entered, left } of times) {
    if (time >= day) break;
    count += entered - left;
  }
  return count;
}

/**
 * Where history begins in the middle of tenures, few people may be at risk early on, and the exit of one of two would halve
 * the curve for good. It then starts after the last such exit before the time with most people, for those who got there.
 */
function followedFrom(all: readonly RiskTime[]): { times: RiskTime[]; startsAt: number; knownUntil: number } {
  const sets = [...riskSets(all)];
  const most = sets.reduce((best, set) => (set.atRisk > best.atRisk ? set : best), { time: 0, atRisk: 0 });
  const isThin = ({ atRisk, events }: (typeof sets)[number]): boolean =>
    atRisk < leastAtRisk && events.some((count) => count > 0);
  const startsAt = sets.findLast((set) => set.time < most.time && isThin(set))?.time ?? 0;
  const knownUntil = sets.findLast(({ atRisk }) => atRisk >= leastAtRisk)?.time ?? 0;
  if (startsAt === 0) return { times: [...all], startsAt, knownUntil };
  const before = all.filter(({ time }) => time <= startsAt);
  const entered = before.reduce((sum, t) => sum + t.entered - t.left, 0);
  const first: RiskTime = { time: startsAt, entered, left: 0, events: [] };
  return { times: [first, ...all.filter(({ time }) => time > startsAt)], startsAt, knownUntil };
}
