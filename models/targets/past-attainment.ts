// A team's or person's earlier targets → how often they were reached and how far off: targets of the ledger, and imported KPI targets.
import { answer } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import { personValues } from "../../engine/metrics/person-values.js";
import type { ModelContext } from "../model-context.js";
import { wilson } from "../estimators/calibration-curve.js";
import { subjectFor } from "./commit-target.js";
import { optimismOf, type Optimism } from "./target-record.js";
import { readableTargets } from "./readable-targets.js";
import { judgedLines, sameSubject, type CommittedTarget, type TargetSubject } from "./target-ledger.js";

export interface PastAttainment {
  /** Committed targets of the same measure and the same people, those that were due first to last. */
  ledger: {
    targets: { from: string; to: string; value: number; actual: number; reached: boolean; chance: number }[];
    reached: number;
    optimism: Optimism | null;
  };
  /** Imported KPI targets of these people (all indicators, weighted, 100 = target); null where there are none or none may be read. */
  kpi: KpiAttainment | null;
}

export interface KpiAttainment {
  /** `person`: each person and quarter counts; `group`: the group's mean of each quarter, as released. */
  of: "person" | "group";
  cases: number;
  people: number | null;
  reached: number;
  share: number;
  /** 95 % (Wilson); quarters of the same person count as independent, so that it is rather too narrow. */
  low: number;
  high: number;
  /** Median attainment in % of target. */
  median: number;
  optimism: Optimism | null;
  quarters: { quarter: string; cases: number; reached: number; mean: number }[];
}

const metric = "kpi_attainment";

export async function pastAttainment(context: ModelContext, subject: TargetSubject): Promise<PastAttainment> {
  const whole = subjectFor(context.reader, subject);
  const own = (await readableTargets(context)).filter((line) => sameSubject(line, whole));
  return { ledger: ledgerOf(own), kpi: await kpiOf(context, subject) };
}

function ledgerOf(lines: readonly CommittedTarget[]): PastAttainment["ledger"] {
  const targets = judgedLines(lines)
    .filter(({ score }) => score !== null && score.actual !== null)
    .map(({ from, to, value, chance, score }) => ({
      from,
      to,
      value,
      chance,
      actual: score!.actual!,
      reached: score!.reached!,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    targets,
    reached: targets.filter(({ reached }) => reached).length,
    optimism: optimismOf(targets.map(({ value, actual }) => ({ target: value, actual }))),
  };
}

/** Attainment per quarter in % of target: of each person where the reader has rights on them, else of the group as released. */
async function kpiOf(context: ModelContext, subject: TargetSubject): Promise<KpiAttainment | null> {
  try {
    return subject.employee !== undefined || context.reader.rights === "person"
      ? await personKpi(context, subject)
      : await groupKpi(context, subject);
  } catch (error) {
    if (error instanceof RapportError) return null;
    throw error;
  }
}

async function personKpi(context: ModelContext, subject: TargetSubject): Promise<KpiAttainment | null> {
  const { cache, workspace, reader } = context;
  const { employee, where } = subject;
  const values = await personValues(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    {
      metrics: [metric],
      from: cache.history.from.slice(0, 7),
      to: cache.history.to.slice(0, 7),
      by: "quarter",
      ...(where.length > 0 && { where }),
      ...(employee !== undefined && { employees: [employee] }),
    },
    { reader },
  );
  const cases = values.flatMap(({ employee: of, period, value }) =>
    value === null ? [] : [{ of, quarter: period.slice(0, 7), value }],
  );
  return summary("person", cases, new Set(cases.map(({ of }) => of)).size);
}

async function groupKpi(context: ModelContext, { where }: TargetSubject): Promise<KpiAttainment | null> {
  const { cache, workspace, reader, now } = context;
  const { table } = await answer(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    { metrics: [metric], by: ["quarter"], where },
    { reader, now },
  );
  const quarters = table.getChild("quarter")!;
  const values = table.getChild(metric)!;
  const cases: { quarter: string; value: number }[] = [];
  for (let i = 0; i < table.numRows; i++) {
    const value = values.get(i) as number | null;
    const date = quarters.get(i) as Date | number;
    if (value === null || Number.isNaN(value)) continue;
    cases.push({
      quarter: (date instanceof Date ? date : new Date(Number(date))).toISOString().slice(0, 7),
      value,
    });
  }
  return summary("group", cases, null);
}

function summary(
  of: KpiAttainment["of"],
  cases: readonly { quarter: string; value: number }[],
  people: number | null,
): KpiAttainment | null {
  if (cases.length === 0) return null;
  const reached = cases.filter(isReached).length;
  const sorted = cases.map(({ value }) => value).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const quarters = [...new Set(cases.map(({ quarter }) => quarter))].sort();
  return {
    of,
    cases: cases.length,
    people,
    reached,
    share: reached / cases.length,
    ...wilson(reached, cases.length),
    median: sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    optimism: optimismOf(cases.map(({ value }) => ({ target: 100, actual: value }))),
    quarters: quarters.map((quarter) => {
      const own = cases.filter((one) => one.quarter === quarter);
      return {
        quarter,
        cases: own.length,
        reached: own.filter(isReached).length,
        mean: own.reduce((sum, { value }) => sum + value, 0) / own.length,
      };
    }),
  };
}

const isReached = ({ value }: { value: number }): boolean => value >= 100 - 1e-9;
