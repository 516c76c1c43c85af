// Differences of two versions → sentences in both languages: weights in points, everything else as it was and as it is.
import type { Bilingual } from "../../engine/locale.js";
import type { SchemeChange, SchemeDiff } from "./diff-schemes.js";
import { scoreRuleSchema } from "./scheme-schema.js";

export function diffWords({ from, to, changes }: SchemeDiff): Bilingual[] {
  const sides: Bilingual = {
    en: `${from.scheme} version ${from.version} (from ${from.effective_from}) → ${to.scheme} version ${to.version} (from ${to.effective_from})`,
    zh: `${from.scheme} 版本 ${from.version}（${from.effective_from} 起）→ ${to.scheme} 版本 ${to.version}（${to.effective_from} 起）`,
  };
  const partial = [from, to].filter(({ is_partial }) => is_partial);
  return [
    sides,
    ...partial.map((side) => ({
      en: `${side.scheme} states only ${side.weights} of 100 points; the other ${100 - side.weights} are unknown, so weights are not compared as shares of one whole.`,
      zh: `${side.scheme} 只说明了 100 分中的 ${side.weights} 分，其余 ${100 - side.weights} 分未知，因此不能把双方权重当作同一整体的份额来比较。`,
    })),
    ...(changes.length === 0 ? [{ en: "No differences.", zh: "没有差异。" }] : changes.map(wordsOf)),
  ];
}

const parts: Record<string, Bilingual> = {
  indicator: { en: "indicator", zh: "指标" },
  gate: { en: "gate", zh: "门槛" },
  tier: { en: "tier", zh: "分层" },
  band: { en: "band", zh: "等级" },
  version: { en: "version", zh: "版本" },
};

const fieldNames: Record<string, Bilingual> = {
  kind: { en: "kind", zh: "类型" },
  source: { en: "source", zh: "数据来源" },
  provenance: { en: "provenance", zh: "数据性质" },
  target: { en: "target", zh: "目标" },
  score: { en: "score rule", zh: "计分规则" },
  exposure: { en: "who it is for", zh: "适用条件" },
  controllable: { en: "controllable", zh: "可控性" },
  at_least: { en: "threshold", zh: "门槛值" },
  consequence: { en: "consequence", zh: "后果" },
  where: { en: "who is in it", zh: "适用人群" },
  name: { en: "name", zh: "名称" },
  multiplier: { en: "multiplier", zh: "奖金系数" },
  applies_to: { en: "whom it applies to", zh: "适用范围" },
  is_partial: { en: "states part only", zh: "仅说明部分" },
  part_period: { en: "employed for a part of a period", zh: "部分在职周期" },
  mid_period: { en: "change inside a period", zh: "周期中途变更" },
};

function wordsOf(change: SchemeChange): Bilingual {
  if (change.kind === "weight") {
    const { name, tier, from, to, points } = change;
    const sign = points > 0 ? "+" : "−";
    const size = Math.abs(points);
    return {
      en: `Weight of “${name.en}”${tier ? ` in tier ${tier}` : ""}: ${from} → ${to} (${sign}${size} ${size === 1 ? "point" : "points"})`,
      zh: `“${name.zh}”${tier ? `在分层 ${tier} 中` : ""}的权重：${from} → ${to}（${sign}${size} 分）`,
    };
  }
  const part = parts[change.part]!;
  const { name } = change;
  if (change.kind === "changed") {
    const field = fieldNames[change.field === "then" ? "consequence" : change.field] ?? {
      en: change.field,
      zh: change.field,
    };
    const say = change.field === "score" ? scoreWords : written;
    const [from, to] = [say(change.from), say(change.to)];
    return {
      en: `${capital(part.en)} “${name.en}”, ${field.en}: ${from.en} → ${to.en}`,
      zh: `${part.zh}“${name.zh}”的${field.zh}：${from.zh} → ${to.zh}`,
    };
  }
  const weight = change.weight === undefined ? null : change.weight;
  return {
    en: `${capital(part.en)} ${change.kind}: “${name.en}”${weight === null ? "" : `, weight ${weight}`}`,
    zh: `${change.kind === "added" ? "新增" : "删除"}${part.zh}：“${name.zh}”${weight === null ? "" : `，权重 ${weight}`}`,
  };
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** A rule of the file, every default filled in → how a value becomes points. */
function scoreWords(value: unknown): Bilingual {
  const rule = scoreRuleSchema.safeParse(value).data;
  if (!rule) return written(value);
  switch (rule.kind) {
    case "attainment": {
      const { floor, cap } = rule;
      return {
        en: `attainment, at most ${cap}${floor > 0 ? `, nothing below ${floor}` : ""}`,
        zh: `按达成率，最高 ${cap}${floor > 0 ? `，低于 ${floor} 不计分` : ""}`,
      };
    }
    case "met":
      return { en: "all or nothing", zh: "达标即满分，否则不计分" };
    case "value":
      return { en: `the value itself, at most ${rule.cap}`, zh: `直接取数值，最高 ${rule.cap}` };
    case "bands": {
      const steps = (word: (from: number, score: number) => string, between: string): string =>
        rule.bands.map(({ at_least, score }) => word(at_least, score)).join(between);
      return {
        en: `steps: ${steps((from, score) => `from ${from} on ${score}`, ", ")}`,
        zh: `分档：${steps((from, score) => `${from} 起 ${score} 分`, "，")}`,
      };
    }
  }
}

/** A value of the file as a reader of the file knows it. */
function written(value: unknown): Bilingual {
  if (value === null || value === undefined) return { en: "none", zh: "无" };
  if (typeof value === "boolean") return value ? { en: "yes", zh: "是" } : { en: "no", zh: "否" };
  if (typeof value === "object" && "en" in value && "zh" in value) return value as Bilingual;
  const text = plain(value);
  return { en: text, zh: text };
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("; ");
  if (value !== null && typeof value === "object")
    return Object.entries(value)
      .filter(([key, part]) => part !== undefined && !(key === "per" && part === "period"))
      .map(([key, part]) => `${key} ${plain(part)}`)
      .join(" ");
  return String(value);
}
