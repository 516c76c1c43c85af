// An open cache → what every question needs to know of it: history, sources with rows, when exits became visible.
import type { Database } from "../database.js";
import type { ReleaseBook } from "../disclosure/release-book.js";
import { monthNumber, type MonthNumber, type MonthRange } from "./period.js";
import type { Reader } from "./reader.js";

/** What `answer` needs of an open cache; the pipeline's own cache object has more. */
export interface MetricCache {
  database: Database;
  /** Hash of the imports the cache was built from. */
  snapshot: string;
  /** Identity of the cache, settings and definitions included. */
  key?: string;
  /** The same as known at an earlier time; only a workspace's own cache has it. */
  asKnown?: (known: string) => Promise<Omit<MetricCache, "workspace">>;
  /** What readers of groups may look up; a workspace's own when left out. */
  releases?: ReleaseBook;
  workspace: {
    /** Absolute path of something inside the workspace. */
    path?(...parts: string[]): string;
    /** Folder with the company's own metrics/*.yml. */
    dir?: string;
    config: {
      k?: number;
      fiscalYearStart?: number;
      currency?: string;
      users?: Reader[];
      purpose?: { of?: string[] };
      disclosure?: { attributes?: string[]; closeAfterDays?: number };
    };
  };
}

export interface CacheFacts {
  /** Months covered; null when there is no employee month. */
  history: MonthRange | null;
  /** Source tables with at least one row; `termination.exit_kind` where exits say of which kind they are. */
  sources: ReadonlySet<string>;
  /** First month with exposure in that column; null when there is none. */
  observedFrom: ReadonlyMap<string, MonthNumber | null>;
  /** There is `employee_month_keyed`: the same rows, the employee as a code. */
  isKeyed: boolean;
  fiscalYearStart: number;
}

const known = new WeakMap<Database, Promise<Omit<CacheFacts, "fiscalYearStart">>>();

/** Read once per database: a cache is never changed in place. */
export async function cacheFacts(cache: MetricCache): Promise<CacheFacts> {
  let facts = known.get(cache.database);
  if (!facts) {
    facts = read(cache.database);
    known.set(cache.database, facts);
    facts.catch(() => known.delete(cache.database));
  }
  return { ...(await facts), fiscalYearStart: cache.workspace.config.fiscalYearStart ?? 1 };
}

async function read(database: Database): Promise<Omit<CacheFacts, "fiscalYearStart">> {
  const months = await database.row<{ first: string | null; last: string | null; observed: string | null }>(
    `SELECT strftime(min(month), '%Y-%m') AS first, strftime(max(month), '%Y-%m') AS last,
       strftime(min(month) FILTER (WHERE exit_exposure > 0), '%Y-%m') AS observed FROM employee_month`,
  );
  const calendar = await database.row<{ first: string | null; last: string | null }>(
    `SELECT strftime(min(month), '%Y-%m') AS first, strftime(max(month), '%Y-%m') AS last FROM calendar_month`,
  );
  const first = calendar.first ?? months.first;
  const last = calendar.last ?? months.last;
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'source\\_%' ESCAPE '\\'`,
  );
  const sources = new Set<string>();
  for (const { name } of tables) {
    const { found } = await database.row<{ found: boolean }>(
      `SELECT EXISTS (FROM "${name.replaceAll('"', '""')}") AS found`,
    );
    if (found) sources.add(name.replace(/^source_/, ""));
  }
  const { keyed } = await database.row<{ keyed: boolean }>(
    "SELECT EXISTS (FROM duckdb_views() WHERE view_name = 'employee_month_keyed') AS keyed",
  );
  if (await exitKindsAreTold(database, sources)) sources.add("termination.exit_kind");
  return {
    history: months.first && first && last ? { from: monthNumber(first), to: monthNumber(last) } : null,
    sources,
    observedFrom: new Map([["exit_exposure", months.observed ? monthNumber(months.observed) : null]]),
    isKeyed: keyed,
  };
}

/** A list of leavers without kinds cannot say who left of their own accord: that is unknown, not nobody. */
async function exitKindsAreTold(database: Database, sources: ReadonlySet<string>): Promise<boolean> {
  if (!sources.has("termination")) return true;
  const { told } = await database.row<{ told: boolean }>(
    "SELECT EXISTS (FROM source_termination WHERE exit_kind IS NOT NULL) AS told",
  );
  return told;
}
