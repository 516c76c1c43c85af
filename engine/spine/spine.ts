// source_* → calendar_month, employee_month, employee_event, each built by one SQL file and proved afterwards.
import { asset } from "../asset.js";
import type { Database } from "../database.js";
import type { WorkspaceConfig } from "../workspace.js";
import { attendanceFiles, buildAttendance } from "./attendance.js";
import { type CompanySettings, companyTables, defineCompanyFacts } from "./company-facts.js";
import { buildFactMonths, factFiles, type FactJoins } from "./fact-months.js";
import { decideHistory, historyFacts, type History } from "./history.js";
import { exitCounts, observedExits } from "./observed-exits.js";
import { proveSpine } from "./prove-spine.js";
import { dropMonths, monthViewDefinition, viewMonths } from "./month-view.js";
import { codeTexts } from "./text-codes.js";
import { spineErrors as fail } from "./spine-errors.js";

export type SpineSettings = Pick<
  WorkspaceConfig,
  "historyFrom" | "historyTo" | "exitsObservedFrom" | "standardDayHours" | "coreTime" | "fiscalYearStart"
> &
  CompanySettings;

const sql = (name: string) => asset(import.meta.url, `./${name}.sql`);

/** Text of everything that decides what the spine looks like: a change of it makes a cache stale. */
export const spineDefinition = (): string =>
  [
    ...["macros", "calendar", ...attendanceFiles, ...spineSteps, ...factFiles].map(sql),
    ...["employee-month", "employee-event"].map(sql),
    monthViewDefinition(),
  ].join("\n");

/** Working tables in order of need. */
const spineSteps = [
  "employment",
  "assignment-segment",
  "person-month",
  "org-unit-month",
  "absence-spell",
  "activity-month",
] as const;

/** Tables that live only while the spine is built. */
const workingTables = [
  "employment",
  "assignment_segment",
  "org_unit_month",
  "attendance_month",
  "presence_month",
  "continued_spell",
  "review_month",
  "training_month",
  "sales_month",
  "person_month",
];

/** Employees per slice: some two million rows of a long history, whose joins stay in memory. */
const sliceSize = 40_000;

/** Fixes the months and makes `calendar_month`. */
export async function buildCalendar(db: Database, settings: SpineSettings): Promise<History> {
  const stated = decideHistory(await historyFacts(db), settings);
  const isStated = settings.exitsObservedFrom !== undefined || stated.snapshotDate !== null;
  const history = isStated ? stated : observedExits(stated, await exitCounts(db, stated));
  await db.run(sql("macros"));
  await setVariables(db, settings, history);
  await db.run(sql("calendar"));
  await defineCompanyFacts(db, settings, history);
  return history;
}

/** Makes `employee_month` and `employee_event` and proves them. Needs `calendar_month` from the same connection. */
export async function buildEmployeeMonth(db: Database, history: History): Promise<void> {
  await dropMonths(db);
  for (const step of spineSteps) {
    if (step === "absence-spell") await buildAttendance(db);
    await db.run(sql(step));
  }
  const { people } = await db.row<{ people: number }>(`SELECT count(*) AS people FROM employment`);
  if (people === 0) {
    const { employees } = await db.row<{ employees: number }>(
      `SELECT count(*) AS employees FROM source_employee`,
    );
    throw fail.no_employees({ from: history.from, to: history.to, employees });
  }
  const facts = await buildFactMonths(db, sql);
  await codeTexts(db);
  // The optimizer takes the months of a slice for few, unfolded as they are, and would make the wide side the hash table.
  await db.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
  try {
    // One transaction: what a slice adds to a row group that is not yet full would otherwise be logged and written twice.
    await db.transaction(async () => {
      for (let from = 1; from <= people; from += sliceSize) await buildSlice(db, from, facts);
    });
  } finally {
    await db.run("RESET disabled_optimizers");
  }
  for (const table of facts.tables) await db.run(`DROP TABLE ${table}`);
  await viewMonths(db, { absent: facts.absent, exitsObservedFrom: history.exitsObservedFrom });
}

async function buildSlice(db: Database, from: number, facts: FactJoins): Promise<void> {
  await db.run(`SET VARIABLE slice_from = ${from}`);
  await db.run(`SET VARIABLE slice_end = ${from + sliceSize}`);
  const into = from === 1 ? "CREATE TABLE employee_month_coded AS" : "INSERT INTO employee_month_coded";
  const months = sql("employee-month").replace("/* facts */", () =>
    facts.select.map((c) => `, ${c}`).join(""),
  );
  await db.run(`${into}\n${months}\n${facts.joins.join("\n")}`);
}

/** Makes `employee_event`, proves the whole, and drops the working tables. */
export async function buildEmployeeEvent(db: Database): Promise<void> {
  await db.run(sql("employee-event"));
  await proveSpine(db);
  for (const table of [...workingTables, ...companyTables]) await db.run(`DROP TABLE ${table}`);
}

/** Calendar, months and events in one go, for callers that need no progress. */
export async function buildSpine(db: Database, settings: SpineSettings): Promise<History> {
  const history = await buildCalendar(db, settings);
  await buildEmployeeMonth(db, history);
  await buildEmployeeEvent(db);
  return history;
}

const day = (month: string | null): string => (month === null ? "NULL::DATE" : `DATE '${month}-01'`);

async function setVariables(db: Database, settings: SpineSettings, history: History): Promise<void> {
  const values: Record<string, string> = {
    history_from: day(history.from),
    history_to: day(history.to),
    exits_observed_from: day(history.exitsObservedFrom),
    fiscal_year_start: String(settings.fiscalYearStart),
    standard_day_hours: `${settings.standardDayHours}::DOUBLE`,
    core_from: `${seconds(settings.coreTime.from)}`,
    core_to: `${seconds(settings.coreTime.to)}`,
  };
  for (const [name, value] of Object.entries(values)) await db.run(`SET VARIABLE ${name} = ${value}`);
}

/** "09:30" → seconds after midnight. */
function seconds(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours! * 60 + minutes!) * 60;
}
