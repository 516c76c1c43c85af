// Reader, person and period → the sheet: facts, what went well, what to look at, where it helps most, alerts, notes, contests.
import { readJournal } from "../../engine/index.js";
import type { ModelContext } from "../model-context.js";
import { alertRules, type AlertRule } from "./alert-rules.js";
import { alertsOf } from "./alerts.js";
import { helpsMost } from "./helps-most.js";
import { journalLook, mustRead } from "./progress-access.js";
import { progressErrors as fail } from "./progress-errors.js";
import { progressLog, type ProgressLog } from "./progress-log.js";
import { progressPeriod, type PeriodWish, type ProgressPeriod } from "./progress-period.js";
import { openLeadsOf, type OpenLead } from "./progress-rows.js";
import { progressTable, type ProgressTable } from "./progress-table.js";
import { ownSchemes } from "./scheme-goals.js";
import type { Figure, ProgressSheet } from "./progress-types.js";

/** What sheets of one period share. */
export interface SheetBook {
  table: ProgressTable;
  rules: AlertRule[];
  leads: Map<string, OpenLead[]>;
  log: ProgressLog;
  wish: PeriodWish;
}

/** The months of the wish, as long as the company's own scheme scores. */
const sheetPeriod = (context: ModelContext, wish: PeriodWish): ProgressPeriod =>
  progressPeriod(context, { ...wish, length: wish.length ?? ownSchemes(context)[0]?.period ?? "month" });

/** `asked`: the people whose sheets will be drawn. The caller has asked the policy about each. */
export async function sheetBook(
  context: ModelContext,
  wish: PeriodWish,
  asked: readonly string[],
): Promise<SheetBook> {
  const period = sheetPeriod(context, wish);
  const table = await progressTable(context, period, asked);
  const leads = new Map<string, OpenLead[]>();
  for (const lead of await openLeadsOf(context.cache, period.through))
    leads.set(lead.employee_id, [...(leads.get(lead.employee_id) ?? []), lead]);
  const log = progressLog(readJournal(context.workspace).lines);
  return { table, rules: alertRules(context.workspace), leads, log, wish };
}

/** One person's sheet for a reader who may see it; the look is journalled first. */
export async function progressSheet(
  context: ModelContext,
  employee: string,
  wish: PeriodWish,
): Promise<ProgressSheet> {
  await mustRead(context, employee, sheetPeriod(context, wish));
  const book = await sheetBook(context, wish, [employee]);
  journalLook(context, { what: "progress sheet", people: [employee], period: book.table.period.from });
  const sheet = drawSheet(context, book, employee);
  if (sheet) return sheet;
  const { from, to } = book.table.period;
  throw fail.progress_nothing_known({ person: employee.slice(0, 40), from, to });
}

/** Null where nothing is known of the person in these months. */
export function drawSheet(
  { workspace, cache, reader, now }: ModelContext,
  { table, rules, leads, log, wish }: SheetBook,
  employee: string,
): ProgressSheet | null {
  const { period } = table;
  const figures = table.figuresOf(employee, reader.hide);
  if (figures.length === 0) return null;
  const { currency, k, progress } = workspace.config;
  const person = table.people.get(employee);
  return {
    kind: wish.kind,
    employee,
    name: person?.name ?? null,
    unit: person?.unitName ?? null,
    period: { from: period.from, to: period.to },
    through: period.through,
    importedAt: period.importedAt,
    daysOld: Math.max(
      0,
      Math.floor((now.getTime() - Date.parse(`${period.through}T24:00:00Z`)) / 86_400_000),
    ),
    madeAt: now.toISOString(),
    snapshot: cache.snapshot,
    scheme: table.schemeOf(employee),
    k,
    currency,
    figures,
    ...helpsMost(figures),
    well: figures.filter(wentWell).map(({ goal }) => goal.id),
    look: figures.filter(toLookAt).map(({ goal }) => goal.id),
    alerts: alertsOf(rules, figures, leads.get(employee) ?? [], { through: period.through, currency }),
    notes: log.notesOf(employee, period.from),
    contests: log.contests.filter((one) => one.employee === employee && one.period === period.from),
    days: progress.days,
  };
}

/** A difference in the direction that the goal wants, and more than chance would make. */
const moved = ({ change, past, goal }: Figure, wanted: boolean): boolean =>
  [change, past].some(
    (one) =>
      one?.noise === "more_than_chance" &&
      one.difference > 0 === ((goal.direction === "at_least") === wanted),
  );

const wentWell = (figure: Figure): boolean =>
  figure.gap?.isMet === true || (figure.due !== null && figure.due.ahead >= 0) || moved(figure, true);

/** Behind the target once nothing more can come; behind what is due while the period runs; or worse by more than chance. */
const toLookAt = (figure: Figure): boolean =>
  (figure.due ? figure.due.ahead < 0 : figure.gap?.isMet === false) || moved(figure, false);
