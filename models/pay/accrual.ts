// Past periods of pay rules → earned and not yet due at each month's end, and the days from a period's end to its bonus date.
import type { ModelContext } from "../model-context.js";
import { daysToDue, dueDate } from "./calculate-pay.js";
import { sumFen, type Fen } from "./money.js";
import { payErrors } from "./pay-errors.js";
import type { PayLine } from "./pay-facts.js";
import { payOfPeople } from "./pay-people.js";
import { lastDayOf } from "../month.js";
import { addMonths, monthsOf, readPeriods } from "./pay-period.js";
import { readsPeople } from "./pay-reach.js";
import { payRulesNamed } from "./pay-rule-files.js";

export interface AccrualMonth {
  /** YYYY-MM. */
  month: string;
  earned: Fen;
  due: Fen;
  /** Earned up to the month's end and due after it; of the periods looked at. */
  outstanding: Fen;
}

export interface AccrualPeriod {
  from: string;
  to: string;
  earned: Fen;
  /** YYYY-MM-DD. */
  due: string;
  /** From the period's last day to its bonus date. */
  days: number;
  /** The history ends inside it. */
  isRunning: boolean;
}

export interface Accrual {
  id: string;
  name: { en: string; zh: string };
  currency: string;
  people: number;
  periods: AccrualPeriod[];
  months: AccrualMonth[];
  /** Person-periods in which something was missing: the liability is at least this. */
  incomplete: number;
}

/** Errors: pay_needs_person_rights, pay_simulation_small, pay_period_invalid, and those of the rows. */
export async function payAccrual(
  context: ModelContext,
  question: { id: string; from: string; to: string },
): Promise<Accrual> {
  const { workspace, reader, cache } = context;
  if (!readsPeople(reader)) throw payErrors.pay_needs_person_rights({ reader: reader.id });
  const { rules } = payRulesNamed(workspace, question.id);
  const periods: AccrualPeriod[] = [];
  const lines: (PayLine & { earnedOn: string })[] = [];
  const people = new Set<string>();
  let incomplete = 0;
  for (const period of readPeriods(rules.period, question, cache.history)) {
    const { results, isRunning } = await payOfPeople(context, rules, period);
    for (const { employee, lines: own, missing } of results) {
      people.add(employee);
      incomplete += Number(missing.length > 0);
      for (const line of own) lines.push({ ...line, earnedOn: line.earned ?? lastDayOf(period.to) });
    }
    const earned = sumFen(results.map(({ total }) => total));
    periods.push({
      ...period,
      earned,
      due: dueDate(rules, period.to),
      days: daysToDue(rules, period.to),
      isRunning,
    });
  }
  const { k, currency } = workspace.config;
  if (people.size < k) throw payErrors.pay_simulation_small({ people: people.size, k });
  return {
    id: rules.id,
    name: rules.name,
    currency,
    people: people.size,
    periods,
    months: accrualMonths(lines, periods[0]!.from, periods.at(-1)!),
    incomplete,
  };
}

interface Dated {
  fen: Fen;
  earnedOn: string;
  due: string;
}

const sumWhere = (lines: readonly Dated[], isMeant: (line: Dated) => boolean): Fen =>
  sumFen(lines.filter(isMeant).map(({ fen }) => fen));

/** From the first period's first month to the month in which the last one is due. */
export function accrualMonths(
  lines: readonly Dated[],
  from: string,
  last: { to: string; due: string },
): AccrualMonth[] {
  const to = last.due.slice(0, 7) > last.to ? last.due.slice(0, 7) : last.to;
  return Array.from({ length: monthsOf(from, to) }, (_, i) => {
    const month = addMonths(from, i);
    const end = lastDayOf(month);
    return {
      month,
      earned: sumWhere(lines, ({ earnedOn }) => earnedOn.startsWith(month)),
      due: sumWhere(lines, ({ due }) => due.startsWith(month)),
      outstanding: sumWhere(lines, ({ earnedOn, due }) => earnedOn <= end && due > end),
    };
  });
}
