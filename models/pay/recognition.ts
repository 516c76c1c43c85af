// "Three months on target", "first of the month" → a list of people with the evidence for each. A list: a person decides, elsewhere.
import type { Bilingual } from "../../engine/locale.js";
import type { ModelContext } from "../model-context.js";
import { compareRatios, decimalOf, percentOf, timesRatio, type Ratio } from "./decimal.js";
import { payErrors } from "./pay-errors.js";
import { addMonths, periodOf, readPeriod, type PayPeriod } from "./pay-period.js";
import { payPeople } from "./pay-people.js";
import { sumsOf, valuesOf } from "./pay-sources.js";
import { kpiRows } from "./pay-rows.js";
import { payRulesNamed } from "./pay-rule-files.js";
import { versionAt } from "./calculate-pay.js";
import type { PayRules, Recognition } from "./pay-rule-schema.js";

export interface Evidence {
  from: string;
  value: number | null;
  /** What had to be reached; null where there is no target. */
  needed: number | null;
  isMet: boolean;
}

export interface Eligible {
  employee: string;
  evidence: Evidence[];
  /** Place, for a list of the first. */
  place: number | null;
}

export interface RecognitionList {
  id: string;
  name: Bilingual;
  kind: Recognition["kind"];
  period: PayPeriod;
  /** How many brought something in that is looked at. */
  looked: number;
  eligible: Eligible[];
}

/** Errors: pay_rule_unknown, and those of the rows and the policy. */
export async function recognitionLists(
  context: ModelContext,
  id: string,
  periodText: string,
): Promise<RecognitionList[]> {
  const { rules } = payRulesNamed(context.workspace, id);
  const period = readPeriod(rules.period, periodText, context.cache.history);
  const version = versionAt(rules, period.from);
  const lists: RecognitionList[] = [];
  for (const recognition of version.recognitions)
    lists.push(
      recognition.kind === "streak"
        ? await streakList(context, rules, recognition, period)
        : await topList(context, rules, recognition, period),
    );
  return lists;
}

interface Measured {
  values: Map<string, number>;
  targets: Map<string, number>;
  employees: string[];
}

/** Who the rules apply to in that period, what they brought in, and what was set for them. */
async function measured(
  context: ModelContext,
  rules: PayRules,
  recognition: Recognition,
  period: PayPeriod,
): Promise<Measured> {
  const { people } = await payPeople(context, { ...rules, versions: [bare(rules, period)] }, period);
  const employees = people.map(({ facts }) => facts.employee);
  const { of } = recognition;
  const recorded = recognition.kind === "streak" && recognition.target && "kpi" in recognition.target ? recognition.target.kpi : null; // prettier-ignore
  const kpis = recorded !== null || (of !== "orders" && "kpi" in of) ? await kpiRows(context, period) : [];
  const mine = new Set(employees);
  const rows = kpis.filter(({ employee_id }) => mine.has(employee_id));
  if (of === "orders")
    throw payErrors.pay_source_absent({ id: recognition.id, source: "metric order_value or a kpi" });
  return {
    employees,
    values: await valuesOf(context, of, period, employees, rows),
    targets: recorded === null ? new Map() : sumsOf(rows, recorded, ({ target }) => target),
  };
}

/** The version without its rules: only whom it applies to is asked. */
function bare(rules: PayRules, period: PayPeriod) {
  return { ...versionAt(rules, period.from), rules: [] };
}

async function streakList(
  context: ModelContext,
  rules: PayRules,
  recognition: Extract<Recognition, { kind: "streak" }>,
  period: PayPeriod,
): Promise<RecognitionList> {
  const step = rules.period === "month" ? 1 : 3;
  const periods = Array.from({ length: recognition.periods }, (_, i) =>
    periodOf(rules.period, addMonths(period.from, -step * (recognition.periods - 1 - i))),
  );
  const all: { period: PayPeriod; measured: Measured }[] = [];
  for (const one of periods)
    all.push({ period: one, measured: await measured(context, rules, recognition, one) });
  const employees = all.at(-1)!.measured.employees;
  const eligible = employees.flatMap((employee) => {
    const evidence = all.map(({ period: { from }, measured: { values, targets } }) =>
      evidenceOf(recognition, from, values.get(employee), targets.get(employee)),
    );
    return evidence.every(({ isMet }) => isMet) ? [{ employee, evidence, place: null }] : [];
  });
  const { id, name, kind } = recognition;
  return { id, name, kind, period, looked: all.at(-1)!.measured.values.size, eligible };
}

export function evidenceOf(
  { at_least, target }: Pick<Extract<Recognition, { kind: "streak" }>, "at_least" | "target">,
  from: string,
  value: number | undefined,
  recorded: number | undefined,
): Evidence {
  const set = target && "amount" in target ? target.amount : (recorded ?? null);
  const needed: Ratio | null =
    typeof at_least === "number"
      ? decimalOf(at_least)
      : set === null || set <= 0
        ? null
        : timesRatio(decimalOf(set)!, percentOf(at_least)!);
  const isMet = value !== undefined && needed !== null && compareRatios(decimalOf(value)!, needed) >= 0;
  return { from, value: value ?? null, needed: needed && Number(needed.n) / Number(needed.d), isMet };
}

async function topList(
  context: ModelContext,
  rules: PayRules,
  recognition: Extract<Recognition, { kind: "top" }>,
  period: PayPeriod,
): Promise<RecognitionList> {
  const { values } = await measured(context, rules, recognition, period);
  const falling = [...values].sort(([, x], [, y]) => y - x);
  const eligible = falling.flatMap(([employee, value]) => {
    // equals share a place, and nobody is left out for the order of a list
    const place = falling.filter(([, other]) => other > value).length + 1;
    if (place > recognition.places || value <= 0) return [];
    return [{ employee, place, evidence: [{ from: period.from, value, needed: null, isMet: true }] }];
  });
  const { id, name, kind } = recognition;
  return { id, name, kind, period, looked: values.size, eligible };
}
