// Traits of everybody, who is at the top → the whole answer: effects, both sides, rules, hiring profile, proxies, fairness; or a
// refusal that says how many more people it takes.
import type { Bilingual } from "../../engine/locale.js";
import type { Warning } from "../../engine/result.js";
import { decisionRules, type FoundRule } from "../estimators/decision-rules.js";
import type { FlatTable } from "../estimators/flat-table.js";
import { lift, type Ratio } from "../estimators/share-ratio.js";
import type { Refusal } from "../model.js";
import { hiringProfile, type HiringProfile } from "./hiring-profile.js";
import { impactTable, type ImpactTable } from "./impact-ratio.js";
import { proxyScan, proxyThresholds, type ProxyFinding } from "./proxy-scan.js";
import { crossed, type Profile, type TraitData } from "./trait-data.js";
import { share, traitEffects, type Share, type TraitEffect, type TraitSide } from "./trait-effect.js";
import { conditionText, ruleText } from "./trait-text.js";

export interface TraitFinding extends TraitEffect {
  name: string;
  label: Bilingual;
  profile: Profile;
  kind: "numeric" | "categorical";
  sides: (TraitSide & { text: Bilingual; impact: ImpactTable[] })[];
}

export interface TraitRule extends FoundRule {
  profile: Profile;
  text: Bilingual;
  /** All on held-out folds: top among the described, described among the top, described among all, lift. */
  precision: Share;
  recall: Share;
  coverage: Share;
  heldOutLift: Ratio;
}

export interface TraitReport {
  people: number;
  top: number;
  base: number;
  /** Strongest first. */
  traits: TraitFinding[];
  rules: TraitRule[];
  hiring: HiringProfile | null;
  /** The same without the traits that stand in for a protected attribute; null where there are none among them. */
  hiringWithoutProxies: HiringProfile | null;
  /** Being at the top itself, by protected group. */
  impactOfTop: ImpactTable[];
  proxies: ProxyFinding[];
  proxyThresholds: typeof proxyThresholds;
  warnings: Warning[];
}

export const leastTop = 10;
export const leastRest = 20;

/** `onProgress` is told the share of the work done, 0 to 1: effects, rules of either profile, the hiring profile, a quarter each. */
export function traitReport(given: TraitData, onProgress?: (share: number) => void): TraitReport | Refusal {
  const people = given.table.rows;
  const top = given.top.reduce((sum, v) => sum + v, 0);
  if (top < leastTop || people - top < leastRest) return tooFew(top, people - top);
  const attributes = [...given.protectedColumns, ...crossed(given.protectedColumns)];
  const data: TraitData = { ...given, protectedColumns: attributes };
  const effects = traitEffects(data);
  const traits = effects
    .map((effect): TraitFinding => {
      const column = data.table.columns[effect.column];
      return {
        ...effect,
        name: column.name,
        label: data.label[effect.column],
        profile: data.profile[effect.column],
        kind: column.kind,
        sides: effect.sides.map((one) => ({
          ...one,
          text: conditionText(one.condition, data),
          impact: impactOfSide(one, data),
        })),
      };
    })
    .sort(
      (a, b) =>
        (Number.isNaN(a.p) ? 1 : a.p) - (Number.isNaN(b.p) ? 1 : b.p) || b.effect.value - a.effect.value,
    );
  const proxies = proxyScan(data.table, given.protectedColumns);
  const named = new Set(
    proxies.filter(({ isProxy }) => isProxy).map(({ column }) => data.table.columns[column].name),
  );
  const rules = (["coaching", "hiring"] as const).flatMap((profile, i) =>
    rulesOf(data, profile, (share) => onProgress?.((1 + i + share) / 4)),
  );
  onProgress?.(3 / 4);
  const hiring = hiringProfile(data) ?? null;
  const isTouched = hiring !== null && hiring.columns.some((name) => named.has(name));
  return {
    people,
    top,
    base: top / people,
    traits,
    rules,
    hiring,
    hiringWithoutProxies: isTouched ? (hiringProfile(data, named) ?? null) : null,
    impactOfTop: attributes.map((attribute) => impactTable(data.top, attribute)),
    proxies,
    proxyThresholds,
    warnings: [...tellingTraits(traits), ...proxyWarnings(proxies, data)],
  };
}

function impactOfSide({ condition }: TraitSide, { table, protectedColumns }: TraitData): ImpactTable[] {
  const column = table.columns[condition.column];
  const has = Uint8Array.from({ length: table.rows }, (_, row) => {
    if (column.kind === "categorical") return column.codes[row] === condition.value ? 1 : 0;
    const v = column.values[row];
    return (condition.is === "atLeast" ? v >= condition.value : v < condition.value) ? 1 : 0;
  });
  return protectedColumns.map((attribute) => impactTable(has, attribute));
}

function rulesOf(data: TraitData, profile: Profile, onProgress: (share: number) => void): TraitRule[] {
  const at = [...data.table.columns.keys()].filter((i) => data.profile[i] === profile);
  if (at.length === 0) return [];
  const table: FlatTable = { rows: data.table.rows, columns: at.map((i) => data.table.columns[i]) };
  const { fold, folds, seed, top } = data;
  return decisionRules(table, top, { fold, folds, seed, onProgress }).map((rule) => {
    const conditions = rule.conditions.map((condition) => ({ ...condition, column: at[condition.column] }));
    const { rows, positives, covered, hits } = rule.heldOut;
    return {
      ...rule,
      conditions,
      profile,
      text: ruleText(conditions, data),
      precision: share(hits, covered),
      recall: share(hits, positives),
      coverage: share(covered, rows),
      heldOutLift: lift(hits, covered, positives, rows),
    };
  });
}

/** A trait that tells the top apart almost perfectly is usually part of how the top was chosen. */
function tellingTraits(traits: readonly TraitFinding[]): Warning[] {
  const telling = traits.filter(({ numeric, effect }) =>
    numeric ? Math.max(numeric.ranks.auc, 1 - numeric.ranks.auc) > 0.95 : effect.value > 0.9,
  );
  if (telling.length === 0) return [];
  const names = (pick: (label: Bilingual) => string) => telling.map(({ label }) => pick(label));
  return [
    {
      code: "trait_tells_top",
      text: {
        en: `Alone tells the top from the rest (AUC above 0.95 or V above 0.9): ${names(({ en }) => en).join(", ")}. It is probably part of how the top was chosen, or known only afterwards; leave it out with --drop.`,
        zh: `单独一项即可区分高绩效者（AUC 高于 0.95 或 V 高于 0.9）：${names(({ zh }) => zh).join("、")}。它很可能就是评定标准的一部分，或是事后才知道的信息；请用 --drop 排除。`,
      },
    },
  ];
}

function proxyWarnings(proxies: readonly ProxyFinding[], data: TraitData): Warning[] {
  return proxies
    .filter(({ isProxy }) => isProxy)
    .map(({ column, label, measure, value, threshold }) => {
      const name = data.label[column];
      const strength = `${measure === "auc" ? "AUC" : "V"} ${value.toFixed(2)}`;
      return {
        code: "proxy",
        text: {
          en: `${name.en} stands in for ${label.en} (${strength}, threshold ${threshold}): a profile that uses it sees what it must not see.`,
          zh: `${name.zh}可以代替${label.zh}（${strength}，阈值 ${threshold}）：使用它的画像会间接看到受保护属性。`,
        },
      };
    });
}

function tooFew(top: number, rest: number): Refusal {
  const moreTop = Math.max(0, leastTop - top);
  const moreRest = Math.max(0, leastRest - rest);
  return {
    refused: true,
    code: "too_few_people",
    facts: { top, rest, topNeeded: leastTop, restNeeded: leastRest, moreTop, moreRest },
    text: {
      en: `Not answered: ${top} at the top and ${rest} others; at least ${leastTop} and ${leastRest} are needed (${moreTop} and ${moreRest} more). With fewer, what the top have in common cannot be told from chance.`,
      zh: `未作分析：高绩效 ${top} 人、其他 ${rest} 人；至少需要 ${leastTop} 人和 ${leastRest} 人（还差 ${moreTop} 人和 ${moreRest} 人）。人数过少时，高绩效者的共同点无法与偶然区分。`,
    },
  };
}
