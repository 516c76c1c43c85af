// Rules A against rules B over past periods → what either would have cost, by unit and by attainment, and who would gain or lose.
import type { ModelContext } from "../model-context.js";
import { basisOf, costAt, quantilesOf, type AttainmentForecast } from "./attainment-cost.js";
import { versionAt } from "./calculate-pay.js";
import { changeBands, changeOf, unitCosts, type ChangeBand, type UnitCost } from "./change-bands.js";
import { sumFen, type Fen } from "./money.js";
import { payErrors } from "./pay-errors.js";
import type { PayFacts } from "./pay-facts.js";
import { payOfPeople } from "./pay-people.js";
import { readPeriods, type PayPeriod } from "./pay-period.js";
import { readsPeople } from "./pay-reach.js";
import { payRulesNamed, payRulesOf } from "./pay-rule-files.js";
import type { PayRules, PayVersion, RaiseUnit } from "./pay-rule-schema.js";
import { readAs } from "./raise-unit.js";

/** One side: rules in force at the time, or one version of them throughout; a reading where their unit is not declared. */
export interface Side {
  rules: PayRules;
  version: number | null;
  reading: RaiseUnit | null;
}

export interface SideName {
  id: string;
  name: { en: string; zh: string };
  version: number | null;
  reading: RaiseUnit | null;
}

export interface PaySimulation {
  a: SideName;
  b: SideName;
  from: string;
  to: string;
  currency: string;
  /** Smallest group shown. */
  k: number;
  people: number;
  /** Left out: readable in some of their months only. */
  partly: number;
  /** Person-periods in which one side lacked a target, a score or base pay. */
  incomplete: number;
  totals: { a: Fen; b: Fen };
  periods: { from: string; a: Fen; b: Fen; people: number }[];
  units: UnitCost[];
  bands: ChangeBand[];
  /** In the last period, had everybody reached that share of their target. */
  attainment: { share: number; a: Fen; b: Fen }[];
  /** The same at the 10th, 50th and 90th percentile of a forecast. */
  forecast: { share: number; a: Fen; b: Fen }[] | null;
}

export interface SimulationQuestion {
  /** "id" or "id@version". */
  a: string;
  /** Left out: the readings of a unit that `a` does not declare are set side by side. */
  b?: string | undefined;
  from: string;
  to: string;
  forecast?: AttainmentForecast | undefined;
}

/** Errors: pay_rule_unknown, pay_periods_differ, pay_needs_person_rights, pay_simulation_small and those of the rows. */
export async function simulatePay(
  context: ModelContext,
  question: SimulationQuestion,
): Promise<PaySimulation> {
  const { workspace, reader, cache } = context;
  if (!readsPeople(reader)) throw payErrors.pay_needs_person_rights({ reader: reader.id });
  const [a, b] = sidesOf(workspace, question);
  if (a.rules.period !== b.rules.period)
    throw payErrors.pay_periods_differ({ a: a.rules.id, b: b.rules.id, periodA: a.rules.period, periodB: b.rules.period }); // prettier-ignore
  const periods = readPeriods(a.rules.period, question, cache.history);
  const people = new Map<string, { unit: string | null; a: Fen; b: Fen }>();
  const answer = { periods: [] as PaySimulation["periods"], partly: 0, incomplete: 0 };
  let last: { a: Reckoned; b: Reckoned } | undefined;
  for (const period of periods) {
    const made = { a: await reckoned(context, a, period), b: await reckoned(context, b, period) };
    for (const side of ["a", "b"] as const)
      for (const { employee, unit, total } of made[side].pay) {
        const own = people.get(employee) ?? { unit, a: 0, b: 0 };
        own[side] = sumFen([own[side], total]);
        people.set(employee, { ...own, unit });
      }
    answer.periods.push({
      from: period.from,
      a: sumFen(made.a.pay.map(({ total }) => total)),
      b: sumFen(made.b.pay.map(({ total }) => total)),
      people: new Set([...made.a.pay, ...made.b.pay].map(({ employee }) => employee)).size,
    });
    answer.partly = Math.max(answer.partly, made.a.partly, made.b.partly);
    answer.incomplete += Math.max(made.a.incomplete, made.b.incomplete);
    last = made;
  }
  const { k, currency } = workspace.config;
  const rows = [...people.values()];
  if (rows.length < k) throw payErrors.pay_simulation_small({ people: rows.length, k });
  const bases = new Map(
    [...last!.a.facts, ...last!.b.facts].flatMap((facts) => {
      const basis = basisOf(facts);
      return basis ? [[facts.employee, basis] as const] : [];
    }),
  );
  const at = (shares: readonly number[]): { share: number; a: Fen; b: Fen }[] => {
    const cost = ({ rules }: Side, { version, facts }: Reckoned) =>
      costAt({ rules, version, currency }, facts, shares, bases);
    const [ofA, ofB] = [cost(a, last!.a), cost(b, last!.b)];
    return shares.map((share, i) => ({ share, a: ofA[i]!.cost, b: ofB[i]!.cost }));
  };
  return {
    a: nameOf(a),
    b: nameOf(b),
    from: periods[0]!.from,
    to: periods.at(-1)!.to,
    currency,
    k,
    people: rows.length,
    ...answer,
    // a period of fewer people than k is a statement about each of them
    periods: answer.periods.filter(({ people: n }) => n >= k),
    totals: { a: sumFen(rows.map((row) => row.a)), b: sumFen(rows.map((row) => row.b)) },
    units: unitCosts(rows, k),
    bands: changeBands(rows.map((row) => changeOf(row.a, row.b)), k), // prettier-ignore
    attainment: at([0.8, 1, 1.2]),
    forecast: question.forecast ? at(quantilesOf(question.forecast)) : null,
  };
}

const nameOf = ({ rules: { id, name }, version, reading }: Side): SideName => ({
  id,
  name,
  version,
  reading,
});

/** Errors: pay_rule_unknown, pay_version_named_unknown; pay_unit_undeclared where two different rules were asked for. */
function sidesOf(workspace: ModelContext["workspace"], { a, b }: SimulationQuestion): [Side, Side] {
  if (b === undefined) {
    const [id] = a.split("@");
    const open = payRulesOf(workspace).undeclared.find(({ rules }) => rules.id === id);
    if (open)
      return (["points", "relative"] as const).map((reading) => ({
        ...sideOf(a, readAs(open.rules, reading)),
        reading,
      })) as [Side, Side];
  }
  const named = (text: string): Side => sideOf(text, payRulesNamed(workspace, text.split("@")[0]!).rules);
  return [named(a), named(b ?? a)];
}

function sideOf(text: string, rules: PayRules): Side {
  const [, named] = text.split("@");
  if (named === undefined) return { rules, version: null, reading: null };
  const version = rules.versions.find((one) => String(one.version) === named);
  if (version) return { rules, version: version.version, reading: null };
  const known = rules.versions.map((one) => String(one.version));
  throw payErrors.pay_version_named_unknown({ id: rules.id, found: named.slice(0, 20), known });
}

interface Reckoned {
  version: PayVersion;
  pay: { employee: string; unit: string | null; total: Fen }[];
  facts: PayFacts[];
  partly: number;
  incomplete: number;
}

async function reckoned(
  context: ModelContext,
  { rules, version }: Side,
  period: PayPeriod,
): Promise<Reckoned> {
  const by =
    version === null ? versionAt(rules, period.from) : rules.versions.find((one) => one.version === version)!;
  const { people, results, partly } = await payOfPeople(context, rules, period, { version: by });
  return {
    version: by,
    pay: results.map(({ employee, total }, i) => ({ employee, total, unit: people[i]!.unit })),
    facts: people.map(({ facts }) => facts),
    partly,
    incomplete: results.filter(({ missing }) => missing.length > 0).length,
  };
}
