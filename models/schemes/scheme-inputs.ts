// A scheme, a period and a reader → what everybody's score is made of: who is in it, in which tier, and what each source says.
import type { Database } from "../../engine/database.js";
import { cacheFacts, loadCatalogue, type Catalogue, type CacheFacts } from "../../engine/index.js";
import { asOfQuestion } from "../../engine/metrics/as-of.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import { metricError } from "../../engine/metrics/metric-errors.js";
import { monthText, type MonthRange } from "../../engine/metrics/period.js";
import { personValues, type PersonValue } from "../../engine/metrics/person-values.js";
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { employedDays, type EmployedDays } from "./employed-share.js";
import { readKpis } from "./kpi-values.js";
import { monthRows } from "./month-rows.js";
import type { SourceValue } from "./score-indicator.js";
import { schemePeriod, type SchemePeriod, type Segment } from "./scheme-periods.js";
import type { Exposure, IndicatorSource, Scheme, SchemeVersion } from "./scheme-schema.js";

/** One person in one part of the period. */
export interface PersonSegment {
  segment: Segment;
  tier: string | null;
  /** The reader may read every month in which the person was employed. */
  isWhollyReadable: boolean;
  valueOf: (source: IndicatorSource) => SourceValue;
  /** Where the scheme reckons part periods by working days. */
  employed: EmployedDays | null;
  /** What decides who an indicator or a gate is for; null: nothing is known of it. */
  exposureOf: (exposure: Exposure) => number | null;
}

export interface SchemeInputs {
  scheme: Scheme;
  period: SchemePeriod;
  /** Months of the period inside the history. */
  covered: MonthRange;
  /** Every month of the period is whole in the data: none is cut by the last import, by the day asked for, or by today. */
  isOver: boolean;
  catalogue: Catalogue;
  /** By employee, in the order of their numbers; only people in the scheme. */
  people: ReadonlyMap<string, PersonSegment[]>;
}

export interface ScoreOptions {
  /** Only these; everybody whom the reader may read when left out. */
  employees?: readonly string[];
  /** What was known on this day, YYYY-MM-DD. */
  known?: string;
}

/**
 * Everything is read through the policy: person-level rights, or one's own. Errors: scheme_period_invalid, scheme_not_in_force,
 * person_values_refused, months_outside_history and the catalogue's own.
 */
export async function schemeInputs(
  context: ModelContext,
  scheme: Scheme,
  periodText: string,
  options: ScoreOptions = {},
): Promise<SchemeInputs> {
  const period = schemePeriod(scheme, periodText);
  const catalogue = loadCatalogue(context.workspace.dir);
  const current = { ...context.cache, workspace: context.workspace };
  const facts = await cacheFacts(current);
  if (!facts.history) throw metricError.history_empty();
  const { history } = facts;
  const covered = { from: Math.max(period.from, history.from), to: Math.min(period.to, history.to) };
  if (covered.from > covered.to)
    throw metricError.months_outside_history({
      from: monthText(period.from),
      to: monthText(period.to),
      historyFrom: monthText(history.from),
      historyTo: monthText(history.to),
    });
  const people = new Map<string, PersonSegment[]>();
  const { known } = options;
  const { workspace, cache, now } = context;
  const day = known === undefined || known > now.toISOString() ? now : new Date(`${known}T00:00:00Z`);
  const isOver = period.from >= history.from && period.to <= lastWholeMonth(workspace, cache, day);
  const { database } = known === undefined ? context.cache : await knownCache(context, known);
  for (const segment of period.segments) {
    const range = { from: Math.max(segment.from, covered.from), to: Math.min(segment.to, covered.to) };
    // a part that lies ahead is not scored yet
    if (range.from > range.to) continue;
    const found = await segmentPeople(new SegmentReader(context, database, facts, range, options), segment);
    for (const [employee, person] of found) people.set(employee, [...(people.get(employee) ?? []), person]);
  }
  const inOrder = [...people].sort(([a], [b]) => (a < b ? -1 : 1));
  return { scheme, period, covered, isOver, catalogue, people: new Map(inOrder) };
}

/** Errors: as_of_needs_person_rights, as_of_unavailable. */
async function knownCache(context: ModelContext, known: string): Promise<{ database: Database }> {
  const { cache, workspace, reader } = context;
  return (await asOfQuestion({ ...cache, workspace }, { metrics: [], asOf: { known } }, reader)).cache;
}

/** The months of one part, read once for all its sources. */
class SegmentReader {
  constructor(
    readonly context: ModelContext,
    /** As known on the day asked for. */
    readonly database: Database,
    readonly facts: CacheFacts,
    readonly range: MonthRange,
    readonly options: ScoreOptions,
  ) {}

  values(
    metrics: readonly string[],
    where: readonly Filter[] | undefined,
    by?: "month",
  ): Promise<PersonValue[]> {
    const { cache, workspace, reader } = this.context;
    return personValues(
      { ...cache, workspace },
      {
        metrics,
        from: monthText(this.range.from),
        to: monthText(this.range.to),
        ...(by && { by }),
        ...(where && where.length > 0 && { where }),
        ...this.options,
      },
      { reader },
    );
  }

  /** Employee → months of the part in which the conditions hold and the reader may read them. */
  async months(where?: readonly Filter[]): Promise<Map<string, Set<string>>> {
    const months = new Map<string, Set<string>>();
    for (const { employee, period } of await this.values(["average_headcount"], where, "month"))
      months.set(employee, (months.get(employee) ?? new Set()).add(period));
    return months;
  }
}

async function segmentPeople(read: SegmentReader, segment: Segment): Promise<Map<string, PersonSegment>> {
  const { version } = segment;
  const readable = await read.months();
  const employed = await employedMonths(read, [...readable.keys()]);
  /** As people were in their first month of the part. */
  const holding = async (where: readonly Filter[]): Promise<(employee: string) => boolean> => {
    const months = await read.months(where);
    return (employee) => months.get(employee)?.has(firstOf(readable.get(employee)!)) ?? false;
  };
  const isIn = version.applies_to ? await holding(version.applies_to.where) : () => true;
  const tiers: { id: string; holds: (employee: string) => boolean }[] = [];
  for (const { id, where } of version.tiers) tiers.push({ id, holds: await holding(where) });
  const values = await sourceValues(read, version, readable);
  const { timeZone } = read.context.workspace.config;
  const days =
    version.part_period === "working_days"
      ? await employedDays(read.database, segment, read.range.to, timeZone)
      : null;
  const people = new Map<string, PersonSegment>();
  for (const [employee, months] of readable) {
    if (!isIn(employee)) continue;
    people.set(employee, {
      segment,
      tier: tiers.find(({ holds }) => holds(employee))?.id ?? null,
      isWhollyReadable: months.size >= (employed.get(employee) ?? months.size),
      valueOf: (source) => values.get(keyOf(source))?.get(employee) ?? noValue,
      employed: days?.get(employee) ?? null,
      exposureOf: (exposure) => {
        const value = values.get(keyOf(exposedBy(exposure)))?.get(employee);
        if (value?.reason === "no_source" || value?.reason === "outside_history") return null;
        return value?.[exposure.take] ?? 0;
      },
    });
  }
  return people;
}

const firstOf = (months: ReadonlySet<string>): string => [...months].sort()[0]!;
const noValue: SourceValue = {
  value: null,
  numerator: null,
  denominator: null,
  recorded: null,
  reason: "no_value",
};

async function employedMonths(
  read: SegmentReader,
  employees: readonly string[],
): Promise<Map<string, number>> {
  const asked = new Set(employees);
  const rows = await monthRows<{ employee_id: string }>(read.database, "scheme-month", read.range);
  const months = new Map<string, number>();
  for (const { employee_id: employee } of rows)
    if (asked.has(employee)) months.set(employee, (months.get(employee) ?? 0) + 1);
  return months;
}

export const keyOf = (source: IndicatorSource): string =>
  "metric" in source
    ? JSON.stringify([source.metric, source.where ?? [], source.take])
    : JSON.stringify([source.kpi, source.combine ?? "last"]);

/** Every source that a version names: of indicators, their conditions, their exposure, and gates. */
export function sourcesOf(version: Pick<SchemeVersion, "indicators" | "gates">): IndicatorSource[] {
  const all = [
    ...version.indicators.flatMap(({ source, target, exposure }): IndicatorSource[] => [
      source,
      ...(target && "all" in target ? target.all.flatMap((one) => one.source ?? []) : []),
      ...(exposure ? [exposedBy(exposure)] : []),
    ]),
    ...version.gates.flatMap(({ source, exposure }): IndicatorSource[] => [
      source,
      ...(exposure ? [exposedBy(exposure)] : []),
    ]),
  ];
  return [...new Map(all.map((source) => [keyOf(source), source])).values()];
}

const exposedBy = ({ metric, where }: Exposure): MetricSource => ({ metric, where, take: "value" });

type MetricSource = Extract<IndicatorSource, { metric: string }>;

async function sourceValues(
  read: SegmentReader,
  version: SchemeVersion,
  readable: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, Map<string, SourceValue>>> {
  const found = new Map<string, Map<string, SourceValue>>();
  const sources = sourcesOf(version);
  const byWhere = new Map<string, MetricSource[]>();
  for (const source of sources) {
    if (!("metric" in source)) continue;
    const where = JSON.stringify(source.where ?? []);
    byWhere.set(where, [...(byWhere.get(where) ?? []), source]);
  }
  for (const together of byWhere.values()) {
    const values = await read.values([...new Set(together.map(({ metric }) => metric))], together[0]!.where);
    for (const source of together)
      found.set(
        keyOf(source),
        new Map(
          values
            .filter(({ metric }) => metric === source.metric)
            .map((value) => [value.employee, sourceValue(value, source.take)]),
        ),
      );
  }
  const kpis = sources.filter((source) => "kpi" in source);
  if (kpis.length > 0) {
    const { hide = [] } = read.context.reader;
    if (hide.includes("kpi_attainment")) throw metricError.field_hidden({ field: "kpi_attainment" });
    const rows = await readKpis(read.database, read.facts, read.range);
    for (const source of kpis) found.set(keyOf(source), rows.combined(source, readable));
  }
  return found;
}

function sourceValue(found: PersonValue, take: "value" | "numerator"): SourceValue {
  const { value, numerator, denominator, refused, isRecorded } = found;
  const base = { value: null, numerator, denominator, recorded: null };
  if (refused === "no_source") return { ...base, reason: "no_source" };
  if (refused === "outside_history" || refused === "needs_12_months")
    return { ...base, reason: "outside_history" };
  if (refused !== null) return { ...base, reason: "no_exposure" };
  // a sum of what nobody wrote down is not 0
  if (!isRecorded && denominator === null) return { ...base, numerator: null, reason: "no_value" };
  return { ...base, value: take === "numerator" ? numerator : value, reason: null };
}
