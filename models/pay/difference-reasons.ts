// Our amount, payroll's, and the facts → what would make payroll's amount: each candidate is reckoned, none is guessed.
import type { Bilingual } from "../../engine/locale.js";
import { calculatePay, salesOf, termsOf } from "./calculate-pay.js";
import { ratio } from "./decimal.js";
import { needsTarget, targetOf, wholeAmountCommission } from "./marginal-commission.js";
import { fenOf, scaled, sumFen, type Fen } from "./money.js";
import type { PayFacts, PayLine } from "./pay-facts.js";
import type { PayRule, PayRules, PayVersion } from "./pay-rule-schema.js";

export const reasonWords: Record<string, Bilingual> = {
  not_in_payroll: { en: "payroll has no such row", zh: "工资表中没有这一行" },
  not_in_rules: { en: "the rules give this person nothing", zh: "按规则此人没有该项" },
  not_reckoned: {
    en: "we lack an input (target, score, base pay)",
    zh: "我方缺少输入（目标、得分或基本工资）",
  },
  rounding: { en: "rounding: at most one minor unit per line", zh: "取整：每行至多差一个最小货币单位" },
  factor_hundred: {
    en: "a factor of 100: minor units taken for whole ones, or the reverse",
    zh: "相差 100 倍：元与分混淆",
  },
  opposite_sign: { en: "the opposite sign", zh: "正负号相反" },
  twice: { en: "paid twice", zh: "重复发放" },
  several_rows: { en: "several rows of payroll together", zh: "工资表中有多行合计" },
  other_version: { en: "another version of the rules makes this amount", zh: "按规则的另一个版本可得此金额" },
  whole_amount: {
    en: "the top rate on the whole amount, not tier by tier",
    zh: "对全额而非分段适用了最高一档比例",
  },
  without_excess: {
    en: "only up to the target: the tier above is missing",
    zh: "只计到目标为止，缺少超额部分",
  },
  other_unit: {
    en: "the other reading of “higher”: points against relative",
    zh: "“提高”的另一种读法：百分点与相对变化",
  },
  whole_period: {
    en: "reckoned as for a whole period, the person was employed for part of it",
    zh: "按整期计算，而此人仅部分在职",
  },
  without_limits: { en: "without the cap or floor", zh: "未计上限或下限" },
  without_clawback: { en: "without taking back cancelled orders", zh: "未扣回已取消订单" },
  without_score: { en: "without the multiplier of the score", zh: "未乘以得分系数" },
  whole_shift: { en: "the whole shift, not the hours inside the window", zh: "按整班时长而非时段内时长计算" },
  previous_period: { en: "the amount of the period before", zh: "为上一周期的金额" },
};

/** Everything that a candidate needs. `rule` is empty for all rules together. */
export interface Differing {
  rules: PayRules;
  version: PayVersion;
  facts: PayFacts;
  currency: string;
  rule: string;
  previous: Fen | null;
}

/** The part of the lines that an item of payroll stands for. */
export const partOf = (lines: readonly PayLine[], rule: string): Fen =>
  sumFen(lines.filter((line) => rule === "" || line.rule === rule).map(({ fen }) => fen));

/** Codes of those candidates that make payroll's amount exactly, most telling first. */
export function reasonsFor(ours: Fen, payroll: Fen, differing: Differing): string[] {
  const { rules, version, facts, currency, rule, previous } = differing;
  const lines = calculatePay(rules, version, facts, currency).lines.filter(
    (line) => rule === "" || line.rule === rule,
  );
  const candidates: [string, Fen | null][] = [
    ["opposite_sign", -ours],
    ["factor_hundred", payroll === ours * 100 || ours === payroll * 100 ? payroll : null],
    ["twice", 2 * ours],
    ...rules.versions
      .filter(({ version: number }) => number !== version.version)
      .map((other): [string, Fen] => ["other_version", remade(differing, { version: other })]),
    ["whole_amount", wholeAmount(differing)],
    ["without_excess", withoutExcess(lines)],
    ["other_unit", remade(differing, { version: { ...version, rules: version.rules.map(otherUnit) } })],
    ["whole_period", remade(differing, { facts: { ...facts, employed: { days: facts.employed.of, of: facts.employed.of } } })], // prettier-ignore
    [
      "without_limits",
      sumFen(lines.filter(({ kind }) => kind !== "cap" && kind !== "floor").map(({ fen }) => fen)),
    ],
    ["without_clawback", sumFen(lines.filter(({ kind }) => kind !== "clawback").map(({ fen }) => fen))],
    ["without_score", sumFen(lines.filter((line) => !(line.kind === "score_multiplier" && line.rate.startsWith("×"))).map(({ fen }) => fen))], // prettier-ignore
    ["whole_shift", wholeShifts(differing)],
    ["previous_period", previous],
  ];
  const found = candidates.filter(([, amount]) => amount !== null && amount === payroll && amount !== ours);
  const codes = [...new Set(found.map(([code]) => code))];
  return Math.abs(ours - payroll) <= lines.length && codes.length === 0 ? ["rounding"] : codes;
}

function remade(
  { rules, version, facts, currency, rule }: Differing,
  other: { version?: PayVersion; facts?: PayFacts },
): Fen {
  const { lines } = calculatePay(rules, other.version ?? version, other.facts ?? facts, currency);
  return partOf(lines, rule);
}

const otherUnit = (rule: PayRule): PayRule => {
  if (rule.kind === "repurchase_bonus" && rule.base_rate !== undefined)
    return { ...rule, unit: rule.unit === "points" ? "relative" : "points" };
  if (rule.kind !== "deal_commission") return rule;
  const higher = rule.higher.map((raise) => ({ ...raise, unit: raise.unit === "points" ? ("relative" as const) : ("points" as const) })); // prettier-ignore
  return { ...rule, higher };
};

function wholeAmount({ rules, version, facts, currency, rule }: Differing): Fen | null {
  const found = version.rules.find(({ id }) => id === rule || (rule === "" && version.rules.length === 1));
  if (found?.kind !== "marginal_commission") return null;
  const terms = termsOf(rules, version, facts, currency);
  const sales = salesOf(found, facts);
  const target = targetOf(found, facts.targets.get(found.id), terms);
  return sales === undefined || (target === null && needsTarget(found)) ? null : wholeAmountCommission(found, sales, target, terms); // prettier-ignore
}

function withoutExcess(lines: readonly PayLine[]): Fen | null {
  const slices = lines.filter(({ kind }) => kind === "marginal_commission");
  return slices.length < 2
    ? null
    : sumFen(lines.filter((line) => line !== slices.at(-1)).map(({ fen }) => fen));
}

function wholeShifts({ version, facts, currency, rules, rule }: Differing): Fen | null {
  const night = version.rules.find(
    ({ id, kind }) => kind === "night_subsidy" && (rule === "" || id === rule),
  );
  if (night?.kind !== "night_subsidy") return null;
  const perHour = fenOf(night.per_hour, termsOf(rules, version, facts, currency).digits);
  const paid = new Set(calculatePay(rules, version, facts, currency).lines.flatMap(({ kind, text, fen }) => (kind === "night_subsidy" && fen > 0 ? [text.en] : []))); // prettier-ignore
  const shifts = facts.shifts.filter(({ day }) => [...paid].some((text) => text.includes(day)));
  return sumFen(shifts.map(({ began, ended }) => scaled(perHour, ratio(ended - began, 3_600_000))));
}
