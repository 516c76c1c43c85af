// A rule → one sentence in both languages that says everything it does, units and limits included.
import type { Bilingual } from "../../engine/locale.js";
import { percentOf, percentText } from "./decimal.js";
import { dealWords } from "./deal-commission.js";
import { fenOf, fenText } from "./money.js";
import type { PayRule, PaySource } from "./pay-rule-schema.js";
import { raisedRate } from "./raise-unit.js";

const sourceWords = (source: PaySource): Bilingual =>
  source === "orders"
    ? { en: "orders", zh: "订单额" }
    : "kpi" in source
      ? { en: `“${source.kpi}”`, zh: `“${source.kpi}”` }
      : { en: `the metric ${source.metric}`, zh: `指标 ${source.metric}` };

/** `digits`: of the currency. */
export function ruleWords(rule: PayRule, digits: number): Bilingual {
  const said = bodyOf(rule, digits);
  const amount = (value: number): string => fenText(fenOf(value, digits), digits);
  const limits = {
    en: `${rule.cap === undefined ? "" : ` At most ${amount(rule.cap)}.`}${rule.floor === undefined ? "" : ` At least ${amount(rule.floor)}.`}`,
    zh: `${rule.cap === undefined ? "" : `上限 ${amount(rule.cap)}。`}${rule.floor === undefined ? "" : `下限 ${amount(rule.floor)}。`}`,
  };
  return { en: said.en + limits.en, zh: said.zh + limits.zh };
}

const rate = (text: string): string => percentText(percentOf(text)!);

function bodyOf(rule: PayRule, digits: number): Bilingual {
  const amount = (value: number): string => fenText(fenOf(value, digits), digits);
  switch (rule.kind) {
    case "marginal_commission": {
      const of = sourceWords(rule.of);
      const ends = rule.tiers.map(({ to }) => to);
      const slices = rule.tiers.map(({ rate: by, to }, i): Bilingual => {
        const end = typeof to === "number" ? amount(to) : to === undefined ? null : rate(to);
        const before = ends[i - 1];
        const from = typeof before === "number" ? amount(before) : before === undefined ? null : rate(before);
        const target = { en: typeof (to ?? before) === "string" ? " of the target" : "", zh: typeof (to ?? before) === "string" ? "目标的 " : "" }; // prettier-ignore
        return end === null
          ? {
              en: `${rate(by)}${from === null ? "" : ` above ${from}${target.en}`}`,
              zh: `${from === null ? "" : `超出${target.zh}${from} 的部分 `}${rate(by)}`,
            }
          : { en: `${rate(by)} up to ${end}${target.en}`, zh: `${target.zh}${end} 以内 ${rate(by)}` };
      });
      return {
        en: `Of ${of.en}: ${slices.map(({ en }) => en).join(", ")}; each rate on its own slice only.`,
        zh: `按${of.zh}：${slices.map(({ zh }) => zh).join("，")}；每档比例只适用于该段。`,
      };
    }
    case "deal_commission": {
      const base = percentOf(rule.base_rate)!;
      const raises = rule.higher.map(({ deals, by, unit }): Bilingual => {
        const made = (as: "points" | "relative"): string => percentText(raisedRate(base, percentOf(by)!, as));
        const points = rate(by).replace("%", "");
        const { en, zh } = dealWords[deals];
        if (unit === undefined)
          return {
            en: `; ${en}: ${rate(by)} higher, unit not declared: ${made("points")} or ${made("relative")}`,
            zh: `；${zh}提高 ${rate(by)}，单位未声明：${made("points")} 或 ${made("relative")}`,
          };
        return unit === "points"
          ? {
              en: `; ${en}: ${points} points higher, ${made(unit)}`,
              zh: `；${zh}提高 ${points} 个百分点，即 ${made(unit)}`,
            }
          : {
              en: `; ${en}: ${rate(by)} higher, relative, ${made(unit)}`,
              zh: `；${zh}相对提高 ${rate(by)}，即 ${made(unit)}`,
            };
      });
      return {
        en: `${percentText(base)} of every order${raises.map(({ en }) => en).join("")}.`,
        zh: `每单 ${percentText(base)}${raises.map(({ zh }) => zh).join("")}。`,
      };
    }
    case "repurchase_bonus":
      return rule.unit === "relative"
        ? {
            en: `${rate(rule.by)} more of the ${rate(rule.base_rate!)} commission on repurchases, relative.`,
            zh: `复购订单：在 ${rate(rule.base_rate!)} 提成基础上相对提高 ${rate(rule.by)}。`,
          }
        : {
            en: `Of repurchases ${rate(rule.by).replace("%", "")} points of the order more.`,
            zh: `复购订单：另加订单额的 ${rate(rule.by).replace("%", "")} 个百分点。`,
          };
    case "instant_bonus": {
      const pays = "rate" in rule.pays ? rate(rule.pays.rate) : amount(rule.pays.amount);
      return {
        en: `Each order above ${amount(rule.above)}: ${pays}, due ${rule.due_days === 0 ? "on its day" : `after ${rule.due_days} days`}.`,
        zh: `每笔高于 ${amount(rule.above)} 的订单：${pays}，${rule.due_days === 0 ? "当日到期" : `${rule.due_days} 天后到期`}。`,
      };
    }
    case "score_multiplier": {
      const base: Bilingual =
        "rule" in rule.base
          ? { en: `what “${rule.base.rule}” makes`, zh: `“${rule.base.rule}”的结果` }
          : "amount" in rule.base
            ? { en: amount(rule.base.amount), zh: amount(rule.base.amount) }
            : { en: `${rate(rule.base.base_pay)} of base pay`, zh: `基本工资的 ${rate(rule.base.base_pay)}` };
      const bands = [...rule.bands].sort((a, b) => b.at_least - a.at_least);
      return {
        en: `Base ${base.en}, by the score of “${rule.scheme}”: ${bands.map(({ at_least, times }) => `from ${at_least} on × ${times}`).join(", ")}.`,
        zh: `基数为${base.zh}，按“${rule.scheme}”得分：${bands.map(({ at_least, times }) => `${at_least} 分及以上 × ${times}`).join("，")}。`,
      };
    }
    case "night_subsidy": {
      const { window, round } = rule;
      const how = { down: { en: "down", zh: "向下" }, up: { en: "up", zh: "向上" }, half_up: { en: "half up", zh: "四舍五入" } }; // prettier-ignore
      return {
        en: `${amount(rule.per_hour)} per hour between ${window.from} and ${window.to}, on the site's clock${round ? `; each shift rounded ${how[round.how].en} to ${round.to_minutes} minutes` : ""}.`,
        zh: `工作地时间 ${window.from} 至 ${window.to} 每小时 ${amount(rule.per_hour)}${round ? `；每班${how[round.how].zh}到 ${round.to_minutes} 分钟` : ""}。`,
      };
    }
  }
}
