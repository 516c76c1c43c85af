// A flat employee list → employee, job_assignment, and, where it says who has left, termination.
import { contractOf } from "../../../datasets/contracts/index.js";
import type { Database } from "../../database.js";
import { matchTable } from "../headers.js";
import type { MappingColumn, MappingTable } from "../mapping.js";
import { rowNumber } from "../mapping-plans.js";
import type { RawTable } from "../raw-table.js";
import { type Candidate, employeeIdOf, nameOf } from "./candidate.js";
import { draftSurvey } from "./draft-survey.js";
import { findRole, isInMonths, meansGone, saysStaying } from "./flat-headers.js";
import { distinctTexts, missingTexts, numbersOf } from "./raw-facts.js";

/** A tenure above this is counted in months. */
const longestTenureYears = 60;

/** Undefined when the table has neither a hire date nor a tenure. Without an employee number, a row is a person. */
export async function draftFlat(db: Database, raw: RawTable): Promise<Candidate | undefined> {
  const id = employeeIdOf(raw);
  const employee = matchTable(raw.headers, contractOf("employee")!);
  const hired = employee.columns.get("hire_date");
  const tenure = findRole(raw.headers, "tenure");
  if (hired === undefined && tenure === undefined) return undefined;
  const start: MappingColumn =
    hired === undefined ? await beforeSnapshot(db, raw, tenure!) : nameOf(raw, hired);
  if (id === undefined && !isAboutPeople(raw)) return undefined;
  const employeeId = id === undefined ? rowNumber : nameOf(raw, id);
  const tables: MappingTable[] = [
    { table: "employee", columns: await employeeColumns(db, raw, employee.columns, start, employeeId) },
  ];
  const job = jobColumns(raw, start, hired, employeeId);
  if (job) tables.push({ table: "job_assignment", columns: job });
  const exit = await exitTable(db, raw, employeeId);
  if (exit) tables.push(exit);
  const survey = await draftSurvey(db, raw, employeeId);
  if (survey) tables.push(...survey.tables);
  const needsSnapshot = JSON.stringify(tables).includes("snapshot");
  return { raw, id, kind: "flat", tables, missing: await missingTexts(db, raw), needsSnapshot };
}

/** A list without an employee number must say something else of persons. */
const isAboutPeople = (raw: RawTable): boolean =>
  matchTable(raw.headers, contractOf("employee")!).columns.size +
    matchTable(raw.headers, contractOf("job_assignment")!).columns.size +
    ["age", "left"].filter((role) => findRole(raw.headers, role as "age" | "left") !== undefined).length >
  1;

async function beforeSnapshot(db: Database, raw: RawTable, index: number): Promise<MappingColumn> {
  const name = nameOf(raw, index);
  const { max } = await numbersOf(db, raw, index);
  return isInMonths(name) || (max ?? 0) > longestTenureYears
    ? { months_before_snapshot: name }
    : { years_before_snapshot: name };
}

async function employeeColumns(
  db: Database,
  raw: RawTable,
  matched: ReadonlyMap<string, number>,
  start: MappingColumn,
  employeeId: string,
): Promise<Record<string, MappingColumn>> {
  const columns: Record<string, MappingColumn> = { employee_id: employeeId, hire_date: start };
  for (const [name, index] of matched) if (!(name in columns)) columns[name] = nameOf(raw, index);
  const age = findRole(raw.headers, "age");
  if (!matched.has("birth_date") && age !== undefined && (await numbersOf(db, raw, age)).share > 0.9)
    columns.birth_date = { years_before_snapshot: nameOf(raw, age) };
  return columns;
}

/** The job as the list knows it holds from the hire on: earlier jobs are not in such a list. */
function jobColumns(
  raw: RawTable,
  start: MappingColumn,
  hired: number | undefined,
  employeeId: string,
): Record<string, MappingColumn> | undefined {
  const { columns } = matchTable(raw.headers, contractOf("job_assignment")!);
  if (!columns.has("org_unit_id")) return undefined;
  const from = columns.get("valid_from");
  const own = from !== undefined && from !== hired ? nameOf(raw, from) : undefined;
  const validFrom: MappingColumn =
    own ?? (typeof start === "string" ? { from: start, derived: true } : start);
  const drafted: Record<string, MappingColumn> = { employee_id: employeeId, valid_from: validFrom };
  for (const [name, index] of columns)
    if (!(name in drafted) && name !== "valid_to") drafted[name] = nameOf(raw, index);
  return drafted;
}

/** With a date of exit: the rows that have one. With only a flag: the rows that say so, dated by the snapshot. */
async function exitTable(db: Database, raw: RawTable, employeeId: string): Promise<MappingTable | undefined> {
  const { columns } = matchTable(raw.headers, contractOf("termination")!);
  const rest: Record<string, MappingColumn> = {};
  for (const name of ["exit_kind", "reason"]) {
    const index = columns.get(name);
    if (index !== undefined) rest[name] = nameOf(raw, index);
  }
  const dated = columns.get("exit_date");
  if (dated !== undefined) {
    const header = nameOf(raw, dated);
    return {
      table: "termination",
      columns: { employee_id: employeeId, exit_date: header, ...rest },
      when: { [header]: "*" },
    };
  }
  const flag = findRole(raw.headers, "left");
  if (flag === undefined) return undefined;
  const texts = await distinctTexts(db, raw, flag, 20);
  const header = nameOf(raw, flag);
  const leavers = texts.filter((t) =>
    saysStaying(header) ? /^(no|n|0|false|否|inactive)$/i.test(t) : meansGone(t),
  );
  if (leavers.length === 0 || leavers.length === texts.length || texts.length > 20) return undefined;
  return {
    table: "termination",
    columns: { employee_id: employeeId, exit_date: { snapshot_date: true }, ...rest },
    when: { [header]: leavers },
  };
}
