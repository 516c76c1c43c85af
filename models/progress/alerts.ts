// Rules, a person's figures and open leads → what calls for attention now, worst first.
import { formatNumber } from "../../engine/metrics/format-number.js";
import { dayWords } from "../month-words.js";
import { ageText, hoursText, pointsText, valueText } from "./number-words.js";
import type { AlertRule } from "./alert-rules.js";
import type { OpenLead } from "./progress-rows.js";
import type { Alert, Figure } from "./progress-types.js";

/** `leads`: the person's own. `through`: last day of the data, YYYY-MM-DD. */
export function alertsOf(
  rules: readonly AlertRule[],
  figures: readonly Figure[],
  leads: readonly OpenLead[],
  { through, currency }: { through: string; currency: string },
): Alert[] {
  return rules
    .flatMap((rule) => {
      if ("leads_waiting_hours" in rule.when)
        return leadAlert(rule, leads, rule.when.leads_waiting_hours, through);
      const { when } = rule;
      return figures
        .filter(({ goal }) => when.figure === "*" || isNamed(goal, when.figure))
        .flatMap((figure) =>
          "below_due" in when
            ? behindAlert(rule, figure, when.below_due, { through, currency })
            : pointsAlert(rule, figure, when.points_below),
        );
    })
    .sort((a, b) => b.severity - a.severity || (a.rule < b.rule ? -1 : 1));
}

const isNamed = ({ id, source }: Figure["goal"], name: string): boolean =>
  id === name || ("metric" in source ? source.metric === name : source.kpi === name);

function behindAlert(
  { id, name }: AlertRule,
  { goal, value, due, noDue }: Figure,
  limit: number,
  { through, currency }: { through: string; currency: string },
): Alert[] {
  const base = due?.amount ?? (noDue === "over" && goal.adds !== "rate" ? goal.target : null);
  if (value === null || base === null || base <= 0 || goal.direction !== "at_least") return [];
  const part = value / base;
  if (part >= limit) return [];
  const said = (locale: "en" | "zh"): [string, string, string] => [
    formatNumber(Math.floor(part * 100) / 100, "share", locale),
    valueText(value, goal, locale, currency),
    valueText(base, goal, locale, currency),
  ];
  const [partEn, valueEn, baseEn] = said("en");
  const [partZh, valueZh, baseZh] = said("zh");
  return [
    {
      rule: id,
      name,
      severity: 1 - part,
      text: {
        en: `${goal.name.en}: ${partEn} of what was due by ${dayWords(through, "en")} (${valueEn} of ${baseEn}).`,
        zh: `${goal.name.zh}：截至 ${dayWords(through, "zh")}完成应完成量的 ${partZh}（${valueZh}，应为 ${baseZh}）。`,
      },
    },
  ];
}

function pointsAlert({ id, name }: AlertRule, { goal, gap }: Figure, limit: number): Alert[] {
  if (goal.unit !== "share" || !gap || gap.isMet || Math.abs(gap.difference) < limit) return [];
  const size = Math.abs(gap.difference);
  return [
    {
      rule: id,
      name,
      severity: size,
      text: {
        en: `${goal.name.en}: ${pointsText(size, "en")} from its target.`,
        zh: `${goal.name.zh}：距目标 ${pointsText(size, "zh")}。`,
      },
    },
  ];
}

function leadAlert(
  { id, name }: AlertRule,
  leads: readonly OpenLead[],
  hours: number,
  through: string,
): Alert[] {
  const late = leads.filter(({ waited_hours: waited }) => waited > hours);
  if (late.length === 0) return [];
  const oldest = Math.max(...late.map(({ waited_hours: waited }) => waited));
  const ids = late.slice(0, 3).map(({ lead_id: lead }) => lead);
  const more = late.length - ids.length;
  return [
    {
      rule: id,
      name,
      severity: Math.min(1, late.length / 10) + 0.5,
      text: {
        en: `${late.length} ${late.length === 1 ? "lead waits" : "leads wait"} for a first answer for more than ${hoursText(hours, "en")} (${dayWords(through, "en")}): ${ids.join(", ")}${more > 0 ? ` and ${more} more` : ""}; the oldest for ${ageText(oldest, "en")}.`,
        zh: `有 ${late.length} 条线索超过 ${hoursText(hours, "zh")}未首次跟进（截至 ${dayWords(through, "zh")}）：${ids.join("、")}${more > 0 ? `，另有 ${more} 条` : ""}；最久已等 ${ageText(oldest, "zh")}。`,
      },
    },
  ];
}
