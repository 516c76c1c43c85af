// Months of kpi_actual → one value and one target per person, combined as the scheme says: added up, averaged, or the last.
import type { Database } from "../../engine/database.js";
import type { CacheFacts } from "../../engine/index.js";
import type { MonthRange } from "../../engine/metrics/period.js";
import { monthRows } from "./month-rows.js";
import type { IndicatorSource } from "./scheme-schema.js";
import type { SourceValue } from "./score-indicator.js";

type KpiSource = Extract<IndicatorSource, { kpi: string }>;

interface KpiRow {
  employee_id: string;
  kpi: string;
  month: string;
  value: number;
  target: number | null;
}

export interface KpiValues {
  /** Only months that the reader may read; only people who have one. */
  combined(source: KpiSource, readable: ReadonlyMap<string, ReadonlySet<string>>): Map<string, SourceValue>;
}

export async function readKpis(
  database: Database,
  facts: Pick<CacheFacts, "sources">,
  range: MonthRange,
): Promise<KpiValues> {
  if (!facts.sources.has("kpi_actual")) return { combined: (_, readable) => absent(readable) };
  const rows = await monthRows<KpiRow>(database, "scheme-kpi", range);
  return {
    combined: ({ kpi, combine = "last" }, readable) => {
      const own = new Map<string, KpiRow[]>();
      for (const row of rows)
        if (row.kpi === kpi && readable.get(row.employee_id)?.has(row.month))
          own.set(row.employee_id, [...(own.get(row.employee_id) ?? []), row]);
      return new Map([...own].map(([employee, months]) => [employee, combinedOf(months, combine)]));
    },
  };
}

function combinedOf(months: readonly KpiRow[], combine: "sum" | "mean" | "last"): SourceValue {
  const used = combine === "last" ? months.slice(-1) : months;
  const sum = used.reduce((all, { value }) => all + value, 0);
  const targets = used.flatMap(({ target }) => target ?? []);
  const goal = targets.reduce((all, target) => all + target, 0);
  const over = combine === "mean" ? used.length : 1;
  return {
    value: sum / over,
    numerator: sum,
    denominator: combine === "mean" ? over : null,
    // a month without a target leaves the target of them all unknown
    recorded: targets.length === used.length ? goal / over : null,
    reason: null,
  };
}

const absent = (readable: ReadonlyMap<string, unknown>): Map<string, SourceValue> =>
  new Map(
    [...readable.keys()].map((employee) => [
      employee,
      { value: null, numerator: null, denominator: null, recorded: null, reason: "no_source" },
    ]),
  );
