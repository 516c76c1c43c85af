// Batches and records of one source → its freshness, its rows against the past, and its drift of columns.
import type { Contract } from "../../datasets/contracts/index.js";
import { Database } from "../database.js";
import type { Manifest } from "../ingest/manifest.js";
import type { Bilingual } from "../locale.js";
import { identifier } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { type Batch, batchesOf, columnFills } from "./batch.js";
import { cadenceOfRecords, median } from "./cadence.js";
import { type Freshness, freshness } from "./freshness.js";
import { predictRows, type RowPrediction } from "./row-count.js";
import { frameDate } from "./sample-frame.js";
import { type SchemaDrift, schemaDrift } from "./schema-drift.js";
import { workingDays } from "./working-days.js";

export interface RowsAgainstPast {
  rows: number;
  rejected: number;
  /** Of the batch before; null for the first. */
  before: number | null;
  /** Null below five earlier counts. */
  predicted: RowPrediction | null;
  isUnusual: boolean;
}

export interface MonthRows {
  /** YYYY-MM. */
  month: string;
  rows: number;
  /** Rows that months before let expect for as many people; null below five of them. */
  predicted: RowPrediction | null;
  isUnusual: boolean;
}

export interface SourceQuality {
  table: string;
  title: Bilingual;
  /** Rows in force. */
  rows: number;
  freshness: Freshness;
  /** The last batch against those before. */
  batch: RowsAgainstPast & { importId: string };
  /** Months of the records, where the source has a monthly rhythm: the last whole one, and unusual ones of the year before it. */
  months: MonthRows[];
  /** Against the batch before; null for the first batch. */
  drift: SchemaDrift | null;
}

/** `heads`: average number of people employed, by month. */
export async function sourceQuality(
  cache: Database,
  workspace: Pick<Workspace, "path" | "config">,
  contract: Contract,
  manifests: readonly Manifest[],
  heads: ReadonlyMap<string, number>,
  now: Date,
): Promise<SourceQuality | undefined> {
  const batches = batchesOf(manifests, contract.table);
  const last = batches.at(-1);
  if (!last) return undefined;
  const byMonth = await rowsByMonth(cache, contract);
  const { rows } = await cache.row<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${identifier(`source_${contract.table}`)}`,
  );
  const reachesTo = reachOf(contract, byMonth.at(-1));
  const arrivals = batches.map((b) => ({ at: b.at, ...(b.table.to ? { to: b.table.to } : {}) }));
  return {
    table: contract.table,
    title: contract.title,
    rows,
    freshness: freshness(
      arrivals,
      reachesTo,
      byMonth.map((m) => monthNumber(m.month)),
      now,
    ),
    batch: { importId: last.importId, ...againstPast(batches) },
    months: monthRows(byMonth, heads, workspace.config.timeZone),
    drift: await driftOf(workspace, contract, batches),
  };
}

function againstPast(batches: readonly Batch[]): RowsAgainstPast {
  const counts = batches.map((b) => b.table.rows);
  const rows = counts.at(-1)!;
  const predicted = predictRows(counts.slice(0, -1));
  return {
    rows,
    rejected: batches.at(-1)!.table.rejected,
    before: counts.at(-2) ?? null,
    predicted,
    isUnusual: predicted !== null && (rows < predicted.low || rows > predicted.high),
  };
}

interface MonthCount {
  month: string;
  rows: number;
  days: number;
  /** Last date in it. */
  last: string;
}

async function rowsByMonth(cache: Database, contract: Contract): Promise<MonthCount[]> {
  const date = frameDate(contract);
  if (!date) return [];
  const day = `${identifier(date)}::DATE`;
  return cache.rows<MonthCount & Record<string, string | number>>(
    `SELECT strftime(${day}, '%Y-%m') AS month, count(*) AS rows, count(DISTINCT ${day}) AS days, max(${day})::VARCHAR AS last
     FROM ${identifier(`source_${contract.table}`)} WHERE ${day} IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
}

/** Spread of the logarithm of rows per unit of size. */
function unsteadiness(counts: readonly MonthCount[], sizes: readonly number[]): number {
  const logs = counts.flatMap((c, i) => (sizes[i]! > 0 && c.rows > 0 ? [Math.log(c.rows / sizes[i]!)] : []));
  const centre = median(logs);
  return median(logs.map((log) => Math.abs(log - centre)));
}

const shownMonths = 12;

/**
 * Rows per person (and per working day, where the past followed them) are foretold from the months before, then multiplied
 * by the people (and working days) of the month: neither growth nor 春节 is a missing row.
 */
function monthRows(
  counts: readonly MonthCount[],
  heads: ReadonlyMap<string, number>,
  timeZone: string,
): MonthRows[] {
  const rhythm = cadenceOfRecords(counts.map((c) => monthNumber(c.month)));
  if (!rhythm || rhythm.days > 31) return [];
  const whole = filled(counts).filter((c, i, all) => i < all.length - 1 || isWhole(c));
  const people = whole.map(({ month }) => heads.get(month) ?? 0);
  const days = whole.map(({ month }, i) => people[i]! * workingDays(month, timeZone));
  // Attendance follows working days, training does not: what made the past steadier is taken.
  const sizes = unsteadiness(whole, days) < unsteadiness(whole, people) ? days : people;
  const rows = whole.map(({ month, rows }, i): MonthRows => {
    const size = sizes[i]!;
    const earlier = whole.slice(0, i).flatMap((c, j) => (sizes[j]! > 0 ? [(c.rows / sizes[j]!) * size] : []));
    const predicted = size > 0 ? predictRows(earlier) : null;
    const isUnusual = predicted !== null && (rows < predicted.low || rows > predicted.high);
    return { month, rows, predicted, isUnusual };
  });
  return rows.slice(-shownMonths).filter((m, i, all) => m.isUnusual || i === all.length - 1);
}

/** Months in between without a record have none: that is the point. */
function filled(counts: readonly MonthCount[]): MonthCount[] {
  const known = new Map(counts.map((c) => [monthNumber(c.month), c]));
  const numbers = [...known.keys()];
  const all: MonthCount[] = [];
  for (let n = numbers[0]!; n <= numbers.at(-1)!; n++) {
    const month = `${String(Math.floor(n / 12)).padStart(4, "0")}-${String((n % 12) + 1).padStart(2, "0")}`;
    all.push(known.get(n) ?? { month, rows: 0, days: 0, last: `${month}-01` });
  }
  return all;
}

/** The last month of daily records is whole when they reach within three days of its end; of monthly ones always. */
function isWhole({ month, days, last }: MonthCount): boolean {
  if (days <= 5) return true;
  const [year, number] = month.split("-").map(Number) as [number, number];
  return Number(last.slice(8, 10)) >= new Date(Date.UTC(year, number, 0)).getUTCDate() - 3;
}

async function driftOf(
  workspace: Pick<Workspace, "path">,
  contract: Contract,
  batches: readonly Batch[],
): Promise<SchemaDrift | null> {
  const [before, after] = batches.slice(-2);
  if (!before || !after) return null;
  const db = await Database.open();
  try {
    return schemaDrift(
      await columnFills(db, workspace, contract, before),
      await columnFills(db, workspace, contract, after),
    );
  } finally {
    db.close();
  }
}

/** Records of whole months are dated on the first, and speak of the month to its end. */
function reachOf(contract: Contract, last: MonthCount | undefined): string | null {
  if (!last || frameDate(contract) !== "month") return last?.last ?? null;
  const [year, number] = last.month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
