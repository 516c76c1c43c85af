// How long people stay, on the page on turnover.
export const survival = {
  "survival.title": { en: "How long people stay", zh: "员工留任多久" },
  "survival.title_half": {
    en: "Half stay {years} years; {kind} is how most go",
    zh: "半数人留任 {years} 年；离开以{kind}为主",
  },
  "survival.title_half_only": { en: "Half stay {years} years", zh: "半数人留任 {years} 年" },
  "survival.title_more": {
    en: "More than half are still there after {years} years",
    zh: "{years} 年后仍有半数以上在职",
  },
  "survival.title_table": { en: "How long people stay, by tenure", zh: "各司龄段的留任比例" },
  "survival.how": {
    en: "Kaplan–Meier; people who were there before the history began enter late. Band: 95% interval. Exits of {span}.",
    zh: "Kaplan–Meier 曲线；历史开始前入职者按延迟进入处理。阴影为 95% 区间。计入{span}的离职。",
  },
  "survival.how_groups": {
    en: "One curve for each group; people count where they were each month. Exits of {span}.",
    zh: "每组一条曲线，人员按各月所在组计入。计入{span}的离职。",
  },
  "survival.how_table": {
    en: "From turnover by tenure band, a constant rate within each band. Exits of {span}.",
    zh: "由各司龄段离职率推算，段内按恒定离职率计。计入{span}的离职。",
  },
  "survival.by": { en: "Curves for", zh: "曲线分组" },
  "survival.everybody": { en: "everybody", zh: "全体" },
  "survival.doing": { en: "Following people from their first day", zh: "正在从入职起追踪" },
  "survival.staying": { en: "still there", zh: "仍在职" },
  "survival.voluntary": { en: "left voluntarily", zh: "主动离职" },
  "survival.involuntary": { en: "dismissed", zh: "被动离职" },
  "survival.other": { en: "left otherwise", zh: "其他离职" },
  "survival.years": { en: "Years with the company", zh: "在职年限" },
  "survival.at_risk": { en: "At risk", zh: "在观察人数" },
  "survival.interval": { en: "95% interval", zh: "95% 区间" },
  "survival.group": { en: "Group", zh: "分组" },
  "survival.people": { en: "People", zh: "人数" },
  "survival.exits": { en: "Exits", zh: "离职" },
  "survival.median": { en: "Half stay", zh: "半数留任" },
  "survival.after": { en: "After {years, plural, one {# year} other {# years}}", zh: "{years} 年后" },
  "survival.until": { en: "Until year", zh: "至第几年" },
  "survival.rate": { en: "Exits per year", zh: "年离职率" },
  "survival.not_known": { en: "not known yet", zh: "尚不可知" },
  "survival.years_value": { en: "{years} years", zh: "{years} 年" },
  "survival.starts": {
    en: "The curve is that of people who reached year {years}: earlier, too few could be followed.",
    zh: "曲线以在职满 {years} 年者计：更早阶段可追踪的人数太少。",
  },
} as const;
