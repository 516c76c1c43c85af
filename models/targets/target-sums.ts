// Targets in force of one measure and quarter → level by level: do the parts add up to the whole, what is missing, and how the whole
// would be shared out by the parts' forecasts. Rates and means are not added.
import { answer, loadCatalogue } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import { querySql } from "../../queries/index.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import { normalQuantile } from "../estimators/normal-distribution.js";
import { reconcileDiagonal } from "../estimators/reconciliation.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal } from "../model.js";
import { monthNumber, monthText } from "../month.js";
import { forecastTarget } from "./forecast-target.js";
import { readableTargets } from "./readable-targets.js";
import { targetErrors as fail } from "./target-errors.js";
import type { CommittedTarget } from "./target-ledger.js";
import { targetOutlook } from "./target-outlook.js";
import { unitLevels, unitsOf, type PartOfCompany, type PlacedName, type Units } from "./target-units.js";

export type PartLevel = PartOfCompany | "person";

export interface TargetPart {
  name: string;
  target: number | null;
  /** Line of the ledger. */
  seq: number | null;
  /** The part's forecast for the quarter, reconciled with the other levels', and the whole's target shared out by these. */
  forecast: number | null;
  proposal: number | null;
}

export interface TargetSum {
  whole: PlacedName;
  target: number | null;
  parts: PartLevel;
  of: TargetPart[];
  /** Σ of the parts' targets; how many parts have one, and how many have none. */
  sum: number;
  set: number;
  missing: number;
  /** whole − sum; null while the whole has no target. Above 0: the parts promise too little. */
  gap: number | null;
}

export interface TargetSums {
  metric: string;
  from: string;
  to: string;
  sums: TargetSum[];
  /** Targets in force that are for no unit of the organisation as it is (conditions on other attributes): not added. */
  outside: number;
}

export interface SumsQuestion {
  metric: string;
  /** First month of the quarter. */
  from: string;
  /** Share the whole's target out by forecasts: one forecast per part. */
  propose?: boolean;
}

/** Errors: target_metric_not_summed. */
export async function targetSums(context: ModelContext, question: SumsQuestion): Promise<TargetSums> {
  const { metric, from, propose = false } = question;
  const catalogue = loadCatalogue(context.workspace.dir);
  const found = catalogue.metrics.get(metric);
  if (found?.formula.kind !== "sum") {
    const known = [...catalogue.metrics.values()].filter(({ formula }) => formula.kind === "sum");
    throw fail.target_metric_not_summed({ metric, known: known.map(({ id }) => id) });
  }
  const units = await unitsOf(context);
  const inForce = (await readableTargets(context)).filter(
    (line) => line.metric === metric && line.from === from && line.replacedBy === null,
  );
  const placed = new Map<string, CommittedTarget>();
  let outside = 0;
  for (const line of inForce) {
    if (line.employee !== undefined) continue;
    const unit = line.reportsOf === undefined ? units.unitOf(line.where) : undefined;
    if (unit) placed.set(keyOf(unit), line);
    else outside++;
  }
  // Where a unit is the whole of the one above, a target for either is the target of both.
  const lineOf = (unit: PlacedName): CommittedTarget | undefined => {
    const where = { field: unit.level, op: "=" as const, value: unit.name };
    return placed.get(keyOf((unit.level === "company" ? undefined : units.unitOf([where])) ?? unit));
  };
  const people = await peopleOf(context, inForce);
  const earning = await earningUnits(context, metric, from);
  const sums = [...wholesOf(units)].flatMap(([whole, level]): TargetSum[] => {
    const names = units
      .below(whole, level)
      .filter((name) => lineOf({ level, name }) !== undefined || (earning[level]?.has(name) ?? true));
    const parts = names.map((name) => partOf(name, lineOf({ level, name })));
    return asSum(whole, lineOf(whole), level, parts);
  });
  for (const name of units.below({ level: "company", name: null }, "team")) {
    const own = people.filter(({ team }) => team === name);
    const parts = own.map(({ employee, line }) => partOf(employee, line));
    sums.push(...asSum({ level: "team", name }, lineOf({ level: "team", name }), "person", parts));
  }
  if (propose) await shareOut(context, sums, { metric, from });
  return { metric, from, to: monthText(monthNumber(from) + 2), sums, outside };
}

/** Units with anything of the measure in the last 12 months; undefined where the reader may not know by that level. */
async function earningUnits(
  { cache, workspace, reader, now }: ModelContext,
  metric: string,
  from: string,
): Promise<Partial<Record<PartOfCompany, Set<string>>>> {
  const last = Math.min(monthNumber(cache.history.to), monthNumber(from) - 1);
  const span = { from: monthText(last - 11), to: monthText(last) };
  const earning: Partial<Record<PartOfCompany, Set<string>>> = {};
  for (const level of ["division", "department", "team"] as const) {
    const { table } = await answer(
      { database: cache.database, snapshot: cache.snapshot, workspace },
      { metrics: [metric], by: [level], ...span },
      { reader, now },
    ).catch((error: unknown) => {
      if (error instanceof RapportError) return { table: null };
      throw error;
    });
    if (!table) continue;
    const [names, values] = [table.getChild(level)!, table.getChild(metric)!];
    // What is withheld may well be something.
    earning[level] = new Set(
      Array.from({ length: table.numRows }, (_, i) => i)
        .filter((i) => values.get(i) === null || Number.isNaN(values.get(i)) || values.get(i) !== 0)
        .map((i) => String(names.get(i))),
    );
  }
  return earning;
}

const keyOf = ({ level, name }: PlacedName): string => `${level} ${name ?? ""}`;

const partOf = (name: string, line: CommittedTarget | undefined): TargetPart => ({
  name,
  target: line?.value ?? null,
  seq: line?.seq ?? null,
  forecast: null,
  proposal: null,
});

/** Wholes and the level that they are looked at by: the next one that divides them. */
function* wholesOf(units: Units): Generator<[PlacedName, PartOfCompany]> {
  const company: PlacedName = { level: "company", name: null };
  const dividing = (whole: PlacedName): PartOfCompany | undefined =>
    (["division", "department", "team"] as const)
      .filter((level) => unitLevels.indexOf(level) > unitLevels.indexOf(whole.level))
      .find((level) => units.below(whole, level).length > 1);
  const waiting = [company];
  for (let whole = waiting.shift(); whole; whole = waiting.shift()) {
    const level = dividing(whole);
    if (!level) continue;
    yield [whole, level];
    waiting.push(...units.below(whole, level).map((name) => ({ level, name })));
  }
}

/** Nothing to say where neither the whole nor a part has a target. */
function asSum(
  whole: PlacedName,
  line: CommittedTarget | undefined,
  parts: PartLevel,
  of: TargetPart[],
): TargetSum[] {
  const set = of.filter(({ target }) => target !== null).length;
  if (of.length === 0 || set === 0) {
    if (!line || parts === "person") return [];
  }
  const sum = of.reduce((total, { target }) => total + (target ?? 0), 0);
  const target = line?.value ?? null;
  return [
    {
      whole,
      target,
      parts,
      of,
      sum,
      set,
      missing: of.length - set,
      gap: target === null ? null : target - sum,
    },
  ];
}

async function peopleOf(
  { cache }: ModelContext,
  lines: readonly CommittedTarget[],
): Promise<{ employee: string; team: string | null; line: CommittedTarget }[]> {
  const own = lines.filter(({ employee }) => employee !== undefined);
  if (own.length === 0) return [];
  const rows = await cache.database.rows<{ employee_id: string; team: string | null }>(
    querySql("target-person"),
  );
  const teams = new Map(rows.map(({ employee_id, team }) => [employee_id, team]));
  return own.map((line) => ({ employee: line.employee!, team: teams.get(line.employee!) ?? null, line }));
}

/**
 * Each part's proposal = the whole's target × its share of the parts' forecasts, made to add up beforehand: every level's own forecast
 * weighs by its error (reconcileDiagonal). A part without a forecast gets none.
 */
async function shareOut(
  context: ModelContext,
  sums: readonly TargetSum[],
  { metric, from }: { metric: string; from: string },
): Promise<void> {
  const shared = sums.filter(({ target, parts }) => target !== null && parts !== "person");
  const nodes = new Map<string, { at: number; parent: number; base: Expected | null }>();
  const add = async (unit: PlacedName, parent: number): Promise<number> => {
    const known = nodes.get(keyOf(unit));
    if (known) return known.at;
    const where: Filter[] =
      unit.level === "company" ? [] : [{ field: unit.level, op: "=", value: unit.name }];
    const base = await expectedOf(context, metric, where, from);
    // A part that cannot be forecast takes no part in the sums; a whole that cannot is made of its parts.
    if (base === null && parent >= 0) return -1;
    nodes.set(keyOf(unit), { at: nodes.size, parent, base });
    return nodes.size - 1;
  };
  for (const { whole, parts, of } of shared) {
    const at = await add(whole, -1);
    for (const { name } of of) await add({ level: parts as PartOfCompany, name }, at);
  }
  const all = [...nodes.values()];
  const { values } = reconcileDiagonal(
    Int32Array.from(all, ({ parent }) => parent),
    all.map(({ base }) => base?.mean ?? 0),
    all.map(({ base }) => base?.variance ?? 1e30),
  );
  for (const { target, parts, of } of shared) {
    for (const part of of) {
      const node = nodes.get(keyOf({ level: parts as PartOfCompany, name: part.name }));
      part.forecast = node ? Math.max(0, values[node.at]) : null;
    }
    const total = of.reduce((sum, { forecast }) => sum + (forecast ?? 0), 0);
    for (const part of of)
      part.proposal = part.forecast === null || total === 0 ? null : (target! * part.forecast) / total;
  }
}

interface Expected {
  mean: number;
  /** Of the quarter's total, from its 80 % interval. */
  variance: number;
}

async function expectedOf(
  context: ModelContext,
  metric: string,
  where: Filter[],
  from: string,
): Promise<Expected | null> {
  try {
    const answer = await forecastTarget(context, { metric, where });
    if (isRefusal(answer)) return null;
    const { mean, low80, high80 } = targetOutlook(answer.fitted, {
      from,
      to: monthText(monthNumber(from) + 2),
    });
    const spread = (high80 - low80) / 2 / normalQuantile(0.9);
    return { mean, variance: Math.max(spread ** 2, 1e-6) };
  } catch (error) {
    if (error instanceof RapportError) return null;
    throw error;
  }
}
