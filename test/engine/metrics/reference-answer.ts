// The whole of `answer` once more for readers with person-level rights, slow and obvious: filter, then loop over rows for every
// single cell. Readers of groups are answered from released cells, which have a reference of their own.
import type { Filter, MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { allSources, type Fixture, type FixtureRow } from "./month-fixture.js";
import { compared, judge, otherMonths, shifted, type ReferenceComparison } from "./reference-comparison.js";
import { personEnds, poissonEnds, sum, wilsonEnds, type Ends } from "./reference-intervals.js";
import { referenceMetrics, type ReferenceMetric } from "./reference-metrics.js";

export interface ReferenceCell {
  value: number | null;
  low: number | null;
  high: number | null;
  n: number | null;
  events: number | null;
  exposure: number | null;
  refused: string | null;
  /** Of each person behind it, for tests of means. */
  people?: { y: number; x: number }[];
}

export interface ReferenceRow {
  /** Start of the period (YYYY-MM) and values of the dimensions, as JSON. */
  key: string;
  cells: Record<string, ReferenceCell>;
  comparisons: Record<string, Record<string, ReferenceComparison>>;
}

interface Slot {
  start: string | null;
  months: string[];
  values: unknown[];
}

const columnOf: Record<string, string> = { org_unit: "org_unit_id", manager: "manager_id" };
const column = (field: string): string => columnOf[field] ?? field;
const grains: Record<string, number> = { month: 1, quarter: 3, year: 12, fiscal_quarter: 3, fiscal_year: 12 };

export function referenceAnswer(
  fixture: Fixture,
  spec: MetricQuerySpec,
  reader: Reader,
): { rows: ReferenceRow[]; total: ReferenceRow } {
  return new Reference(fixture, spec, reader).answer();
}

class Reference {
  readonly #range: string[];
  readonly #grain: string | undefined;
  readonly #dimensions: string[];
  readonly #months: Map<string, FixtureRow[]>;
  readonly #hires: Map<string, FixtureRow[]>;
  /** First month in which exits could be seen. */
  readonly #observedFrom: string | undefined;

  constructor(
    private readonly fixture: Fixture,
    private readonly spec: MetricQuerySpec,
    private readonly reader: Reader,
  ) {
    this.#range = fixture.months.filter((m) => (!spec.from || m >= spec.from) && (!spec.to || m <= spec.to));
    this.#months = byMonth(fixture.employeeMonths);
    this.#hires = byMonth(fixture.hires ?? []);
    this.#observedFrom = fixture.employeeMonths
      .filter((row) => Number(row.exit_exposure ?? 0) > 0)
      .map((row) => String(row.month))
      .sort()[0];
    this.#grain = spec.by?.find((name) => name in grains);
    this.#dimensions = (spec.by ?? []).filter((name) => !(name in grains));
  }

  answer(): { rows: ReferenceRow[]; total: ReferenceRow } {
    const whole: Slot = { start: null, months: this.#range, values: [] };
    const rows = this.#slots().map((slot) => this.#row(slot, this.#dimensions, this.#grain));
    const total = this.#row(whole, [], undefined);
    judge(this.#grain || this.#dimensions.length > 0 ? [...rows, total] : rows);
    if (!this.#grain && this.#dimensions.length === 0) judge([total]);
    return { rows, total };
  }

  #periods(): { start: string | null; months: string[] }[] {
    return this.#grain ? this.#periodsOf(this.#range) : [{ start: null, months: this.#range }];
  }

  #periodsOf(range: readonly string[]): { start: string | null; months: string[] }[] {
    if (!this.#grain) return [];
    const length = grains[this.#grain];
    const isFiscal = this.#grain.startsWith("fiscal");
    const offset = isFiscal ? ((this.fixture.fiscalYearStart ?? 1) - 1) % length : 0;
    const periods = new Map<string, string[]>();
    for (const month of range) {
      const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
      const first = number - ((number - offset) % length);
      const start = shifted("0000-01", first).padStart(7, "0");
      periods.set(start, [...(periods.get(start) ?? []), month]);
    }
    return [...periods].map(([start, months]) => ({ start, months }));
  }

  /** The cells that exist for one of the metrics. */
  #slots(): Slot[] {
    const slots = new Map<string, Slot>();
    const put = (slot: Slot): void => void slots.set(JSON.stringify([slot.start, slot.values]), slot);
    if (this.#dimensions.length === 0 && !this.#grain) put({ ...this.#periods()[0], values: [] });
    for (const period of this.#periods()) {
      for (const id of this.spec.metrics)
        for (const row of this.#rowsOf(referenceMetrics[id], period.months, this.spec.where ?? []))
          put({ ...period, values: this.#dimensions.map((name) => row[column(name)] ?? null) });
    }
    return [...slots.values()];
  }

  #row(slot: Slot, dimensions: string[], grain: string | undefined): ReferenceRow {
    const row: ReferenceRow = {
      key: JSON.stringify([slot.start, ...slot.values]),
      cells: {},
      comparisons: {},
    };
    const where = this.spec.where ?? [];
    for (const id of this.spec.metrics) {
      row.cells[id] = this.#cell(id, slot, dimensions, slot.months, where);
      row.comparisons[id] = {};
      for (const entry of this.spec.compare ?? []) {
        const months = otherMonths(entry, slot.months, {
          length: grain ? grains[grain] : null,
          periods: grain ? this.#periods().map((p) => p.months) : [this.#range],
          periodsOf: (range) => (grain ? this.#periodsOf(range).map((p) => p.months) : [range]),
        });
        const filters = typeof entry === "object" ? (entry.cohort ?? where) : where;
        const name = typeof entry === "object" ? (entry.cohort ? "cohort" : "period") : entry;
        const then = this.#cell(id, slot, dimensions, months, filters);
        row.comparisons[id][name] = compared(referenceMetrics[id], row.cells[id], then);
      }
    }
    return row;
  }

  #cell(
    id: string,
    slot: Slot,
    dimensions: string[],
    months: string[] | null,
    where: readonly Filter[],
  ): ReferenceCell {
    const metric = referenceMetrics[id];
    const empty: ReferenceCell = {
      value: null,
      low: null,
      high: null,
      n: null,
      events: null,
      exposure: null,
      refused: null,
    };
    const late = this.#refusedByTime(metric, months);
    if (late || !months) return { ...empty, refused: late };

    const rows = this.#rowsOf(metric, months, where).filter((row) =>
      dimensions.every((name, i) => (row[column(name)] ?? null) === slot.values[i]),
    );
    const people = new Map<string, FixtureRow[]>();
    for (const row of rows)
      people.set(String(row.employee_id), [...(people.get(String(row.employee_id)) ?? []), row]);
    const sums = [...people.values()].map((own) => {
      const parts = own.map((row) =>
        metric.person
          ? metric.person(row, this.#ownRows(metric, row))
          : { y: metric.y(row), x: metric.x?.(row) ?? 0 },
      );
      const both = { y: sum(parts.map(({ y }) => y ?? 0)), x: sum(parts.map(({ x }) => x)) };
      return {
        ...(metric.countsPeople ? { y: Number(both.y > 0 && both.x > 0), x: Number(both.x > 0) } : both),
        isRecorded: parts.some(({ y }) => y !== null),
      };
    });
    const n = sums.filter((s) =>
      metric.counted === "recorded" ? s.isRecorded : s[metric.counted] > 0,
    ).length;
    const y = sum(sums.map((s) => s.y));
    const x = metric.monthsAsDenominator ? months.length : sum(sums.map((s) => s.x)) / (metric.per ?? 1);
    const hasX = metric.monthsAsDenominator || metric.x !== undefined;
    const cell: ReferenceCell = {
      ...empty,
      n,
      events: metric.interval === "poisson" || metric.interval === "wilson" ? y : null,
      exposure: hasX ? x : null,
    };
    if (hasX && !(x > 0)) return { ...cell, refused: metric.empty ?? "no_exposure" };
    const ends = endsOf(metric, y, x, sums);
    const scaled = sums.map((person) => ({ y: person.y, x: person.x / (metric.per ?? 1) }));
    const value = hasX ? y / x : y;
    return { ...cell, value, low: ends?.[0] ?? null, high: ends?.[1] ?? null, people: scaled };
  }

  /** All rows of the row's person that the reader may look up. */
  #ownRows({ everywhere }: ReferenceMetric, { employee_id }: FixtureRow): FixtureRow[] {
    return this.fixture.employeeMonths.filter(
      (row) => row.employee_id === employee_id && (everywhere || this.#inScope(row)),
    );
  }

  #refusedByTime(metric: ReferenceMetric, read: string[] | null): string | null {
    const needs = [metric.source, metric.needsToo].filter((source) => source !== undefined);
    if (needs.some((source) => !(this.fixture.sources ?? allSources).includes(source))) return "no_source";
    const history = this.fixture.months;
    if (!read) return "no_counterpart";
    const last = read[read.length - 1];
    const back =
      metric.when === "year_before" ? 12 : metric.when === "trailing_year" || metric.person ? 11 : 0;
    if (back > 0) {
      if (!history.includes(last)) return "outside_history";
      if (!history.includes(shifted(last, -back))) return "needs_12_months";
      if (metric.when === "trailing_year") return null;
    } else if (!read.every((month) => history.includes(month))) return "outside_history";
    if (!metric.exits) return null;
    if (this.#observedFrom === undefined) return "no_source";
    const seen = metric.when === "year_before" ? shifted(last, -11) : last;
    return this.#observedFrom <= seen ? null : "outside_history";
  }

  #rowsOf(metric: ReferenceMetric, months: string[], where: readonly Filter[]): FixtureRow[] {
    const last = months[months.length - 1];
    const wanted =
      metric.when === "last_month"
        ? [last]
        : metric.when === "year_before"
          ? [shifted(last, -12)]
          : metric.when === "trailing_year"
            ? Array.from({ length: 12 }, (_, i) => shifted(last, -i))
            : months;
    const all = metric.relation === "hire_cohort" ? this.#hires : this.#months;
    const rows = [...new Set(wanted)].flatMap((month) => all.get(month) ?? []);
    return rows.filter((row) => this.#inScope(row) && where.every((filter) => passes(row, filter)));
  }

  #inScope(row: FixtureRow): boolean {
    return !this.reader.scope || ((row.org_path as string[] | null) ?? []).includes(this.reader.scope);
  }
}

function byMonth(rows: readonly FixtureRow[]): Map<string, FixtureRow[]> {
  const months = new Map<string, FixtureRow[]>();
  for (const row of rows) months.set(String(row.month), [...(months.get(String(row.month)) ?? []), row]);
  return months;
}

function passes(row: FixtureRow, { field, op, value }: Filter): boolean {
  const own = (row[column(field)] ?? null) as number | null;
  const is = (v: unknown): boolean =>
    field === "org_unit" && v !== null
      ? ((row.org_path as string[] | null) ?? []).includes(String(v))
      : (own as unknown) === v;
  switch (op) {
    case "=":
      return is(value);
    case "!=":
      return !is(value);
    case "in":
      return (value as unknown[]).some(is);
    case "between":
      return own !== null && own >= (value as number[])[0] && own <= (value as number[])[1];
    case ">=":
      return own !== null && own >= (value as number);
    case "<=":
      return own !== null && own <= (value as number);
  }
}

function endsOf(
  metric: ReferenceMetric,
  y: number,
  x: number,
  people: { y: number; x: number }[],
): Ends | null {
  if (metric.interval === "none") return null;
  if (metric.interval === "wilson") return wilsonEnds(y, x);
  if (metric.interval === "poisson") return poissonEnds(y).map((end) => end / x) as Ends;
  const ends = personEnds(people);
  const [least, most] = metric.within ?? [-Infinity, Infinity];
  return ends && [Math.max(least, ends[0] * (metric.per ?? 1)), Math.min(most, ends[1] * (metric.per ?? 1))];
}
