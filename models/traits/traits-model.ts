// Quarterly performance, behaviour and what was known before the hire → what top performers have that the others do not; group results
// only, nothing about a single person is kept. Or a refusal with the count still needed.
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { assignFolds } from "../estimators/folds.js";
import type { Column } from "../estimators/flat-table.js";
import type { Model, ModelCard, Refusal } from "../model.js";
import { isRefusal } from "../model.js";
import { protectedCharacteristics } from "../protected-characteristics.js";
import { behaviours, hiringTraits } from "./behaviours.js";
import {
  chooseTop,
  performanceScore,
  type MeasureFit,
  type PerformanceRow,
  type TopChoice,
} from "./performance-score.js";
import type { TraitData } from "./trait-data.js";
import { habitOf, type Habit } from "./trait-habit.js";
import { traitMerit, type TraitMerit } from "./trait-merit.js";
import { traitPoints, type TraitPoints } from "./trait-points.js";
import { traitReport, type TraitFinding, type TraitReport } from "./trait-report.js";
import { traitsCard } from "./traits-card.js";
import { belowMerit, peopleNeeded, reliabilityNeeded, tooFewScored } from "./traits-refusal.js";

/** A row of queries/traits-behaviour.sql. */
export interface BehaviourRow {
  employee_id: string;
  behaviour: string;
  value: number;
  /** Standard error of the value, from the spread of the person's own months. */
  error: number | null;
}

/** A row of queries/traits-person.sql. */
export interface PersonRow {
  employee_id: string;
  job_family: string | null;
  recruitment_source: string | null;
  education: string | null;
  gender: string | null;
  age_band: string | null;
  months: number;
}

export interface TraitsInput {
  performance: readonly PerformanceRow[];
  behaviour: readonly BehaviourRow[];
  people: readonly PersonRow[];
}

export interface TraitsOptions {
  seed: number;
  now: string;
  snapshot: string;
}

export interface FoundTrait extends TraitFinding {
  points: TraitPoints[];
  merit: TraitMerit;
}

export interface TraitsFitted {
  model: "traits";
  version: 1;
  window: { from: string; to: string };
  people: number;
  rows: number;
  score: Omit<TopChoice, "top"> & { top: number; measures: MeasureFit[] };
  /** Groups of the same trade, each with its own upper fifth. */
  peers: { name: string; people: number; top: number }[];
  report: Omit<TraitReport, "traits"> & { traits: FoundTrait[] };
  fittedAt: string;
  snapshot: string;
  seed: number;
}

const leastScored = peopleNeeded;
/** Below this more than half of what sets people apart is luck. */
const leastReliability = reliabilityNeeded;
/** Smaller job families are compared together. */
const leastPeers = 20;
const folds = 5;

export const traits: Pick<Model<never, TraitsOptions, TraitsFitted, never, never>, "id" | "title"> & {
  fit(input: TraitsInput, options: TraitsOptions): TraitsFitted | Refusal;
  card(fitted: TraitsFitted): ModelCard;
} = {
  id: "traits",
  title: { en: "High performers", zh: "高绩效画像" },
  fit,
  card: traitsCard,
};

function fit(
  { performance, behaviour, people }: TraitsInput,
  options: TraitsOptions,
): TraitsFitted | Refusal {
  const score = performanceScore(performance);
  if (score.people.length < leastScored) return tooFewScored(performance, score.people.length);
  const person = new Map(people.map((row) => [row.employee_id, row]));
  const peers = peersOf(score.people.map((id) => person.get(id)?.job_family ?? ""));
  const { top, ...choice } = chooseTop(score, peers);
  if (choice.reliability < leastReliability) return belowMerit(choice.reliability, score);
  const rowOf = new Map(score.people.map((id, i) => [id, i]));
  const { habits, ...data } = traitData(score.people, person, behaviour, rowOf);
  const merit = data.table.columns.map((column, c) => traitMerit(column, score, peers, habits[c]));
  const report = traitReport({
    ...data,
    gradedP: merit.map(({ p }) => p),
    top,
    score: score.score,
    fold: assignFolds(top, folds, options.seed),
    folds,
    seed: options.seed,
  });
  if (isRefusal(report)) return report;
  const quarters = performance.map(({ quarter }) => quarter).sort();
  return {
    model: "traits",
    version: 1,
    window: { from: quarters[0].slice(0, 7), to: lastMonth(quarters[quarters.length - 1]) },
    people: score.people.length,
    rows: performance.length,
    score: { ...choice, top: report.top, measures: score.measures },
    peers: [...new Set(peers)].sort().map((name) => ({
      name,
      people: peers.filter((other) => other === name).length,
      top: peers.filter((other, i) => other === name && top[i] === 1).length,
    })),
    report: {
      ...report,
      traits: report.traits.map((found) => ({
        ...found,
        merit: merit[found.column],
        points: traitPoints(data.table.columns[found.column], score, rowOf, habits[found.column]),
        // Fairness of a trait matters where the trait does.
        sides: found.sides.map((side) => (found.beyondChance ? side : { ...side, impact: [] })),
      })),
    },
    fittedAt: options.now,
    snapshot: options.snapshot,
    seed: options.seed,
  };
}

/** Job family, the small ones together as "". */
function peersOf(families: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const name of families) count.set(name, (count.get(name) ?? 0) + 1);
  return families.map((name) => (count.get(name)! >= leastPeers ? name : ""));
}

/** `habits`: behind each column, where one can be told from chance. */
type Fixed = Pick<TraitData, "table" | "profile" | "label" | "unit" | "protectedColumns"> & {
  habits: (Habit | undefined)[];
};

function traitData(
  ids: readonly string[],
  person: ReadonlyMap<string, PersonRow>,
  behaviour: readonly BehaviourRow[],
  rowOf: ReadonlyMap<string, number>,
): Fixed {
  const columns: Column[] = [];
  const fixed: Fixed = {
    table: { rows: ids.length, columns },
    profile: [],
    label: [],
    unit: [],
    habits: [],
    protectedColumns: protectedCharacteristics(loadCatalogue()).flatMap(({ id, column, label, groups }) => {
      const codes = Int32Array.from(ids, (one) => {
        const own = (person.get(one) as Record<string, unknown> | undefined)?.[column];
        return groups.findIndex(({ name }) => name === own);
      });
      return codes.some((code) => code !== codes[0]) ? [{ name: id, label, codes, groups }] : [];
    }),
  };
  for (const { id, label, unit, isReceived } of behaviours) {
    const values = new Float64Array(ids.length).fill(Number.NaN);
    const errors = new Float64Array(ids.length).fill(Number.NaN);
    // Shares are shown in percent.
    const scale = unit === "share" ? 100 : 1;
    for (const row of behaviour) {
      const at = row.behaviour === id ? rowOf.get(row.employee_id) : undefined;
      if (at === undefined) continue;
      values[at] = scale * row.value;
      if (row.error !== null) errors[at] = scale * row.error;
    }
    const known = values.filter((v) => !Number.isNaN(v));
    if (known.length < leastPeers * 2 || known.every((v) => Math.abs(v - known[0]) < 1e-9)) continue;
    columns.push({ name: id, kind: "numeric", values });
    fixed.habits.push(isReceived ? undefined : habitOf(values, errors));
    fixed.profile.push("coaching");
    fixed.label.push(label);
    fixed.unit!.push(unit === "share" ? { en: "%", zh: "%" } : null);
  }
  for (const { id, label } of hiringTraits) {
    const levels = [...new Set(ids.flatMap((one) => person.get(one)?.[id] ?? []))].sort();
    if (levels.length < 2) continue;
    columns.push({
      name: id,
      kind: "categorical",
      levels,
      codes: Int32Array.from(ids, (one) => levels.indexOf(person.get(one)?.[id] ?? "")),
    });
    fixed.habits.push(undefined);
    fixed.profile.push("hiring");
    fixed.label.push(label);
    fixed.unit!.push(null);
  }
  return fixed;
}

/** First day of a quarter → its last month. */
function lastMonth(quarter: string): string {
  const month = Number(quarter.slice(5, 7)) + 2;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, "0")}`;
}
