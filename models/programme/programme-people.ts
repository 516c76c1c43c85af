// A programme's populations → for every employee: treated (and since when), compared, or neither; and what each was like before.
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { Binder } from "../../engine/metrics/emit-duckdb-predicate.js";
import { compileFilter } from "../../engine/metrics/filter.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";
import { programmeError } from "./programme-errors.js";
import type { Population, Programme } from "./programme-schema.js";

export interface ProgrammePerson {
  employee: string;
  group: "treated" | "compared";
  /** Month from which this person was treated; the change's first month where all began together. */
  since: number | null;
  /** Hired after the last month before the change: placed by their first month. */
  isLate: boolean;
  team: string | null;
  tenureMonths: number | null;
  level: number | null;
}

export interface ProgrammePeople {
  people: ProgrammePerson[];
  /** People began in different months, each for their own part. */
  isStaggered: boolean;
  /** Finished the course before the change began, or after the last month looked at: in neither group. */
  leftOut: number;
}

interface BaseRow {
  employee_id: string;
  is_late: boolean;
  team: string | null;
  tenure_months: number | null;
  level: number | null;
}

/** Errors: programme_nobody, field_unknown and the other slips of conditions. */
export async function programmePeople(
  { workspace, cache }: Pick<ModelContext, "workspace" | "cache">,
  programme: Programme,
): Promise<ProgrammePeople> {
  const { change, after } = programme.phases;
  const catalogue = loadCatalogue(workspace.dir);
  const base = querySql("programme-person").trim().replace(/;$/, "");
  const rowsWhere = async (where: readonly Filter[]): Promise<BaseRow[]> => {
    const binder = new Binder();
    const start = binder.bind(`${change.from}-01`);
    const conditions = where.map((filter) => binder.predicate(compileFilter(filter, catalogue, "where")));
    return cache.database.rows<BaseRow & Record<string, never>>(
      `SELECT employee_id, is_late, team, tenure_months::DOUBLE AS tenure_months, level::DOUBLE AS level
       FROM (${base.replaceAll("$start", `${start}::DATE`)}) e WHERE ${conditions.join(" AND ") || "TRUE"} ORDER BY employee_id`,
      binder.params,
    );
  };
  const started = await startsOf(cache.database, programme.treated);
  const membersOf = async (population: Population): Promise<BaseRow[]> => {
    if ("employees" in population) {
      const listed = new Set(population.employees);
      return (await rowsWhere([])).filter(({ employee_id }) => listed.has(employee_id));
    }
    return rowsWhere(population.where ?? []);
  };
  const [first, last] = [monthNumber(change.from), monthNumber(after.to)];
  const people: ProgrammePerson[] = [];
  const taken = new Set<string>();
  let leftOut = 0;
  const add = (row: BaseRow, group: ProgrammePerson["group"], since: number | null): void => {
    taken.add(row.employee_id);
    const { employee_id: employee, is_late: isLate, team, tenure_months: tenureMonths, level } = row;
    people.push({ employee, group, since, isLate, team, tenureMonths, level });
  };
  const pool = await membersOf(programme.treated);
  for (const row of pool) {
    if (!started) {
      add(row, "treated", first);
      continue;
    }
    const month = started.get(row.employee_id);
    if (month === undefined) continue;
    if (month >= first && month <= last) add(row, "treated", month);
    else {
      taken.add(row.employee_id);
      leftOut++;
    }
  }
  if (people.length === 0) throw programmeError.programme_nobody({ id: programme.id, group: "treated" });
  if (programme.comparison !== "none") {
    const others =
      programme.comparison === "everyone_else"
        ? await rowsWhere("where" in programme.treated && started ? (programme.treated.where ?? []) : [])
        : await membersOf(programme.comparison);
    for (const row of others) if (!taken.has(row.employee_id)) add(row, "compared", null);
    if (!people.some(({ group }) => group === "compared"))
      throw programmeError.programme_nobody({ id: programme.id, group: "compared" });
  }
  const starts = new Set(people.flatMap(({ since }) => (since === null ? [] : [since])));
  return { people, isStaggered: starts.size > 1, leftOut };
}

/** First month in which each person completed the course; null where the population is not one of a course. */
async function startsOf(
  database: ModelContext["cache"]["database"],
  population: Population,
): Promise<Map<string, number> | null> {
  if (!("course" in population)) return null;
  const rows = await database.rows<{ employee_id: string; month: string }>(
    `SELECT employee_id, strftime(min(training_date), '%Y-%m') AS month FROM source_training_record
     WHERE course_id = ? AND coalesce(status, 'completed') = 'completed' AND training_date IS NOT NULL GROUP BY employee_id`,
    [population.course],
  );
  return new Map(rows.map(({ employee_id, month }) => [employee_id, monthNumber(month)]));
}
