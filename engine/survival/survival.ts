// A question about staying + reader → curves (person-level rights) or a life table on tenure bands (readers of groups).
// The same door as every question: compile, policy, SQL, receipt.
import { answer } from "../metrics/answer.js";
import { asOfQuestion } from "../metrics/as-of.js";
import { cacheFacts, type MetricCache } from "../metrics/cache-facts.js";
import { loadCatalogue } from "../metrics/catalogue.js";
import { compile, parseQuery } from "../metrics/compile.js";
import { isTimeGrain, type MetricQuerySpec } from "../metrics/metric-query.js";
import { monthText } from "../metrics/period.js";
import { metricError } from "../metrics/metric-errors.js";
import { applyPolicy, release, requirePurpose, shownValue, type Policy } from "../metrics/policy.js";
import type { Reader } from "../metrics/reader.js";
import type { QueryTree } from "../metrics/tree.js";
import type { Bilingual, Locale } from "../locale.js";
import { resultRows } from "../result-rows.js";
import type { Receipt, RefusalCode, Warning } from "../result.js";
import { emitPeople, emitSpells } from "./emit-spells.js";
import type { RiskTime } from "./kaplan-meier.js";
import { lifeTable, type LifeTableRow } from "./life-table.js";
import { survivalCurve, type SurvivalCurve } from "./survival-curve.js";
import { survivalError } from "./survival-errors.js";
import { exitKinds, survivalSchema } from "./survival-spec.js";

export interface SurvivalOptions {
  reader: Reader;
  now: Date;
  locale?: Locale;
}

export type Group = string | number | null;

export interface Survival {
  /** First and last month whose exits count, YYYY-MM. */
  from: string;
  to: string;
  by: { id: string; label: Bilingual; values?: { value: string; label: Bilingual }[] } | null;
  /** Months of exits are known; whether the kind of exit is, too: else every exit is “other”. */
  kindsKnown: boolean;
  /** For readers with person-level rights, largest group first. */
  curves: (SurvivalCurve & { group: Group })[] | null;
  /** For readers of groups: the whole of what they asked about. */
  lifeTable: LifeTableRow[] | null;
  /** Of the turnover over the same people and months. */
  receipt: Receipt;
  sql: string | null;
  warnings: Warning[];
}

const mostCurves = 60;
/** A person's place on the axis cannot also tell the curves apart. */
const ownAxis = new Set(["tenure_band", "tenure_months"]);

/** Errors: those of a metric question, and survival-errors.ts. */
export async function survival(
  current: MetricCache,
  question: unknown,
  options: SurvivalOptions,
): Promise<Survival> {
  const { spec, by } = asQuestion(question);
  const { cache, organisation } = await asOfQuestion(current, spec, options.reader);
  const catalogue = loadCatalogue(cache.workspace.dir);
  const facts = await cacheFacts(cache);
  if (facts.history && facts.observedFrom.get("exit_exposure") == null)
    throw survivalError.survival_no_exits_known();
  refuseHiddenAxis(options.reader);
  requirePurpose(options.reader, cache.workspace.config.purpose?.of);
  const policy: Policy = { reader: options.reader, k: cache.workspace.config.k ?? 5 };
  const released = await release(cache, facts, policy, catalogue, options.now, spec);
  const compiled = { ...compile({ ...spec, by: by ? [by] : [] }, catalogue, facts), organisation };
  const answered = await answer(current, spec, options);
  const definition = by === undefined ? undefined : compiled.dimensions[0].definition;
  const common = {
    from: monthText(compiled.range.from),
    to: monthText(compiled.range.to),
    by: definition && by ? { id: by, label: definition.label, values: definition.values } : null,
    kindsKnown: facts.sources.has("termination.exit_kind"),
    receipt: answered.receipt,
    warnings: answered.warnings,
  };
  if (released)
    return { ...common, curves: null, lifeTable: await releasedTable(current, spec, options), sql: null };
  const { curves, sql } = await curvesOf(cache, applyPolicy(compiled, policy, catalogue), by, policy.reader);
  return { ...common, curves, lifeTable: null, sql };
}

/** What every curve shows, under the names that a role may hide: time with the company, and exits by kind. */
const axis = [
  "tenure_band",
  "tenure_months",
  ...exitKinds.flatMap((kind) => [`is_${kind}_exit`, `${kind}_exits`]),
];

function refuseHiddenAxis({ hide = [], mask = [] }: Reader): void {
  const field = axis.find((name) => hide.includes(name) || mask.includes(name));
  if (field !== undefined) throw metricError.field_hidden({ field });
}

async function curvesOf(
  { database }: MetricCache,
  tree: QueryTree,
  by: string | undefined,
  reader: Reader,
): Promise<{ curves: NonNullable<Survival["curves"]>; sql: string }> {
  const [people, spells] = [emitPeople(tree), emitSpells(tree)];
  const counted = await database.rows<{ g: Group; people: number }>(people.sql, people.params);
  if (counted.length > mostCurves)
    throw survivalError.survival_too_many_curves({
      field: by ?? "",
      count: counted.length,
      limit: mostCurves,
    });
  const rows = await database.rows<Record<string, unknown>>(spells.sql, spells.params);
  const times = new Map<Group, RiskTime[]>(counted.map(({ g }) => [g, []]));
  for (const row of rows)
    times.get(row.g as Group)!.push({
      time: Number(row.day),
      entered: Number(row.entered),
      left: Number(row.gone),
      events: exitKinds.map((kind) => Number(row[kind])),
    });
  const curves = counted
    .map((row) => ({
      group: shownValue(reader, by ?? "", row.g),
      ...survivalCurve(times.get(row.g)!, row.people),
    }))
    .sort((a, b) => b.people - a.people || (String(a.group) < String(b.group) ? -1 : 1));
  return { curves, sql: spells.sql };
}

/** From the numbers that the reader may see, and nothing else. */
async function releasedTable(
  cache: MetricCache,
  spec: MetricQuerySpec,
  options: SurvivalOptions,
): Promise<LifeTableRow[]> {
  const { table, columns } = await answer(cache, { ...spec, by: ["tenure_band"] }, options);
  return lifeTable(
    resultRows(table, columns).map((row) => ({
      band: String(row.tenure_band),
      rate: row.total_turnover as number | null,
      refused: row.total_turnover__refused as RefusalCode | null,
    })),
  );
}

/** The question's own form → turnover over the same people and months, and the dimension that tells curves apart. */
function asQuestion(question: unknown): { spec: MetricQuerySpec; by: string | undefined } {
  const parsed = survivalSchema.safeParse(question);
  const { by, ...rest } = parsed.success ? parsed.data : (question as Record<string, never>);
  const spec = parseQuery({ ...rest, metrics: ["total_turnover"] });
  if (by !== undefined && (typeof by !== "string" || isTimeGrain(by) || ownAxis.has(by)))
    throw survivalError.survival_one_dimension({ field: String(by) });
  return { spec, by };
}
