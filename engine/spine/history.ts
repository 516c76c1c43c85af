// source_* + settings → the months that the spine covers, and the first month in which exits could be seen.
import type { Database } from "../database.js";
import type { WorkspaceConfig } from "../workspace.js";
import { spineErrors as fail } from "./spine-errors.js";

export interface History {
  /** First and last month, YYYY-MM, inclusive. */
  from: string;
  to: string;
  /** First month whose exits are recorded, YYYY-MM; null when no source of exits was imported. */
  exitsObservedFrom: string | null;
  /** Day on which a snapshot list was true, YYYY-MM-DD. */
  snapshotDate: string | null;
}

/** What the sources say about time; months as YYYY-MM. */
export interface HistoryFacts {
  /** Earliest and latest month of recorded facts (exits, attendance, reviews, …), derived dates left out. */
  firstFact: string | null;
  lastFact: string | null;
  /** Earliest change of an assignment that is not the person's first: tells of time only when nothing else does. */
  firstMove: string | null;
  /** Latest hire, assignment start or fact. */
  lastDate: string | null;
  hasExitSource: boolean;
  snapshot: { date: string; observationMonths: number; exitsObservedFrom: string } | null;
}

export type HistorySettings = Pick<WorkspaceConfig, "historyFrom" | "historyTo" | "exitsObservedFrom">;

/**
 * Rules, each overridden by rapport.yml. From: the first recorded fact, never the first hire (long before it only those
 * who stayed are known); for a snapshot list, its month − observation_months + 1. To: the last month with any date.
 * Exits observed: from the first month (but see observed-exits.ts), or from the month the snapshot's mapping states.
 */
export function decideHistory(facts: HistoryFacts, settings: HistorySettings): History {
  const { snapshot } = facts;
  const from =
    settings.historyFrom ??
    (snapshot
      ? addMonths(snapshot.date.slice(0, 7), 1 - snapshot.observationMonths)
      : (facts.firstFact ?? facts.firstMove ?? facts.lastDate));
  const last = [facts.lastFact, snapshot ? snapshot.date.slice(0, 7) : facts.lastDate].filter(
    (m) => m !== null,
  );
  const to = settings.historyTo ?? last.sort().at(-1) ?? from;
  if (from === null || to === null || to === undefined) throw fail.history_unknown();
  if (from > to) throw fail.history_reversed({ from, to });
  if (monthsBetween(from, to) >= longestHistory)
    throw fail.history_too_long({ from, to, limit: longestHistory / 12 });
  const observed = settings.exitsObservedFrom ?? snapshot?.exitsObservedFrom ?? from;
  return {
    from,
    to,
    exitsObservedFrom: facts.hasExitSource || settings.exitsObservedFrom ? later(observed, from) : null,
    snapshotDate: snapshot?.date ?? null,
  };
}

/** 100 years: a mistyped century is refused, not built. */
const longestHistory = 1200;

/** Sources whose rows may reach back to before people were recorded: the history ends with them, but begins with the others. */
const besideSources = [
  ["kpi_actual", "month"],
  ["competency_rating", "rating_date"],
  ["lead", "created_at"],
  ["customer_order", "order_date"],
  ["customer_feedback", "feedback_date"],
  ["customer_contact", "started_at"],
  ["support_ticket", "created_at"],
  ["coaching", "session_date"],
  ["suggestion", "suggestion_date"],
] as const;

const month = (column: string): string => `strftime(${column}, '%Y-%m')`;

/** Reads these facts from the published sources. */
export async function historyFacts(db: Database): Promise<HistoryFacts> {
  const beside = besideSources.map(
    ([table, column]) =>
      `SELECT min(${column})::DATE AS first, max(${column})::DATE AS last FROM source_${table}`,
  );
  const dated = [
    ["termination", "exit_date"],
    ["attendance_day", "work_date"],
    ["performance_review", "review_date"],
    ["training_record", "training_date"],
    ["sales_activity", "month"],
    ["survey_response", "survey_date"],
  ].map(
    ([table, column]) =>
      `SELECT min(${column}) AS first, max(${column}) AS last FROM source_${table} WHERE NOT coalesce(is_derived_${column}, false)`,
  );
  const facts = await db.row<{
    first_fact: string | null;
    last_fact: string | null;
    first_move: string | null;
    last_date: string | null;
    has_exits: boolean;
  }>(`
    WITH core AS (SELECT min(first) AS first, max(last) AS last FROM (${dated.join(" UNION ALL ")})),
    beside AS (SELECT min(first) AS first, max(last) AS last FROM (${beside.join(" UNION ALL ")})),
    fact AS (SELECT coalesce(core.first, beside.first) AS first, greatest(core.last, beside.last) AS last FROM core, beside),
    assignment AS (
      SELECT valid_from, row_number() OVER (PARTITION BY employee_id ORDER BY valid_from) AS step
      FROM source_job_assignment WHERE NOT coalesce(is_derived_valid_from, false)
    ), move AS (SELECT min(valid_from) FILTER (step > 1) AS first, max(valid_from) AS last FROM assignment),
    hire AS (SELECT max(hire_date) AS last FROM source_employee WHERE NOT coalesce(is_derived_hire_date, false)),
    exit_source AS (
      SELECT EXISTS (FROM source_termination)
        OR EXISTS (FROM source_import WHERE table_name = 'termination') AS has_exits
    )
    SELECT ${month("fact.first")} AS first_fact, ${month("fact.last")} AS last_fact, ${month("move.first")} AS first_move,
      ${month("greatest(fact.last, move.last, hire.last)")} AS last_date, has_exits
    FROM fact, move, hire, exit_source`);
  const [snapshot] = await db.rows<{ date: string; months: number; exits_from: string }>(`
    SELECT snapshot_date AS date, observation_months AS months, strftime(exits_observed_from, '%Y-%m') AS exits_from
    FROM source_import WHERE snapshot_date IS NOT NULL ORDER BY import_order DESC LIMIT 1`);
  return {
    firstFact: facts.first_fact,
    lastFact: facts.last_fact,
    firstMove: facts.first_move,
    lastDate: facts.last_date,
    hasExitSource: facts.has_exits,
    snapshot: snapshot
      ? { date: snapshot.date, observationMonths: snapshot.months, exitsObservedFrom: snapshot.exits_from }
      : null,
  };
}

/** `addMonths("2025-12", 1)` → "2026-01". */
export function addMonths(month: string, count: number): string {
  const index = monthIndex(month) + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

const monthIndex = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthsBetween = (from: string, to: string): number => monthIndex(to) - monthIndex(from);
const later = (a: string, b: string): string => (a > b ? a : b);
