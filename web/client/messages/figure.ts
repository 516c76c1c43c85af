// Words around figures: numbering, phases, chips.
export const figure = {
  "figure.number": { en: "Figure {n}", zh: "图{n}" },
  "figure.as_table": { en: "As table", zh: "看表格" },
  "figure.as_chart": { en: "As chart", zh: "看图" },
  "figure.beyond_chance": { en: "Beyond chance", zh: "不像偶然" },
  "figure.could_be_chance": { en: "Could be chance", zh: "可能是偶然" },
  "figure.too_few": { en: "Too few to say", zh: "太少，看不出" },
  "figure.interval": { en: "interval {range}", zh: "区间 {range}" },
  "figure.unknown": { en: "not given", zh: "未填写" },
} as const;
