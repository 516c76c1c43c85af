// What to take from one raw table into one contract table: where each column's values come from.
import type { Contract } from "../../datasets/contracts/index.js";
import type { TableMatch } from "./headers.js";
import type { RawTable } from "./raw-table.js";

export type DateOrder = "ymd" | "dmy" | "mdy";

export type ValueSource =
  | { kind: "header"; index: number; values?: Record<string, string>; format?: DateOrder; derived?: boolean }
  | { kind: "instant_of"; index: number }
  | { kind: "constant"; value: string }
  | { kind: "before_snapshot"; index: number; unit: "years" | "months" }
  | { kind: "snapshot_date"; derived: boolean }
  | { kind: "row_number" }
  | { kind: "standard_day" }
  | { kind: "unpivot_name" }
  | { kind: "unpivot_value" };

export interface IdentityColumns {
  email?: number;
  name?: number;
  birth_date?: number;
  /** There is no employee number: the e-mail address, else the name, stands in its place. */
  isKey?: boolean;
}

export interface TablePlan {
  raw: RawTable;
  contract: Contract;
  columns: Map<string, ValueSource>;
  /** Header index → accepted values, compared without case and surrounding spaces. */
  when: { index: number; values: string[] }[];
  /** Header indexes that become rows. */
  unpivot?: number[];
  /** Texts that mean "no value", beside the empty cell. */
  missing: string[];
  dateOrder?: DateOrder;
  /** For attendance punches: what a person's day without any punch means. */
  absent?: { kind: string; holidayShare: number };
  /** Headers by which the person can be recognised beside (or in place of) the employee number. */
  identity?: IdentityColumns;
  /** Name of the system that the file comes from: its numbers mean the same person in each of its tables. */
  system?: string;
  /** Headers that this plan leaves aside. */
  ignored: string[];
}

/** A table whose headers were all recognised needs no mapping. */
export const planOfMatch = (raw: RawTable, match: TableMatch): TablePlan => ({
  raw,
  contract: match.contract,
  columns: new Map([...match.columns].map(([name, index]) => [name, { kind: "header", index } as const])),
  ...(match.identity ? { identity: match.identity } : {}),
  when: [],
  missing: [],
  ignored: [],
});

/** Columns whose values this plan derives rather than reads. */
export const derivedColumns = (plan: TablePlan): string[] =>
  [...plan.columns].flatMap(([name, source]) =>
    source.kind === "before_snapshot" ||
    (source.kind === "snapshot_date" && source.derived) ||
    (source.kind === "header" && source.derived)
      ? [name]
      : [],
  );

/** What the user calls the place: the header, or how the value came about. */
export function headerOf(plan: TablePlan, source: ValueSource): string {
  if (source.kind === "header" || source.kind === "before_snapshot" || source.kind === "instant_of")
    return plan.raw.headers[source.index] || `#${source.index + 1}`;
  if (source.kind === "unpivot_name" || source.kind === "unpivot_value") return "(columns)";
  if (source.kind === "row_number") return "(row)";
  return "(mapping)";
}
