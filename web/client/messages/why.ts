// Why a number changed: the waterfall beside its evidence.
export const why = {
  "why.open": { en: "Why did it change?", zh: "为何变化？" },
  "why.close": { en: "Hide the parts", zh: "收起拆分" },
  "why.title": { en: "Why did it change?", zh: "为何变化？" },
  "why.against": { en: "Compared with", zh: "对比" },
  "why.by": { en: "Told apart by", zh: "按此拆分" },
  "why.previous_period": { en: "the period before", zh: "上一期" },
  "why.previous_year": { en: "a year before", zh: "上年同期" },
  "why.spring_festival": { en: "a year before, aligned to Spring Festival", zh: "上年春节对齐同期" },
  "why.doing": { en: "Taking the change apart", zh: "正在拆分变化" },
  "why.sentence": {
    en: "{metric}: {before} ({from}) → {after} ({to}), {change}. Most of it: {parts}.",
    zh: "{metric}：{before}（{from}）→ {after}（{to}），{change}。主要来自：{parts}。",
  },
  "why.before": { en: "Before", zh: "之前" },
  "why.now": { en: "Now", zh: "现在" },
  "why.no_change": { en: "{metric} stayed at {after}.", zh: "{metric}保持在 {after}。" },
  "why.adds_up": { en: "The parts add up to the change exactly.", zh: "各部分之和与总变化完全一致。" },
  "why.part_of": { en: "{part} {value}", zh: "{part} {value}" },
  "why.groups": { en: "Largest groups", zh: "影响最大的组" },
  "why.people": { en: "{count, plural, one {# person} other {# people}}", zh: "{count, number} 人" },
} as const;
