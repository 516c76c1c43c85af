// One outcome's person-months and the two groups → what each design says: before/after, difference in differences with its check of
// the paths before, staggered starts, interrupted series, matched people, regression to the mean; and the one to go by.
import { monthNumber, monthText } from "../../engine/metrics/period.js";
import { jointTest, estimate, type Estimate, type JointTest } from "../estimators/estimate.js";
import { twoWayFixedEffects, type TwoWayFit } from "../estimators/difference-in-differences.js";
import { groupTimeEffects, type StaggeredFit } from "../estimators/group-time-effects.js";
import { interruptedTimeSeries, type InterruptedFit } from "../estimators/interrupted-time-series.js";
import { neweyWest } from "../estimators/newey-west.js";
import { normalQuantile } from "../estimators/normal-distribution.js";
import { courseExits, type CourseExits } from "./course-exits.js";
import { matchedPeople, type MatchedPeople } from "./matched-people.js";
import {
  changeOf,
  groupMean,
  monthlyMeans,
  panelRows,
  toPanel,
  type GroupMean,
  type PanelRow,
} from "./person-panel.js";
import type { ProgrammePeople } from "./programme-people.js";
import { inSpan, type OutcomeRows } from "./programme-rows.js";
import type { Phases, Programme } from "./programme-schema.js";
import { regressionToMean, type RegressionToMean } from "./regression-to-mean.js";
import { teamDifference, type TeamDifference } from "./team-difference.js";

export interface Side {
  before: GroupMean | null;
  after: GroupMean | null;
  change: Estimate | null;
}

export interface EventStudyBin extends Estimate {
  /** First month of the quarter; the quarter before the change is 0 by definition and not listed. */
  from: string;
  /** Quarters from the start of the change; below 0 = before. */
  at: number;
}

export interface PathsBefore {
  bins: EventStudyBin[];
  /** H₀: no difference of paths before the change. */
  joint: JointTest | null;
  /** Difference of slopes before, per month. */
  slope: Estimate | null;
  /** Neither test finds a difference (which does not prove that there is none). */
  isParallel: boolean;
}

export interface DifferenceInDifferences extends Estimate {
  rows: number;
  clusters: number;
  /** The monthly gap between the groups before and after, months as units (Newey–West): shocks to a whole group are in this one. */
  byMonth: Estimate | null;
  /** Teams as clusters, where whole teams took part. */
  byTeam: TeamDifference | null;
  paths: PathsBefore | null;
}

export type Design = "before_after" | "interrupted" | "difference" | "staggered" | "time_varying";

export interface OutcomeEvaluation {
  metric: string;
  isExit: boolean;
  treated: Side;
  compared: Side | null;
  months: { month: string; treated: number | null; compared: number | null; expected: number | null }[];
  difference: DifferenceInDifferences | null;
  staggered: StaggeredFit | null;
  /** Exits after a course that people take at different times. */
  timeVarying: CourseExits | null;
  interrupted: InterruptedFit | null;
  matched: MatchedPeople | null;
  regression: RegressionToMean | null;
  /** The design to go by, and its effect. */
  design: Design;
  effect: Estimate;
  /** Effect ÷ where the treated would have been without it. */
  relative: number | null;
  /** Smallest effect that this design would have found with 80 % probability. */
  detectable: number;
}

/** Null where the treated have no rows before or after. */
export function evaluateOutcome(
  { metric, rows, isExit }: OutcomeRows,
  programme: Programme,
  { people, isStaggered }: ProgrammePeople,
): OutcomeEvaluation | null {
  const { phases } = programme;
  const span = { from: phases.before.from, to: phases.after.to };
  const all = panelRows(rows, people).filter(({ month }) => inSpan(month, span));
  const of = (group: "treated" | "compared", list = all): PanelRow[] =>
    list.filter(({ person }) => person.group === group);
  const hasComparison = of("compared").length > 0;
  const side = (group: "treated" | "compared"): Side => {
    const before = of(group).filter(({ month }) => inSpan(month, phases.before));
    const after = of(group).filter(({ month }) => inSpan(month, phases.after));
    return { before: groupMean(before), after: groupMean(after), change: changeOf(before, after) };
  };
  const treated = side("treated");
  if (!treated.before || !treated.after || !treated.change) return null;
  // Who is still there to take a course: before it these people cannot leave, and their own course of time says nothing.
  const isCourseOfExits = isExit && isStaggered;
  const interrupted = isCourseOfExits ? null : courseOfTreated(of("treated"), phases);
  const first = monthNumber(phases.change.from);
  const timeVarying = isCourseOfExits
    ? courseExits(
        all.filter(({ month }) => month >= first),
        first,
      )
    : null;
  if (isCourseOfExits && !timeVarying) return null;
  const isByPerson = !isExit;
  const difference = hasComparison && !isStaggered ? differenceOf(all, programme, isExit) : null;
  const staggered = hasComparison && isStaggered && isByPerson ? staggeredOf(all, phases) : null;
  const chosen = timeVarying
    ? { design: "time_varying" as const, effect: timeVarying.effect }
    : headline(treated.change, interrupted, difference, staggered, programme);
  const [own, other] = [monthlyMeans(of("treated")), monthlyMeans(of("compared"))];
  const expected = new Map(interrupted?.months.map((month, i) => [month, interrupted.fit.expected[i]!]));
  const without = treated.after.value - chosen.effect.value;
  return {
    metric: metric.id,
    isExit,
    treated,
    compared: hasComparison ? side("compared") : null,
    // months of people who cannot leave before their course show nothing
    months: (timeVarying ? [] : [...own]).map(([month, value]) => ({
      month: monthText(month),
      treated: value,
      compared: other.get(month) ?? null,
      expected: month >= monthNumber(phases.after.from) ? (expected.get(month) ?? null) : null,
    })),
    difference,
    staggered,
    timeVarying,
    interrupted: interrupted?.fit ?? null,
    matched: hasComparison && isByPerson && !isStaggered ? matchedPeople(all, phases) : null,
    regression: isByPerson ? regressionToMean(all.filter(({ month }) => inSpan(month, phases.before))) : null,
    ...chosen,
    relative: timeVarying ? timeVarying.hazardRatio - 1 : without > 0 ? chosen.effect.value / without : null,
    detectable: smallestSeen(chosen.effect),
  };
}

/** Found with 80 % probability: from the interval's half width, which few teams widen beyond their standard error. */
function smallestSeen({ error, low, high }: Estimate): number {
  const z = normalQuantile(0.975);
  return (z + normalQuantile(0.8)) * Math.max(error, (high - low) / (2 * z));
}

const width = ({ low, high }: Estimate): number => high - low;

/** A comparison before a course, a course before a plain change; whole units: the widest interval. */
function headline(
  change: Estimate,
  interrupted: { fit: InterruptedFit } | null,
  difference: DifferenceInDifferences | null,
  staggered: StaggeredFit | null,
  { assigned }: Programme,
): { design: Design; effect: Estimate } {
  if (staggered) return { design: "staggered", effect: staggered.effect };
  if (difference && Number.isFinite(difference.error)) {
    const { byMonth, byTeam } = difference;
    const isWider = assigned !== "chance" && byMonth !== null && width(byMonth) > width(difference);
    const { value, error, freedom } = isWider ? { ...byMonth, value: difference.value } : difference;
    const effect = estimate(value, error, freedom ?? Infinity);
    if (!byTeam?.isBounded || width(byTeam) <= width(effect)) return { design: "difference", effect };
    const { low, high, p } = byTeam;
    return {
      design: "difference",
      effect: { value, error: byTeam.error, low, high, p, freedom: byTeam.freedom },
    };
  }
  if (interrupted) return { design: "interrupted", effect: interrupted.fit.effect };
  return { design: "before_after", effect: change };
}

function courseOfTreated(
  rows: readonly PanelRow[],
  phases: Phases,
): { fit: InterruptedFit; months: number[] } | null {
  const means = [...monthlyMeans(rows)].filter(
    ([month]) => inSpan(month, phases.before) || inSpan(month, phases.after),
  );
  const months = means.map(([month]) => month);
  const first = monthNumber(phases.before.from);
  const fit = interruptedTimeSeries({
    time: months.map((month) => month - first),
    y: means.map(([, value]) => value),
    start: monthNumber(phases.after.from) - first,
  });
  return fit ? { fit, months } : null;
}

function differenceOf(
  all: readonly PanelRow[],
  { phases, assigned }: Programme,
  isExit: boolean,
): DifferenceInDifferences | null {
  const rows = all.filter(({ month }) => inSpan(month, phases.before) || inSpan(month, phases.after));
  const fit = twoWayFixedEffects(toPanel(rows, isExit), [
    Float64Array.from(rows, (row) => isTreated(row) * Number(inSpan(row.month, phases.after))),
  ]);
  if (fit.aliased.length > 0 || fit.clusters < 3) return null;
  return {
    ...estimateOf(fit, 0),
    rows: fit.rows,
    clusters: fit.clusters,
    byMonth: gapByMonth(rows, phases),
    byTeam: teamDifference(rows, { phases, assigned }, isExit),
    paths: pathsBefore(all, phases, isExit),
  };
}

const isTreated = ({ person }: PanelRow): number => Number(person.group === "treated");

const estimateOf = (fit: TwoWayFit, j: number): Estimate =>
  estimate(fit.coefficients[j]!, fit.standardErrors[j]!, fit.freedom);

/** Monthly difference of the groups on a constant and [after]. */
function gapByMonth(rows: readonly PanelRow[], phases: Phases): Estimate | null {
  const treated = monthlyMeans(rows.filter(({ person }) => person.group === "treated"));
  const compared = monthlyMeans(rows.filter(({ person }) => person.group === "compared"));
  const months = [...treated.keys()].filter((month) => compared.has(month));
  const after = months.map((month) => Number(inSpan(month, phases.after)));
  const count = after.reduce((a, b) => a + b, 0);
  if (count < 4 || months.length - count < 4) return null;
  const design = Float64Array.from(after.flatMap((isAfter) => [1, isAfter]));
  const gap = months.map((month) => treated.get(month)! - compared.get(month)!);
  const fit = neweyWest(design, 2, gap, { time: months });
  return estimate(fit.coefficients[1]!, fit.standardErrors[1]!, fit.freedom);
}

/** Quarters before and after against the quarter before the change; and the slopes before. Null with less than half a year before. */
function pathsBefore(all: readonly PanelRow[], phases: Phases, isExit: boolean): PathsBefore | null {
  const start = monthNumber(phases.change.from);
  if (start - monthNumber(phases.before.from) < 6) return null;
  const binOf = (month: number): number => Math.floor((month - start) / 3);
  const bins = [...new Set(all.map(({ month }) => binOf(month)))]
    .filter((b) => b !== -1)
    .sort((a, b) => a - b);
  const fit = twoWayFixedEffects(
    toPanel(all, isExit),
    bins.map((bin) => Float64Array.from(all, (row) => (binOf(row.month) === bin ? isTreated(row) : 0))),
  );
  const early = bins.flatMap((bin, j) => (bin < 0 && !fit.aliased.includes(j) ? [j] : []));
  const joint = jointTest(fit.coefficients, fit.covariance, bins.length, early, fit.freedom);
  const before = all.filter(({ month }) => month < start);
  const slopeFit = twoWayFixedEffects(toPanel(before, isExit), [
    Float64Array.from(before, (row) => isTreated(row) * (row.month - start)),
  ]);
  const slope = slopeFit.aliased.length > 0 ? null : estimateOf(slopeFit, 0);
  return {
    bins: bins.flatMap((at, j) =>
      fit.aliased.includes(j) ? [] : [{ at, from: monthText(start + 3 * at), ...estimateOf(fit, j) }],
    ),
    joint,
    slope,
    isParallel: !((joint?.p ?? 1) < 0.05) && !((slope?.p ?? 1) < 0.05),
  };
}

/** People × months of the phases, each from their own start. */
function staggeredOf(all: readonly PanelRow[], { before }: Phases): StaggeredFit | null {
  const first = monthNumber(before.from);
  const last = Math.max(...all.map(({ month }) => month));
  const people = new Map<string, { y: Float64Array; start: number }>();
  for (const row of all) {
    let own = people.get(row.employee);
    if (!own) {
      const { since } = row.person;
      own = {
        y: new Float64Array(last - first + 1).fill(Number.NaN),
        start: since === null ? Infinity : since - first,
      };
      people.set(row.employee, own);
    }
    own.y[row.month - first] = row.y / row.x;
  }
  const list = [...people.values()];
  return groupTimeEffects({ y: list.map(({ y }) => y), start: list.map(({ start }) => start) });
}
