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
    name: "attrition-training",
    grain: "one row per employee and month employed at its end",
    parameters: [],
    reads: ["employee_month", "employee_event"],
    isCached: false,
  },
];

/** SQL text of a named query. */
export function querySql(name: string): string {
  if (!namedQueries.some((query) => query.name === name)) throw new Error(`no query named ${name}`);
  return asset(import.meta.url, `./${name}.sql`);
}
