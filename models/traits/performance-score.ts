// Quarterly reviews and results of everybody → one shrunken score a person, with its error: what stays when the quarter, the territory
// (department, job family), tenure and the rater's leniency are taken out, and luck is drawn towards the mean.
// Per measure a mixed model: value = quarter + territory + tenure + person + rater + rest. Measures are joined in units of the true
// spread between persons, each weighted by what it knows (inverse error variance, Bayes' rule for a common normal merit).
import { quantile } from "../estimators/flat-table.js";
import type { CrossedData, GroupedData } from "../estimators/absorbed-design.js";
import { type addedEffects, crossedEffects, type CrossedEffects } from "../estimators/crossed-effects.js";
import type { Variances } from "../estimators/crossed-equations.js";
import { normalCdf } from "../estimators/normal-distribution.js";
import { sparseMatrix } from "../estimators/sparse-matrix.js";

/** A row of queries/traits-performance.sql. */
export interface PerformanceRow {
  employee_id: string;
  /** First day. */
  quarter: string;
  measure: "review" | "revenue" | "kpi";
  rater_id: string | null;
  value: number;
  department: string | null;
  job_family: string | null;
  tenure_months: number;
}

export interface MeasureFit {
  measure: PerformanceRow["measure"];
  rows: number;
  people: number;
  /** Standard deviations between persons, between raters, and of one quarter. */
  spread: { person: number; rater: number; quarter: number };
  /** Of the mean score of a person with the typical number of quarters. */
  reliability: number;
}

export interface PerformanceScore {
  people: string[];
  /** Shrunken, in standard deviations of true merit; mean about 0. */
  score: Float64Array;
  /** Variance of its error; between 0 and 1. */
  errorVariance: Float64Array;
  /** What the plain means say, same units: the apparent merit, luck and all. */
  apparent: Float64Array;
  measures: MeasureFit[];
  /** Kept for effects in points. */
  designs: MeasureDesign[];
}

/** The mixed model of a measure. */
export interface MeasureDesign {
  measure: PerformanceRow["measure"];
  /** Persons, and raters where there are some. */
  data: GroupedData & Partial<CrossedData>;
  fit: CrossedEffects;
  /** Of each level of `data.first`. */
  employee: string[];
  /** Kept for effects in points: the model of those of whom a trait is known, by who they are not. */
  known: Map<string, KnownPeople>;
}

/** A measure's model of those of whom a trait is known. */
export interface KnownPeople {
  data: MeasureDesign["data"];
  /** People with the number known. */
  people: number;
  /** Of the variance between people. */
  freedom: number;
  variances: Variances;
  added: ReturnType<typeof addedEffects>;
}

/** A person counts with at least so many quarters of a measure: one quarter cannot tell merit from luck. */
export const leastQuarters = 2;
const leastPeople = 20;

export function performanceScore(rows: readonly PerformanceRow[]): PerformanceScore {
  const names = [...new Set(rows.map(({ measure }) => measure))];
  // A target may be made of behaviours (visits): attainment is used only where nothing else is known.
  const used = names.length > 1 ? names.filter((name) => name !== "kpi") : names;
  const fits = used.flatMap((measure): MeasureDesign[] => {
    const enough = withEnough(rows.filter((row) => row.measure === measure));
    if (new Set(enough.map((row) => row.employee_id)).size < leastPeople) return [];
    const design = designOf(enough);
    const fit = crossedEffects(design.data);
    return fit.variances.first > 0 ? [{ measure, ...design, fit, known: new Map() }] : [];
  });
  const people = [...new Set(fits.flatMap(({ employee }) => employee))].sort();
  const at = new Map(people.map((id, i) => [id, i]));
  // Merit ~ N(0, 1); each measure says û/σ with error variance e/σ² of a BLUP: back to its likelihood, then together.
  const precision = new Float64Array(people.length).fill(1);
  const weighted = new Float64Array(people.length);
  for (const { fit, employee } of fits) {
    employee.forEach((id, g) => {
      const kept = Math.min(0.999, Math.max(1e-6, keptOf(fit, g)));
      const information = kept / (1 - kept);
      precision[at.get(id)!] += information;
      weighted[at.get(id)!] += (information * fit.first[g]) / (kept * Math.sqrt(fit.variances.first));
    });
  }
  const errorVariance = precision.map((p) => 1 / p);
  return {
    people,
    score: weighted.map((w, i) => w * errorVariance[i]),
    errorVariance,
    apparent: weighted.map((w, i) => w / Math.max(1e-9, precision[i] - 1)),
    measures: fits.map(({ measure, fit, data, employee }) => ({
      measure,
      rows: data.y.length,
      people: employee.length,
      spread: {
        person: Math.sqrt(fit.variances.first),
        rater: Math.sqrt(fit.variances.second),
        quarter: Math.sqrt(fit.variances.residual),
      },
      reliability: quantile(Float64Array.from(employee, (_, g) => keptOf(fit, g)).sort(), 0.5),
    })),
    designs: fits,
  };
}

/** Share of a person's deviation that is merit: 1 − error variance ÷ variance between persons. */
const keptOf = ({ firstErrors, variances }: CrossedEffects, person: number): number =>
  1 - firstErrors[person] ** 2 / variances.first;

export interface TopChoice {
  /** 1 = upper fifth of the shrunken score within the peers. */
  top: Uint8Array;
  /** Mean share of a score's spread that is merit, not luck. */
  reliability: number;
  /** In the upper fifth by plain means, and how many of these are expected not to belong to the true upper fifth. */
  apparentTop: number;
  expectedLucky: number;
  /** Expected to belong to the true upper fifth, of those chosen. */
  expectedTrue: number;
  /** Chosen with less than an even chance of belonging there. */
  uncertain: number;
}

export const topShare = 0.2;

/** `peers`: group of each person; every group gives its own upper fifth, so that no trade fills the top by its spread. */
export function chooseTop(
  { score, errorVariance, apparent }: PerformanceScore,
  peers: readonly string[],
): TopChoice {
  const top = upperFifth(score, peers);
  const seeming = upperFifth(apparent, peers);
  const chance = chanceOfTop(score, errorVariance, peers);
  const apparentTop = sum(seeming, () => 1);
  return {
    top,
    reliability: errorVariance.reduce((s, v) => s + 1 - v, 0) / errorVariance.length,
    apparentTop,
    expectedLucky: sum(seeming, (i) => 1 - chance[i]),
    expectedTrue: sum(top, (i) => chance[i]),
    uncertain: sum(top, (i) => (chance[i] < 0.5 ? 1 : 0)),
  };
}

const sum = (of: Uint8Array, value: (i: number) => number): number =>
  of.reduce((total, v, i) => total + (v ? value(i) : 0), 0);

function upperFifth(score: Float64Array, peers: readonly string[]): Uint8Array {
  const top = new Uint8Array(score.length);
  for (const members of groupsOf(peers)) {
    const order = members.toSorted((a, b) => score[b] - score[a] || a - b);
    for (const i of order.slice(0, Math.round(topShare * members.length))) top[i] = 1;
  }
  return top;
}

/** P(true merit lies in the upper fifth of the peers), where the cut is such that a fifth is expected above it. */
function chanceOfTop(
  score: Float64Array,
  errorVariance: Float64Array,
  peers: readonly string[],
): Float64Array {
  const chance = new Float64Array(score.length);
  for (const members of groupsOf(peers)) {
    const above = (cut: number, i: number) => normalCdf((score[i] - cut) / Math.sqrt(errorVariance[i]));
    let [low, high] = [-8, 8];
    for (let k = 0; k < 60; k++) {
      const middle = (low + high) / 2;
      const expected = members.reduce((sum, i) => sum + above(middle, i), 0);
      if (expected > topShare * members.length) low = middle;
      else high = middle;
    }
    for (const i of members) chance[i] = above(low, i);
  }
  return chance;
}

function groupsOf(peers: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  peers.forEach((name, i) => groups.set(name, [...(groups.get(name) ?? []), i]));
  return [...groups.values()];
}

function withEnough(rows: readonly PerformanceRow[]): PerformanceRow[] {
  const quarters = new Map<string, Set<string>>();
  for (const { employee_id, quarter } of rows)
    quarters.set(employee_id, (quarters.get(employee_id) ?? new Set()).add(quarter));
  return rows.filter(({ employee_id }) => quarters.get(employee_id)!.size >= leastQuarters);
}

/** Months of tenure at which another level of experience begins. */
const tenureSteps = [3, 6, 12, 36];

function designOf(rows: readonly PerformanceRow[]): Pick<MeasureDesign, "data" | "employee"> {
  const employee = [...new Set(rows.map((row) => row.employee_id))];
  const raters = [...new Set(rows.flatMap((row) => (row.rater_id === null ? [] : [row.rater_id])))];
  const personAt = new Map(employee.map((id, i) => [id, i]));
  const raterAt = new Map(raters.map((id, i) => [id, i]));
  const factors = [
    levelsOf(rows, (row) => row.quarter),
    levelsOf(rows, (row) => row.department ?? ""),
    levelsOf(rows, (row) => row.job_family ?? ""),
    levelsOf(rows, (row) => String(tenureSteps.filter((step) => row.tenure_months >= step).length)),
  ];
  const columns = 1 + factors.reduce((sum, { levels }) => sum + levels - 1, 0);
  const data: GroupedData = {
    y: Float64Array.from(rows, (row) => row.value),
    first: Int32Array.from(rows, (row) => personAt.get(row.employee_id)!),
    firstLevels: employee.length,
    fixed: sparseMatrix(rows.length, columns, (row, add) => {
      add(0, 1);
      let before = 0;
      for (const { code, levels } of factors) {
        if (code[row] > 0) add(before + code[row], 1);
        before += levels - 1;
      }
    }),
  };
  if (raters.length < 2) return { employee, data };
  // Rows without a rater share one: with nobody named there is no leniency to take out.
  const second = Int32Array.from(rows, ({ rater_id: rater }) =>
    rater === null ? raters.length : raterAt.get(rater)!,
  );
  return { employee, data: { ...data, second, secondLevels: raters.length + 1 } };
}

function levelsOf<Row>(rows: readonly Row[], of: (row: Row) => string): { code: Int32Array; levels: number } {
  const at = new Map<string, number>();
  for (const name of [...new Set(rows.map(of))].sort()) at.set(name, at.size);
  return { code: Int32Array.from(rows, (row) => at.get(of(row))!), levels: at.size };
}
