// A payroll file and pay rules → every row of either beside the other, the differences with candidates for their reason.
import path from "node:path";
import type { ModelContext } from "../model-context.js";
import { partOf, reasonsFor } from "./difference-reasons.js";
import { minorDigits, sumFen, type Fen } from "./money.js";
import type { PayResult } from "./pay-facts.js";
import { payOfPeople } from "./pay-people.js";
import { lastDayOf } from "../month.js";
import { addMonths, periodOf, readPeriod, type PayPeriod } from "./pay-period.js";
import { payRulesNamed } from "./pay-rule-files.js";
import type { PayRules, PayVersion } from "./pay-rule-schema.js";
import { readPayroll, type PayrollRow } from "./payroll-table.js";
import { dueDate, versionAt } from "./calculate-pay.js";
import { daysBetween } from "./deal-commission.js";

export interface CheckedRow {
  employee: string;
  /** Id of the rule; the rules' own id for all of them together. */
  item: string;
  /** Null where the rules could not reckon it, or give the person nothing. */
  ours: Fen | null;
  payroll: Fen | null;
  /** Payroll less ours; a missing side counts as nothing. */
  difference: Fen;
  reasons: string[];
}

export interface PayrollCheck {
  id: string;
  version: number;
  period: PayPeriod;
  currency: string;
  file: string;
  rows: CheckedRow[];
  /** Rows of payroll whose item is none of these rules'. */
  otherItems: { item: string; rows: number }[];
  /** Rows of payroll of people outside of what the reader may read, or outside of the rules. */
  unknownPeople: number;
  totals: { ours: Fen; payroll: Fen };
  /** Days from the period's end to the day of payment, where the file says it: smallest, median, largest. */
  days: { least: number; median: number; most: number; agreed: number } | null;
}

/** Errors: those of the rules, the file, the rows and the policy. */
export async function checkPayroll(
  context: ModelContext,
  { id, period: asked, file }: { id: string; period: string; file: string },
): Promise<PayrollCheck> {
  const { workspace, cache } = context;
  const { rules } = payRulesNamed(workspace, id);
  const period = readPeriod(rules.period, asked, cache.history);
  const { currency } = workspace.config;
  const items = itemNames(rules, versionAt(rules, period.from));
  const read = await readPayroll(file, minorDigits(currency), new Set(items.keys()));
  const rows = read.filter((row) => isOfPeriod(row, period));
  const { version, people, results } = await payOfPeople(context, rules, period);
  const mine = rows.flatMap((row) => {
    const rule = items.get(row.item.toLowerCase());
    return rule === undefined ? [] : [{ ...row, rule }];
  });
  const wanted = new Set(mine.map(({ rule }) => rule));
  const before = await previousResults(context, rules, period);
  const checked: CheckedRow[] = [];
  const resultOf = new Map(results.map((result) => [result.employee, result]));
  for (const rule of wanted.size === 0 ? [""] : wanted) {
    const paid = grouped(mine.filter((row) => row.rule === rule));
    const employees = new Set([...resultOf.keys(), ...paid.keys()]);
    for (const employee of employees) {
      const result = resultOf.get(employee);
      const theirs = paid.get(employee);
      const ours = result ? ownAmount(result, rule) : null;
      const payroll = theirs ? sumFen(theirs.map(({ amount }) => amount)) : null;
      if ((ours ?? 0) === 0 && (payroll ?? 0) === 0) continue;
      const difference = (payroll ?? 0) - (ours ?? 0);
      const reasons =
        difference === 0
          ? []
          : result && payroll !== null && ours !== null
            ? reasonsFor(ours, payroll, {
                rules,
                version,
                facts: people[results.indexOf(result)]!.facts,
                currency,
                rule,
                previous: before.get(employee) ? partOf(before.get(employee)!.lines, rule) : null,
              })
            : [payroll === null ? "not_in_payroll" : result ? "not_reckoned" : "not_in_rules"];
      if (difference !== 0 && (theirs?.length ?? 0) > 1) reasons.push("several_rows");
      checked.push({ employee, item: rule || rules.id, ours, payroll, difference, reasons });
    }
  }
  checked.sort((a, b) => order(a.employee, b.employee) || order(a.item, b.item));
  const known = new Set(results.map(({ employee }) => employee));
  return {
    id: rules.id,
    version: version.version,
    period,
    currency,
    file: path.basename(file),
    rows: checked,
    otherItems: countItems(rows.filter(({ item }) => !items.has(item.toLowerCase()))),
    unknownPeople: new Set(
      mine.filter(({ employee }) => !known.has(employee)).map(({ employee }) => employee),
    ).size,
    totals: {
      ours: sumFen(checked.map(({ ours }) => ours ?? 0)),
      payroll: sumFen(checked.map(({ payroll }) => payroll ?? 0)),
    },
    days: paymentDays(mine, period, rules),
  };
}

/** Null where the rule lacks something; 0 is an amount. */
function ownAmount({ lines, missing }: PayResult, rule: string): Fen | null {
  const lacks = missing.some((one) => rule === "" || one.rule === rule);
  return lacks ? null : partOf(lines, rule);
}

/** What payroll may call each rule, in lower case → its id; the rules as a whole → "". */
function itemNames(rules: PayRules, { rules: list }: PayVersion): Map<string, string> {
  const names = new Map<string, string>();
  for (const rule of list)
    for (const name of [rule.payroll_item, rule.id, rule.name.en, rule.name.zh])
      if (name !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), rule.id);
  for (const name of [rules.id, rules.name.en, rules.name.zh]) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), ""); // prettier-ignore
  return names;
}

/** A row without a period belongs to the one that is checked. */
function isOfPeriod({ period }: PayrollRow, { from, to }: PayPeriod): boolean {
  if (period === null) return true;
  const month = /^(\d{4})\D?(0?[1-9]|1[0-2])(?!\d)/.exec(period);
  const quarter = /^(\d{4})-?[Qq]([1-4])$/.exec(period);
  const named = quarter
    ? `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, "0")}`
    : month
      ? `${month[1]}-${month[2]!.padStart(2, "0")}`
      : null;
  return named !== null && named >= from && named <= to;
}

async function previousResults(
  context: ModelContext,
  rules: PayRules,
  { from }: PayPeriod,
): Promise<Map<string, PayResult>> {
  const before = periodOf(rules.period, addMonths(from, -1));
  const starts = rules.versions.some(({ effective_from }) => effective_from <= before.from);
  if (!starts || before.from < context.cache.history.from.slice(0, 7)) return new Map();
  const found = await payOfPeople(context, rules, before).catch(() => null);
  return new Map(found?.results.map((result) => [result.employee, result]));
}

function grouped(rows: readonly PayrollRow[]): Map<string, PayrollRow[]> {
  const groups = new Map<string, PayrollRow[]>();
  for (const row of rows) groups.set(row.employee, [...(groups.get(row.employee) ?? []), row]);
  return groups;
}

function countItems(rows: readonly PayrollRow[]): { item: string; rows: number }[] {
  const counts = new Map<string, number>();
  for (const { item } of rows) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, n]) => ({ item, rows: n }));
}

function paymentDays(rows: readonly PayrollRow[], { to }: PayPeriod, rules: PayRules): PayrollCheck["days"] {
  const end = lastDayOf(to);
  const days = rows
    .flatMap(({ paidOn }) => (paidOn === null ? [] : [daysBetween(end, paidOn)]))
    .sort((a, b) => a - b);
  if (days.length === 0) return null;
  const [low, high] = [days[Math.floor((days.length - 1) / 2)]!, days[Math.floor(days.length / 2)]!];
  return { least: days[0]!, median: (low + high) / 2, most: days.at(-1)!, agreed: daysToDueOf(rules, to) };
}

const daysToDueOf = (rules: PayRules, to: string): number => daysBetween(lastDayOf(to), dueDate(rules, to));
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
