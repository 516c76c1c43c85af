// One row of an answer → facts: a number with its meaning, doubt, window and receipt. Every number on the page is one.
import type { Filter } from "../../../engine/metrics/metric-query.js";
import type { Receipt, RefusalCode } from "../../../engine/result.js";
import type { Answer, Row } from "../api.js";
import type { MetaMetric } from "../meta.js";
import type { Estimate } from "./change.js";

export interface Fact extends Estimate {
  /** Stable within the page: `voluntary_turnover.after`, `voluntary_turnover.after.华东销售部`. */
  id: string;
  metric: MetaMetric;
  exposure: number | null;
  refused: RefusalCode | null;
  from: string;
  to: string;
  where: Filter[];
  receipt: Receipt;
  /** Unit of the organisation it is about, where it is about one. */
  unitName?: string;
}

const number = (row: Row, name: string): number | null => {
  const value = row[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};

export interface FactOptions {
  phase: string;
  where: Filter[];
  unitName?: string;
}

export function factOf(answer: Answer, row: Row, metric: MetaMetric, options: FactOptions): Fact {
  const part = (name: string): number | null => number(row, `${metric.id}__${name}`);
  const refused = row[`${metric.id}__refused`];
  return {
    id: [metric.id, options.phase, options.unitName].filter((text) => text !== undefined).join("."),
    metric,
    value: typeof refused === "string" ? null : number(row, metric.id),
    low: part("low"),
    high: part("high"),
    n: part("n"),
    events: part("events"),
    exposure: part("exposure"),
    refused: typeof refused === "string" ? (refused as RefusalCode) : null,
    from: answer.from,
    to: answer.to,
    where: options.where,
    receipt: answer.receipt,
    unitName: options.unitName,
  };
}
