// Name of a query → its SQL, grain, parameters and the relations that it reads.
import { asset } from "../engine/asset.js";

export interface NamedQuery {
  name: string;
  /** What one row is. */
  grain: string;
  /** Variables that must be set (`SET VARIABLE name = …`) before it runs. */
  parameters: readonly string[];
  reads: readonly string[];
  /** Built into the cache by the pipeline; else run on demand. */
  isCached: boolean;
}

export const namedQueries: readonly NamedQuery[] = [
  {
    name: "hire-cohort",
    grain: "one row per hire inside the history",
    parameters: [],
    reads: ["employee_month", "employee_event", "calendar_month", "source_employee"],
    isCached: true,
  },
  {
    name: "leaver",
    grain: "one row per exit",
    parameters: [],
    reads: ["employee_month"],
    isCached: true,
  },
  {
    name: "course-month",
    grain: "one row per employee and month in which a course ended",
    parameters: [],
    reads: ["source_training_record", "employee_month"],
    isCached: true,
  },
  {
    name: "competency-rating",
    grain: "one row per rating of a person by a rater in a competency and item",
    parameters: [],
    reads: ["source_competency_rating"],
    isCached: false,
  },
  {
    name: "competency-client",
    grain: "one row per client with an order 13 to 24 months before the end of the history",
    parameters: [],
    reads: ["source_customer_order", "employee_month"],
    isCached: false,
  },
  {
    name: "competency-person",
    grain: "one row per employee",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "competency-performance",
    grain: "one row per performance review",
    parameters: [],
    reads: ["source_performance_review"],
    isCached: false,
  },
  {
    name: "competency-course",
    grain: "one row per completed course",
    parameters: [],
    reads: ["source_training_record"],
    isCached: false,
  },
  {
    name: "traits-performance",
    grain: "one row per employee, quarter and measure of performance",
    parameters: [],
    reads: ["employee_month", "source_performance_review"],
    isCached: false,
  },
  {
    name: "traits-behaviour",
    grain: "one row per employee and behaviour known for at least six months",
    parameters: [],
    reads: ["employee_month", "source_attendance_day", "source_customer_contact"],
    isCached: false,
  },
  {
    name: "traits-person",
    grain: "one row per employee",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "attrition-training",
    grain: "one row per employee and month employed at its end",
    parameters: [],
    reads: ["employee_month", "employee_event"],
    isCached: false,
  },
  {
    name: "programme-person",
    grain: "one row per employee, as in the last month before $start",
    parameters: ["start"],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "target-unit",
    grain: "one row per organisation unit with people at the last month's end",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "target-person",
    grain: "one row per employee at the last month's end",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "target-ramp",
    grain: "one row per employee and month, with the months since the hire",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "target-vacancy",
    grain: "one row per exit or hire and team",
    parameters: [],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "scheme-kpi",
    grain: "one row per employee, indicator and month of $from … $to",
    parameters: ["from", "to"],
    reads: ["source_kpi_actual"],
    isCached: false,
  },
  {
    name: "scheme-month",
    grain: "one row per employee and month of $from … $to",
    parameters: ["from", "to"],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "scheme-employment",
    grain: "one row per employee and month of $from … $to",
    parameters: ["from", "to"],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "lead-outcome",
    grain: "one row per lead",
    parameters: [],
    reads: ["source_lead"],
    isCached: false,
  },
  {
    name: "progress-person",
    grain: "one row per employee with a month between $from and $to",
    parameters: ["from", "to"],
    reads: ["employee_month", "source_employee", "source_org_unit"],
    isCached: false,
  },
  {
    name: "unit-name",
    grain: "one row per unit",
    parameters: [],
    reads: ["source_org_unit"],
    isCached: false,
  },
  {
    name: "kpi-month",
    grain: "one row per employee, indicator and month between $from and $to",
    parameters: ["from", "to"],
    reads: ["source_kpi_actual"],
    isCached: false,
  },
  {
    name: "open-lead",
    grain: "one row per lead not answered and not closed at $at",
    parameters: ["at"],
    reads: ["source_lead"],
    isCached: false,
  },
  {
    name: "pay-person",
    grain: "one row per employee, as in their last month from $from to $to",
    parameters: ["from", "to"],
    reads: ["employee_month"],
    isCached: false,
  },
  {
    name: "pay-kpi",
    grain: "one row per employee, indicator and month",
    parameters: ["from", "to"],
    reads: ["source_kpi_actual"],
    isCached: false,
  },
  {
    name: "pay-order",
    grain: "one row per order placed or cancelled in the months",
    parameters: ["from", "to"],
    reads: ["source_customer_order"],
    isCached: false,
  },
  {
    name: "pay-lead",
    grain: "one row per lead with a start",
    parameters: [],
    reads: ["source_lead"],
    isCached: false,
  },
  {
    name: "pay-shift",
    grain: "one row per working day with both punches, near the night",
    parameters: ["from", "to", "night_from", "night_to"],
    reads: ["source_attendance_day"],
    isCached: false,
  },
];

/** SQL text of a named query. */
export function querySql(name: string): string {
  if (!namedQueries.some((query) => query.name === name)) throw new Error(`no query named ${name}`);
  return asset(import.meta.url, `./${name}.sql`);
}
