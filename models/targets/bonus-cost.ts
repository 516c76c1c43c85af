// Target + forecast + the company's commission rules → what the bonus would cost: each person at their usual share of the team's total
// and of its target, in every future the forecast holds, by the pay rules' own calculator. Nothing is paid here.
import { personValues } from "../../engine/metrics/person-values.js";
import type { Filter } from "../../engine/metrics/metric-query.js";
import type { Bilingual } from "../../engine/locale.js";
import { quantile } from "../estimators/flat-table.js";
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import type { Refusal } from "../model.js";
import { monthNumber, monthText } from "../month.js";
import { calculatePay, versionAt } from "../pay/calculate-pay.js";
import { fenOf, minorDigits } from "../pay/money.js";
import type { PayFacts } from "../pay/pay-facts.js";
import { daysOf } from "../pay/pay-period.js";
import { payRulesOf } from "../pay/pay-rule-files.js";
import type { PayRules, PayVersion } from "../pay/pay-rule-schema.js";
import type { TargetFitted } from "./target-forecast.js";
import type { TargetSpan, TargetSubject } from "./target-ledger.js";
import { spanTotals } from "./target-outlook.js";

export interface BonusCost {
  rules: string;
  version: number;
  name: Bilingual;
  /** False: an example that came with Rapport, not the company's. */
  isOwn: boolean;
  /** False: its tiers do not follow the target that is set here. */
  followsTarget: boolean;
  people: number;
  /** Past quarters that say how unevenly people's results fall. */
  quarters: number;
  /** Over the forecast's futures, in the workspace's currency. */
  expected: number;
  low80: number;
  high80: number;
  /** If the total were just the target. */
  atTarget: number;
}

/** A person's part: share of the total, and results ÷ share × total of past quarters. */
interface PersonShare {
  share: number;
  ratios: number[];
}

const pastQuarters = 4;
const mostCalculations = 30_000;

/** One entry per rule file in force with a commission on this metric. Refused where there is none, or without person-level rights. */
export async function bonusCost(
  context: ModelContext,
  subject: TargetSubject,
  span: TargetSpan,
  target: number,
  fitted: TargetFitted,
): Promise<BonusCost[] | Refusal> {
  if (context.reader.rights !== "person" && subject.employee === undefined) return refused.rights;
  const { config, dir } = context.workspace;
  const { found } = payRulesOf({ dir, config });
  const all = found.flatMap(({ rules, isOwn }) => {
    const version = commissionsOn(subject.metric, rules, span.from);
    return version ? [{ rules, isOwn, version }] : [];
  });
  // Examples stand in only where the company has no rule of its own.
  const own = all.filter(({ isOwn }) => isOwn);
  const chosen = own.length > 0 ? own : all;
  if (chosen.length === 0) return refused.none;
  const totals = spanTotals(fitted, span);
  const costs: BonusCost[] = [];
  for (const { rules, isOwn, version } of chosen) {
    const people = await sharesOf(context, subject, version.applies_to?.where ?? []);
    if (people.length === 0) continue;
    const quarters = people[0].ratios.length;
    const cost = (total: number): number =>
      costOf({ rules, version, people, span, target, currency: config.currency }, total);
    const steps = Math.max(3, Math.min(21, Math.floor(mostCalculations / (people.length * quarters))));
    const futures = Array.from({ length: steps }, (_, i) => cost(quantile(totals, (i + 0.5) / steps)));
    costs.push({
      rules: rules.id,
      version: version.version,
      name: rules.name,
      isOwn,
      followsTarget: version.rules.some((rule) => "target" in rule && rule.target && "kpi" in rule.target),
      people: people.length,
      quarters,
      expected: futures.reduce((sum, one) => sum + one, 0) / steps,
      low80: cost(quantile(totals, 0.1)),
      high80: cost(quantile(totals, 0.9)),
      atTarget: cost(target),
    });
  }
  return costs.length > 0 ? costs : refused.nobody;
}

/** The version in force when the quarter begins, with its commissions on the metric only; undefined without any. */
function commissionsOn(metric: string, rules: PayRules, from: string): PayVersion | undefined {
  if (!rules.versions.some((version) => version.effective_from <= from)) return undefined;
  const version = versionAt(rules, from);
  const own = version.rules.filter(
    (rule) =>
      rule.kind === "marginal_commission" &&
      typeof rule.of === "object" &&
      "metric" in rule.of &&
      rule.of.metric === metric,
  );
  return own.length > 0 ? { ...version, rules: own } : undefined;
}

/** People with results in the last four whole quarters known, employed in the last of them. */
async function sharesOf(
  { cache, workspace, reader, now }: ModelContext,
  { metric, where, employee }: TargetSubject,
  applies: readonly Filter[],
): Promise<PersonShare[]> {
  if (employee !== undefined) return [{ share: 1, ratios: [1] }];
  const last = lastWholeMonth(workspace, cache, now);
  const first = Math.max(monthNumber(cache.history.from), last - 3 * pastQuarters + 1);
  const conditions = [...where, ...applies];
  const values = await personValues(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    {
      metrics: [metric],
      from: monthText(first),
      to: monthText(last),
      by: "month",
      ...(conditions.length > 0 && { where: conditions }),
    },
    { reader },
  );
  const quarterOf = (period: string): number => Math.floor((last - monthNumber(period)) / 3);
  const count = Math.floor((last - first + 1) / 3);
  const results = new Map<string, number[]>();
  for (const { employee: of, period, value } of values) {
    const quarter = quarterOf(period);
    if (quarter >= count || value === null) continue;
    const own = results.get(of) ?? Array.from({ length: count }, () => 0);
    own[quarter] += value;
    results.set(of, own);
  }
  const present = [...results.values()].filter((own) => own[0] > 0);
  const totals = Array.from({ length: count }, (_, q) => present.reduce((sum, own) => sum + own[q], 0));
  const all = totals.reduce((a, b) => a + b, 0);
  return present.map((own) => {
    const share = own.reduce((a, b) => a + b, 0) / all;
    return { share, ratios: totals.map((total, q) => (total > 0 ? own[q] / (share * total) : 1)) };
  });
}

/** Mean over the past quarters' unevenness of everybody's commission, if the team's total were `total`. */
function costOf(
  given: {
    rules: PayRules;
    version: PayVersion;
    people: readonly PersonShare[];
    span: TargetSpan;
    target: number;
    currency: string;
  },
  total: number,
): number {
  const { rules, version, people, span, target, currency } = given;
  const parts = rules.period === "month" ? 3 : 1;
  const period = parts === 3 ? { from: span.from, to: span.from } : span;
  const digits = minorDigits(currency);
  const ids = version.rules.map(({ id }) => id);
  const employed = { days: daysOf(period), of: daysOf(period) };
  const quarters = people[0].ratios.length;
  let fen = 0;
  for (let q = 0; q < quarters; q++)
    for (const { share, ratios } of people) {
      const amount = fenOf(plain((Math.max(0, total) * share * ratios[q]) / parts), digits);
      const wanted = fenOf(plain((target * share) / parts), digits);
      const facts: PayFacts = {
        ...nothingElse,
        ...period,
        employed,
        amounts: new Map(ids.map((id) => [id, amount])),
        targets: new Map(ids.map((id) => [id, wanted])),
      };
      fen += calculatePay(rules, version, facts, currency).total;
    }
  return (fen * parts) / quarters / 10 ** digits;
}

const nothingElse = {
  employee: "",
  basePay: null,
  scores: new Map(),
  orders: [],
  cancelled: [],
  shifts: [],
};

/** Two decimals: what an amount in a file looks like. */
const plain = (value: number): string => value.toFixed(2);

const refusal = (code: string, en: string, zh: string): Refusal => ({
  refused: true,
  code,
  facts: {},
  text: { en, zh },
});

const refused = {
  rights: refusal(
    "bonus_cost_needs_person_rights",
    "The cost rests on single people’s results: it takes person-level rights on the team.",
    "成本测算依据个人业绩：需要对该团队拥有个人级权限。",
  ),
  none: refusal(
    "bonus_cost_without_rule",
    "No pay rule with a commission on this measure is in force. Write one in pay-rules/ to see what a target costs.",
    "没有针对该指标的有效提成规则。可在 pay-rules/ 中编写规则，以查看目标对应的成本。",
  ),
  nobody: refusal(
    "bonus_cost_of_nobody",
    "The rules apply to nobody here with results in the last three months.",
    "最近三个月内，此范围中没有适用规则且有业绩的人员。",
  ),
};
