// Pay rules, a period and a reader → the facts of everybody whom the rules apply to and the reader may read, and their pay.
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { compileFilter } from "../../engine/metrics/filter.js";
import { metricError } from "../../engine/metrics/metric-errors.js";
import { shownValue } from "../../engine/metrics/policy.js";
import { localReader } from "../../engine/metrics/reader.js";
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { monthNumber } from "../month.js";
import type { ByEmployee } from "./by-employee.js";
import { calculatePay, versionAt } from "./calculate-pay.js";
import type { Ratio } from "./decimal.js";
import { fenOf, minorDigits, type Fen } from "./money.js";
import { payErrors } from "./pay-errors.js";
import type { CancelledOrder, OrderFact, PayFacts, PayResult, ShiftFact } from "./pay-facts.js";
import { cancelledIn, needsOrders, ordersIn, type FactsThen } from "./pay-orders.js";
import { daysOf, type PayPeriod } from "./pay-period.js";
import { oneOf, payScopes } from "./pay-reach.js";
import { kpiRows, orderRows, personRows, type KpiRow } from "./pay-rows.js";
import type { PayRules, PayVersion } from "./pay-rule-schema.js";
import { shiftsIn } from "./pay-shifts.js";
import { requireRows, sumsOf, valuesOf } from "./pay-sources.js";
import { schemeScores } from "./scheme-scores.js";

export interface PayPerson {
  facts: PayFacts;
  /** Department, as the reader is shown it. */
  unit: string | null;
}

export interface PayPeople {
  version: PayVersion;
  period: PayPeriod;
  people: PayPerson[];
  /** People of whom the reader may read only some months of the period: left out. */
  partly: number;
  /** The data end inside the period: its last month is ahead, or cut by the last import. */
  isRunning: boolean;
}

export interface WhichPeople {
  /** Only these. */
  employees?: readonly string[];
  /** The version to reckon by, where it is not the one in force: a simulation. */
  version?: PayVersion;
  /** People to whom this version applies rather than the reckoned one's: both sides of a comparison take the same. */
  appliesTo?: PayVersion;
}

/** Errors: pay_version_unknown, pay_source_absent, pay_needs_person_rights, and those of the policy. */
export async function payPeople(
  context: ModelContext,
  rules: PayRules,
  period: PayPeriod,
  which: WhichPeople = {},
): Promise<PayPeople> {
  const { workspace, cache, reader } = context;
  const version = which.version ?? versionAt(rules, period.from);
  const catalogue = loadCatalogue(workspace.dir);
  const where = (which.appliesTo ?? version).applies_to?.where ?? [];
  const scopes = payScopes(context, which.employees);
  refuseHidden(version, reader.hide ?? []);
  const conditions = where.map((filter) => compileFilter(filter, catalogue, "applies_to"));
  if (which.employees) conditions.push(oneOf(which.employees));
  const { people: rows, partly } = await personRows(context, period, scopes, conditions);
  const given = await inputsOf(context, rules, version, period, rows.map(({ employee_id }) => employee_id)); // prettier-ignore
  const of = daysOf(period);
  const digits = minorDigits(workspace.config.currency);
  const people = rows.map((row): PayPerson => {
    const { employee_id: employee, days_employed: days, base_pay: basePay } = row;
    return {
      unit: shownValue(reader, "department", row.department),
      facts: {
        employee,
        ...period,
        employed: { days, of },
        basePay: basePay === null ? null : fenOf(basePay, digits),
        amounts: given.amounts.get(employee) ?? new Map(),
        targets: given.targets.get(employee) ?? new Map(),
        scores: given.scores.get(employee) ?? new Map(),
        orders: given.orders.get(employee) ?? [],
        cancelled: given.cancelled.get(employee) ?? [],
        shifts: given.shifts.get(employee) ?? [],
      },
    };
  });
  return {
    version,
    period,
    people,
    partly,
    isRunning: monthNumber(period.to) > lastWholeMonth(workspace, cache, context.now),
  };
}

/** The same, reckoned; those who bring nothing in that the rules look at are left out. Errors also: pay_nobody. */
export async function payOfPeople(
  context: ModelContext,
  rules: PayRules,
  period: PayPeriod,
  which: WhichPeople = {},
): Promise<PayPeople & { results: PayResult[] }> {
  const found = await payPeople(context, rules, period, which);
  const people = found.people.filter(({ facts }) => concerns(found.version, facts));
  if (people.length === 0) throw payErrors.pay_nobody({ id: rules.id, period: period.from });
  const { currency } = context.workspace.config;
  const results = people.map(({ facts }) => calculatePay(rules, found.version, facts, currency));
  return { ...found, people, results };
}

/** Something to reckon with, or a rule that gives without it (a floor, a base of one's own). */
function concerns(version: PayVersion, facts: PayFacts): boolean {
  const { amounts, targets, scores, orders, cancelled, shifts } = facts;
  if (amounts.size + targets.size + scores.size + orders.length + cancelled.length + shifts.length > 0)
    return true;
  const gives = version.rules.some((rule) => (rule.floor ?? 0) > 0 || (rule.kind === "score_multiplier" && !("rule" in rule.base))); // prettier-ignore
  return gives || (version.floor ?? 0) > 0;
}

/** What a role may not see as a metric it may not see as the base of a line either. Metrics refuse by themselves. */
function refuseHidden(version: PayVersion, hide: readonly string[]): void {
  const reads = version.rules.flatMap((rule): string[] => {
    if (rule.kind === "marginal_commission") return rule.of === "orders" ? ["order_value"] : "kpi" in rule.of ? ["kpi_attainment"] : []; // prettier-ignore
    if (rule.kind === "score_multiplier") return "base_pay" in rule.base ? ["base_pay", "pay_ratio"] : [];
    return [rule.kind === "night_subsidy" ? "night_hours_per_head" : "order_value"];
  });
  const field = reads.find((one) => hide.includes(one));
  if (field !== undefined) throw metricError.field_hidden({ field });
}

interface Inputs {
  amounts: ByEmployee<Map<string, Fen>>;
  targets: ByEmployee<Map<string, Fen>>;
  scores: ByEmployee<Map<string, Ratio>>;
  orders: ByEmployee<OrderFact[]>;
  cancelled: ByEmployee<CancelledOrder[]>;
  shifts: ByEmployee<ShiftFact[]>;
}

function put<T>(into: ByEmployee<Map<string, T>>, employee: string, key: string, value: T): void {
  const own = into.get(employee) ?? new Map<string, T>();
  into.set(employee, own.set(key, value));
}

async function inputsOf(
  context: ModelContext,
  rules: PayRules,
  version: PayVersion,
  period: PayPeriod,
  employees: readonly string[],
): Promise<Inputs> {
  const digits = minorDigits(context.workspace.config.currency);
  const wanted = new Set(employees);
  const inputs: Inputs = { amounts: new Map(), targets: new Map(), scores: new Map(), orders: new Map(), cancelled: new Map(), shifts: new Map() }; // prettier-ignore
  let kpis: KpiRow[] | null = null;
  for (const rule of version.rules) {
    if (rule.kind !== "marginal_commission") continue;
    const recorded = rule.target && "kpi" in rule.target ? rule.target.kpi : null;
    if (recorded !== null || (rule.of !== "orders" && "kpi" in rule.of)) {
      await requireRows(context, rules.id, "source_kpi_actual", "kpi_actual");
      kpis ??= (await kpiRows(context, period)).filter(({ employee_id }) => wanted.has(employee_id));
    }
    if (rule.of !== "orders")
      for (const [employee, value] of await valuesOf(context, rule.of, period, employees, kpis ?? []))
        put(inputs.amounts, employee, rule.id, fenOf(value, digits));
    if (recorded !== null)
      for (const [employee, value] of sumsOf(kpis!, recorded, ({ target }) => target))
        put(inputs.targets, employee, rule.id, fenOf(value, digits));
  }
  if (needsOrders(version)) {
    await requireRows(context, rules.id, "source_customer_order", "customer_order");
    const rows = (await orderRows(context, period)).filter(({ employee_id }) => wanted.has(employee_id));
    const { currency } = context.workspace.config;
    const factsThen = factsOf(context, rules);
    inputs.orders = ordersIn(rows, period, digits);
    inputs.cancelled = await cancelledIn(rows, rules, version, period, { digits, currency, factsThen });
  }
  inputs.shifts = await shiftsIn(context, version, period, wanted);
  for (const rule of version.rules)
    if (rule.kind === "score_multiplier")
      for (const [employee, score] of await schemeScores(context, rule.scheme, period, employees, rules.id))
        put(inputs.scores, employee, rule.scheme, score);
  return inputs;
}

/** The trace of these people's own pay: what their order made then, whoever's they were. */
const factsOf =
  (context: ModelContext, rules: PayRules): FactsThen =>
  async (period, version, employees) => {
    const own = { ...context, reader: { ...localReader, id: context.reader.id } };
    const { people } = await payPeople(own, { ...rules, clawback: undefined }, period, {
      employees,
      version,
    });
    return people.map(({ facts }) => facts);
  };
