// The drafted tables + the clock → the day on which a flat list was true, and why that day.
import type { Database } from "../../database.js";
import type { Bilingual } from "../../locale.js";
import { orderEvidence, orderOf } from "../date-text.js";
import { identifier, literal } from "../../sql.js";
import type { MappingColumn } from "../mapping.js";
import { type Candidate, nameOf } from "./candidate.js";
import { findRole } from "./flat-headers.js";
import { sharedPeople } from "./raw-facts.js";

export interface SnapshotGuess {
  date: string;
  reason: Bilingual;
  /** YYYY-MM from which the list tells of exits, when it dates them itself. */
  exitsObservedFrom?: string;
}

/** Exits within one year after the list are its leavers; over more years they are a history of their own. */
const longestExitSpanDays = 400;

export async function guessSnapshotDate(
  db: Database,
  kept: readonly Candidate[],
  today: string,
): Promise<SnapshotGuess> {
  const flat = kept.find((c) => c.kind === "flat");
  const exits = await exitSpan(db, kept);
  if (flat && exits) {
    const { first, last, days, candidate } = exits;
    if (candidate.raw === flat.raw) {
      const hired = await dateSpan(db, flat, flat.tables[0]!.columns.hire_date);
      const latest = [last, hired?.last ?? last].sort().at(-1)!;
      const date = [monthEndAfter(latest), today].sort()[0]!;
      return {
        date,
        exitsObservedFrom: [first.slice(0, 7), yearBefore(date).slice(0, 7)].sort()[0]!,
        reason: {
          en: `the end of the month of the last date on it (${latest}); say another with --snapshot-date`,
          zh: `名单中最后一个日期（${latest}）当月月末；可用 --snapshot-date 指定其他日期`,
        },
      };
    }
    const isInList =
      candidate.id !== undefined &&
      flat.id !== undefined &&
      (await sharedPeople(db, { raw: candidate.raw, id: candidate.id }, { raw: flat.raw, id: flat.id })) >
        0.5;
    if (isInList && days <= longestExitSpanDays)
      return {
        date: monthEndBefore(first),
        reason: {
          en: `the end of the month before the first exit (${first}), since the leavers are still on the list`,
          zh: `首次离职（${first}）前一个月末，因名单中仍包含离职者`,
        },
      };
    if (!isInList)
      return {
        date: last,
        reason: {
          en: `the last exit, since leavers are not on the list`,
          zh: "最后一次离职日，因名单中不含离职者",
        },
      };
  }
  const said = flat && findRole(flat.raw.headers, "asOf");
  const span = said === undefined ? undefined : await dateSpan(db, flat!, nameOf(flat!.raw, said));
  if (span && span.last <= today)
    return {
      date: span.last,
      reason: {
        en: `the last date in its column “${flat!.raw.headers[said!]}”`,
        zh: `其“${flat!.raw.headers[said!]}”列中的最后日期`,
      },
    };
  return {
    date: monthEndBefore(today),
    reason: {
      en: "the last day of the month before today; say another with --snapshot-date",
      zh: "今天之前的月末；可用 --snapshot-date 指定其他日期",
    },
  };
}

/** 2016-01-18 → 2015-12-31. */
export function monthEndBefore(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
}

/** 2016-01-18 → 2016-01-31. */
function monthEndAfter(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** 2016-12-31 → 2016-01-01: with that month, twelve in all. */
function yearBefore(day: string): string {
  const [year, month] = day.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10);
}

interface DateSpan {
  first: string;
  last: string;
  days: number;
}

async function exitSpan(
  db: Database,
  kept: readonly Candidate[],
): Promise<(DateSpan & { candidate: Candidate }) | undefined> {
  for (const candidate of kept) {
    const table = candidate.tables.find((t) => t.table === "termination");
    const span = await dateSpan(db, candidate, table?.columns.exit_date);
    if (span) return { ...span, candidate };
  }
  return undefined;
}

/** First and last date of a column that is read as it stands. */
async function dateSpan(
  db: Database,
  { raw }: Candidate,
  header: MappingColumn | undefined,
): Promise<DateSpan | undefined> {
  if (typeof header !== "string") return undefined;
  const index = raw.headers.findIndex((_, i) => nameOf(raw, i) === header);
  const column = `nullif(trim(${identifier(raw.columns[index]!)}::VARCHAR), '')`;
  const relation = identifier(raw.relation);
  const order = orderOf(await orderEvidence(db, relation, column)) ?? "dmy";
  const span = await db.row<{ first: string | null; last: string | null; days: number | null }>(
    `SELECT min(d)::VARCHAR AS first, max(d)::VARCHAR AS last, max(d) - min(d) AS days
     FROM (SELECT rapport_time(x, ${literal(order)}, 'UTC')::DATE AS d FROM (SELECT ${column} AS x FROM ${relation}))`,
  );
  return span.first && span.last ? { first: span.first, last: span.last, days: span.days ?? 0 } : undefined;
}
