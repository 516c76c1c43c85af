// Conditions, shares and ratios → the words in which both languages say them.
import type { Bilingual } from "../../engine/locale.js";
import type { Condition } from "../estimators/decision-rules.js";
import type { TraitData } from "./trait-data.js";

type Named = Pick<TraitData, "table" | "label" | "unit">;

/** "Visits a month ≥ 20", "Source = referral"; a yes/no column says its name alone. */
export function conditionText({ column, is, value }: Condition, { table, label, unit }: Named): Bilingual {
  const of = table.columns[column];
  const name = label[column];
  if (of.kind === "categorical") {
    const level = of.levels[value];
    return { en: `${name.en} = ${level}`, zh: `${name.zh}＝${level}` };
  }
  const sign = is === "atLeast" ? "≥" : "<";
  const shown = numberText(value);
  const of2 = unit?.[column];
  return {
    en: `${name.en} ${sign} ${shown}${of2 ? of2.en : ""}`,
    zh: `${name.zh} ${sign} ${shown}${of2 ? of2.zh : ""}`,
  };
}

export function ruleText(conditions: readonly Condition[], named: Named): Bilingual {
  const parts = conditions.map((condition) => conditionText(condition, named));
  return {
    en: parts.map(({ en }) => en).join(" and "),
    zh: parts.map(({ zh }) => zh).join("，且"),
  };
}

/** Three significant digits, no exponent. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 1000 || Number.isInteger(value)) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

export const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(100 * share)}%` : "–";
