// A figure on one's own sheet → a contest: open until somebody else answers, with an evidence bundle from the first moment on.
import { createHash } from "node:crypto";
import { appendJournal, readJournal } from "../../engine/index.js";
import type { ModelContext } from "../model-context.js";
import { textOf } from "./person-notes.js";
import { journalLook, mustRead, readable } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";
import { progressLog } from "./progress-log.js";
import { drawSheet, sheetBook } from "./sheet.js";
import type { Contest, DigestKind } from "./progress-types.js";

export interface ContestWish {
  indicator: string;
  kind: DigestKind;
  /** Month of the sheet; the last one when left out. */
  month?: string;
  /** Of the figure as it was shown; when given and no longer the same, the contest is refused. */
  receipt?: string;
  text: string;
}

/** Errors: progress_no_person, progress_indicator_unknown, contest_changed, progress_text_missing. */
export async function raiseContest(context: ModelContext, wish: ContestWish): Promise<Contest> {
  const { workspace, reader, now } = context;
  const { employee } = reader;
  if (employee === undefined) throw fail.progress_no_person({ reader: reader.id });
  const text = textOf(wish.text);
  const period = { kind: wish.kind, ...(wish.month && { month: wish.month }) };
  const book = await sheetBook(context, period, [employee]);
  journalLook(context, { what: "progress sheet", people: [employee], period: book.table.period.from });
  const figures = drawSheet(context, book, employee)?.figures ?? [];
  const figure = figures.find(({ goal }) => goal.id === wish.indicator);
  if (!figure)
    throw fail.progress_indicator_unknown({
      found: wish.indicator.slice(0, 60),
      month: book.table.period.from,
      known: figures.map(({ goal }) => goal.id),
    });
  const { receipt } = figure.evidence;
  if (wish.receipt !== undefined && wish.receipt !== receipt)
    throw fail.contest_changed({ found: wish.receipt.slice(0, 20), now: receipt });
  const { lines } = readJournal(workspace);
  const id = `C${createHash("sha256")
    .update(`${lines.length} ${employee} ${receipt} ${now.toISOString()}`)
    .digest("hex")
    .slice(0, 8)}`;
  appendJournal(
    workspace,
    {
      kind: "progress_contested",
      contest: id,
      person: employee,
      indicator: wish.indicator,
      period: book.table.period.from,
      sheet: wish.kind,
      receipt_of: receipt,
      by_user: reader.id,
      text,
    },
    now,
  );
  return contestNamed(context, id);
}

/** The superior or another reader with rights on the person; never whoever contested. */
export async function answerContest(context: ModelContext, id: string, text: string): Promise<Contest> {
  const { workspace, reader, now } = context;
  const contest = await contestFor(context, id);
  const said = textOf(text);
  if (reader.employee === contest.employee || reader.id === contest.by)
    throw fail.contest_own({ reader: reader.id, id });
  if (contest.state === "answered")
    throw fail.contest_answered({ id, at: (contest.answer?.at ?? "").slice(0, 10) });
  appendJournal(
    workspace,
    {
      kind: "progress_contest_answered",
      contest: id,
      person: contest.employee,
      by_user: reader.id,
      text: said,
    },
    now,
  );
  return contestNamed(context, id);
}

/** Own contests, and those of people within the reader's person-level rights; the newest first. */
export async function listContests(context: ModelContext): Promise<Contest[]> {
  const { contests } = progressLog(readJournal(context.workspace).lines);
  const others = [...new Set(contests.map(({ employee }) => employee))];
  const within = new Set(await readable(context, others));
  return contests
    .filter(({ employee }) => employee === context.reader.employee || within.has(employee))
    .reverse();
}

/** A contest that the reader takes part in; one of somebody out of reach looks like none. */
export async function contestFor(context: ModelContext, id: string): Promise<Contest> {
  const contest = contestNamed(context, id);
  try {
    await mustRead(context, contest.employee, { from: contest.period, to: contest.period });
  } catch {
    throw unknown(context, id);
  }
  return contest;
}

function contestNamed(context: ModelContext, id: string): Contest {
  const { contests } = progressLog(readJournal(context.workspace).lines);
  const contest = contests.find((one) => one.id === id);
  if (!contest) throw unknown(context, id);
  return contest;
}

const unknown = ({ reader }: ModelContext, id: string) =>
  fail.contest_unknown({ found: id.slice(0, 40), reader: reader.id });
