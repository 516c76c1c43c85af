// What a question about change is answered with: the two numbers, and step by step the rows that lie between them.
import type { Bilingual } from "../locale.js";
import type { MetricQuerySpec } from "../metrics/metric-query.js";
import type { Unit } from "../metrics/unit.js";
import type { RefusalCode } from "../result.js";
import type { ChangedRow, RowChange } from "./changed-rows.js";

export interface ChangeReport {
  metric: { id: string; label: Bilingual; unit: Unit };
  spec: MetricQuerySpec;
  since: string;
  before: StateNumber;
  after: StateNumber;
  /** after − before, in the metric's unit; null when either is no number. */
  difference: number | null;
  steps: ChangeStep[];
  /** difference − Σ effects: what the order of additions leaves, at most a few units in the last place. */
  residue: number | null;
  /** Why effects are given for whole steps only, when they are. */
  onlySteps: boolean;
}

export interface StateNumber {
  value: number | null;
  refused: RefusalCode | "months_outside_history" | null;
  snapshot: string;
  /** Last import that was known. */
  import: string;
  from: string | null;
  to: string | null;
}

export interface ChangeStep {
  imports: { id: string; importedAt: string; files: string[] }[];
  tables: string[];
  counts: Record<RowChange, number>;
  /** What the step did to the number: the sum of its groups, others and months. Null when there is no number. */
  effect: number | null;
  groups: ChangeGroup[];
  /** Groups beyond those listed, with what they did together. */
  more: { groups: number; rows: number; effect: number };
  /** People without a changed row of their own whose part changed: by a unit's move, a closed day, a colleague. */
  others: { people: number; effect: number };
  /** What a further month in the period did to an average over months. */
  months: number;
}

/** Rows of one employee (null: of nobody in particular, such as units), and what they did. */
export interface ChangeGroup {
  employee: string | null;
  rows: ChangedRow[];
  /** All of them; `rows` lists the first. */
  count: number;
  effect: number | null;
}
