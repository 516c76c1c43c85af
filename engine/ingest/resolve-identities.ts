// Staged rows of another system → the same rows under the employee numbers of the employee list; doubtful ones become findings and a review list.
import type { Database } from "../database.js";
import { identityDecisions, recordId } from "../identity/decisions.js";
import {
  EmployeeIndex,
  type IdentityCandidate,
  type IdentityReason,
  type IdentityRule,
} from "../identity/match-identity.js";
import type { Employee } from "../identity/person-evidence.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { recordFindings } from "./finding.js";
import { headerOf } from "./plan.js";
import type { StagedRows } from "./staged-rows.js";

export interface IdentityRecord {
  record: string;
  /** Said by the mapping (`system: crm`), else the table. */
  system: string;
  table: string;
  file: string;
  /** First row, and how many rows are this person's. */
  row: number;
  rows: number;
  number: string;
  email?: string;
  name?: string;
  birthDate?: string;
}

export interface MatchedIdentity extends IdentityRecord {
  employee: string;
  rule: IdentityRule;
  confidence: number;
  reasons: IdentityReason[];
}

export interface ReviewIdentity extends IdentityRecord {
  candidates: IdentityCandidate[];
}

/** What an import found out about people; kept in `imports/<id>/identities.json`. Exact numbers are not listed. */
export interface Identities {
  matched: MatchedIdentity[];
  review: ReviewIdentity[];
}

export interface IdentityContext {
  db: Database;
  workspace: Pick<Workspace, "path">;
  /** Built from the employees known so far, when the first table needs it. */
  index?: EmployeeIndex;
  found: Identities;
}

/** The rows with `t_employee_id` and `v_employee_id` replaced. Unknown people stay as they are: the employment check names them. */
export async function resolveIdentities(
  context: IdentityContext,
  staged: StagedRows,
  part: number,
): Promise<StagedRows> {
  const { db } = context;
  const { contract } = staged.plan;
  const key = contract.columns.find((c) => c.name === "employee_id");
  if (key?.references !== "employee.employee_id" || !staged.plan.columns.has("employee_id")) return staged;
  const people = await peopleIn(db, staged);
  if (people.length === 0) return staged;
  context.index ??= new EmployeeIndex(await employees(db));
  const decisions = identityDecisions(context.workspace);
  const known: { person: Person; employee: string }[] = [];
  const doubtful: Person[] = [];
  const base = {
    system: staged.plan.system ?? contract.table,
    table: contract.table,
    file: staged.plan.raw.label,
  };
  for (const person of people) {
    const named = staged.plan.identity?.isKey ? person.birthDate : undefined;
    const record: IdentityRecord = {
      record: recordId(base.system, person.number, named),
      ...base,
      ...person,
    };
    const decision = decisions.get(record.record);
    if (decision) {
      if (decision.employee === null) continue;
      known.push({ person, employee: decision.employee });
      context.found.matched.push({
        ...record,
        employee: decision.employee,
        rule: "decision",
        confidence: 1,
        reasons: [],
      });
      continue;
    }
    const match = context.index.match(person);
    if (match.is === "matched") {
      const { is: _is, ...how } = match;
      if (match.employee !== person.number) known.push({ person, employee: match.employee });
      if (match.rule !== "number") context.found.matched.push({ ...record, ...how });
    } else if (match.is === "ambiguous") {
      doubtful.push(person);
      context.found.review.push({ ...record, candidates: match.candidates });
    }
  }
  await recordDoubts(db, staged, part, doubtful);
  return known.length === 0 ? staged : renumbered(db, staged, known);
}

interface Person {
  number: string;
  email?: string;
  name?: string;
  birthDate?: string;
  row: number;
  rows: number;
}

const evidence = ["email", "name", "birth_date"] as const;

/** Distinct people of the rows; without evidence beside the number only those whose number is not on the list. */
async function peopleIn(db: Database, staged: StagedRows): Promise<Person[]> {
  const given = evidence.filter((e) => staged.plan.identity?.[e] !== undefined);
  const columns = given.map((e) => identifier(`i_${e}`));
  const where =
    given.length > 0
      ? ""
      : "AND t_employee_id NOT IN (SELECT employee_id FROM employment WHERE employee_id IS NOT NULL)";
  const rows = await db.rows<
    { number: string; row: number; rows: number } & Record<string, string | number | null>
  >(
    `SELECT ${["t_employee_id AS number", ...columns, "min(source_row) AS row", "count(*) AS rows"].join(", ")}
     FROM ${identifier(staged.relation)} WHERE t_employee_id IS NOT NULL ${where} GROUP BY ${["t_employee_id", ...columns].join(", ")} ORDER BY row`,
  );
  return rows.map((r) => ({
    number: r.number,
    row: r.row,
    rows: r.rows,
    ...text("email", r.i_email),
    ...text("name", r.i_name),
    ...text("birthDate", r.i_birth_date),
  }));
}

const text = (key: string, value: unknown): object =>
  typeof value === "string" && value.trim() !== "" ? { [key]: value.trim() } : {};

async function employees(db: Database): Promise<Employee[]> {
  const rows = await db.rows<{
    employee_id: string;
    name: string | null;
    email: string | null;
    birth: string | null;
  }>(
    "SELECT employee_id, name, email, birth_date::VARCHAR AS birth FROM employee_evidence ORDER BY employee_id",
  );
  return rows.map((r) => ({
    employee: r.employee_id,
    ...text("name", r.name),
    ...text("email", r.email),
    ...text("birthDate", r.birth),
  })) as Employee[];
}

async function recordDoubts(
  db: Database,
  staged: StagedRows,
  part: number,
  doubtful: readonly Person[],
): Promise<void> {
  if (doubtful.length === 0) return;
  const source = staged.plan.columns.get("employee_id")!;
  await recordFindings(db, {
    part,
    table: staged.plan.contract.table,
    rule: "ambiguous_identity",
    column: headerOf(staged.plan, source),
    expected: { en: "a person's decision: rapport identity", zh: "需人工确认：rapport identity" },
    select: `SELECT rid, source_row, ${literal(staged.plan.raw.label)} AS source_file, t_employee_id AS found
      FROM ${identifier(staged.relation)} s JOIN (VALUES ${doubtful.map((p) => tuple(staged, p)).join(", ")}) d(${evidenceNames(staged).join(", ")}) ON ${sameEvidence(staged, "d")}`,
  });
}

async function renumbered(
  db: Database,
  staged: StagedRows,
  known: readonly { person: Person; employee: string }[],
): Promise<StagedRows> {
  const relation = `${staged.relation}_known`;
  const rows = known.map(({ person, employee }) =>
    tuple(staged, person).replace(/\)$/, `, ${literal(employee)})`),
  );
  const names = [...evidenceNames(staged), "employee"];
  await db.run(
    `CREATE TABLE ${identifier(relation)} AS
     SELECT s.* REPLACE (coalesce(k.employee, s.t_employee_id) AS t_employee_id, coalesce(k.employee, s.v_employee_id) AS v_employee_id)
     FROM ${identifier(staged.relation)} s LEFT JOIN (VALUES ${rows.join(", ")}) k(${names.join(", ")}) ON ${sameEvidence(staged, "k")}`,
  );
  return { ...staged, relation };
}

const evidenceOf = (staged: StagedRows) => evidence.filter((e) => staged.plan.identity?.[e] !== undefined);
const evidenceNames = (staged: StagedRows): string[] => [
  "number",
  ...evidenceOf(staged).map((e) => `e_${e}`),
];
const sameEvidence = (staged: StagedRows, alias: string): string =>
  [
    `s.t_employee_id = ${alias}.number`,
    ...evidenceOf(staged).map((e) => `coalesce(trim(s.i_${e}), '') = ${alias}.e_${e}`),
  ].join(" AND ");

function tuple(staged: StagedRows, person: Person): string {
  const values = { email: person.email, name: person.name, birth_date: person.birthDate };
  return `(${[person.number, ...evidenceOf(staged).map((e) => values[e] ?? "")].map(literal).join(", ")})`;
}
