// A report of traits → plain text for the terminal, in the reader's language.
import type { Locale } from "../engine/index.js";
import type { ImpactTable } from "../models/traits/impact-ratio.js";
import type { TraitsFitted } from "../models/index.js";
import type { TraitReport } from "../models/traits/trait-report.js";
import { percent } from "../models/traits/trait-text.js";

const words = {
  en: {
    head: (r: TraitReport) => `${r.people} people, ${r.top} at the top (${percent(r.base)})`,
    traits: "Traits: effect [95% interval], p, q",
    none: "No trait stands out from chance.",
    chance: "could be chance",
    real: "beyond chance",
    side: (a: string, b: string, l: string, n: string) =>
      `top ${a}, others ${b}; lift ${l}; ${n} of those with it are not at the top`,
    rules: "Rules, judged on folds they had not seen",
    noRule: "No rule holds on people it was not chosen on.",
    rule: (p: string, c: string, l: string) => `precision ${p}, covers ${c} of the people, lift ${l}`,
    hiring: "Hiring profile, cross-validated",
    valid: "holds",
    invalid: "no better than a draw",
    impact: "Impact ratios (rate ÷ highest rate; four fifths = 0.80)",
    top: "being at the top",
    selection: "selected by the profile",
    score: "profile score above the median",
    proxies: (a: number, v: number) => `Proxies of protected attributes (AUC ≥ ${a}, V ≥ ${v})`,
  },
  zh: {
    head: (r: TraitReport) => `共 ${r.people} 人，高绩效 ${r.top} 人（${percent(r.base)}）`,
    traits: "特质：效应量 [95% 区间]、p、q",
    none: "没有特质超出偶然。",
    chance: "可能是偶然",
    real: "超出偶然",
    side: (a: string, b: string, l: string, n: string) =>
      `高绩效者 ${a}，其他人 ${b}；提升 ${l}；具备者中 ${n} 并非高绩效`,
    rules: "规则（在未参与挑选的折上检验）",
    noRule: "没有规则能在未参与挑选的人身上成立。",
    rule: (p: string, c: string, l: string) => `精确率 ${p}，覆盖 ${c} 的人，提升 ${l}`,
    hiring: "招聘画像（交叉验证）",
    valid: "成立",
    invalid: "不优于随机",
    impact: "影响比（入选率 ÷ 最高入选率；五分之四 = 0.80）",
    top: "成为高绩效者",
    selection: "按画像入选",
    score: "画像得分高于中位数",
    proxies: (a: number, v: number) => `受保护属性的代理（AUC ≥ ${a}，V ≥ ${v}）`,
  },
};

const measureNames: Record<string, Record<Locale, string>> = {
  review: { en: "reviews", zh: "绩效评分" },
  revenue: { en: "revenue", zh: "销售额" },
  kpi: { en: "KPI attainment", zh: "KPI 达成率" },
};

export function traitsFittedText({ score, report, window }: TraitsFitted, locale: Locale): string {
  const measures = score.measures.map(
    ({ measure, people, reliability }) =>
      `${measureNames[measure][locale]} (${people}, ${reliability.toFixed(2)})`,
  );
  const lucky = Math.round(score.expectedLucky);
  const head =
    locale === "zh"
      ? [
          `${window.from} 至 ${window.to}；绩效来源（人数、信度）：${measures.join("、")}`,
          `分数信度 ${score.reliability.toFixed(2)}：按原始平均最好的 ${score.apparentTop} 人中，约 ${lucky} 人靠的是运气`,
        ]
      : [
          `${window.from} to ${window.to}; performance from (people, reliability): ${measures.join(", ")}`,
          `Reliability of the score ${score.reliability.toFixed(2)}: of the ${score.apparentTop} with the best plain means about ${lucky} are there by luck`,
        ];
  const points = report.traits
    .filter(({ beyondChance }) => beyondChance)
    .flatMap(({ label, points: of }) =>
      of.map(({ measure, level, value, low, high }) => {
        const name = `${label[locale]}${level === null ? (locale === "zh" ? "（每标准差）" : " (per SD)") : ` = ${level}`}`;
        return `    ${name}, ${measureNames[measure][locale]}: ${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
      }),
    );
  const title =
    locale === "zh"
      ? "与绩效的差（评分为分，销售额为对数），同季度、同部门、同岗位序列、同司龄、同评分者"
      : "Difference in performance (reviews in points, revenue in logarithms), same quarter, department, job family, tenure and rater";
  return [
    ...head,
    ...(points.length > 0 ? ["", title, ...points] : []),
    "",
    traitReportText(report, locale),
  ].join("\n");
}

export function traitReportText(report: TraitReport, locale: Locale): string {
  const w = words[locale];
  const lines = [w.head(report), "", w.traits];
  if (!report.traits.some(({ beyondChance }) => beyondChance)) lines.push(w.none);
  for (const { label, effect, p, q, beyondChance, sides } of report.traits) {
    const name = effect.measure === "hedges_g" ? "g" : "V";
    lines.push(
      `${label[locale]}  ${name} ${effect.value.toFixed(2)} [${effect.low.toFixed(2)}, ${effect.high.toFixed(2)}]  p ${small(p)}  q ${small(q)}  ${beyondChance ? w.real : w.chance}`,
    );
    if (beyondChance)
      for (const side of sides)
        lines.push(
          `    ${side.text[locale]}: ${w.side(percent(side.amongTop.share), percent(side.amongRest.share), ratio(side.lift), percent(side.notTop.share))}`,
        );
  }
  lines.push("", w.rules);
  if (report.rules.length === 0) lines.push(w.noRule);
  for (const { text, precision, coverage, heldOutLift } of report.rules)
    lines.push(
      `${text[locale]}`,
      `    ${w.rule(`${percent(precision.share)} [${percent(precision.low)}, ${percent(precision.high)}]`, percent(coverage.share), ratio(heldOutLift))}`,
    );
  if (report.hiring) {
    const { auc, correlation, isValid, columns } = report.hiring;
    lines.push(
      "",
      `${w.hiring}: ${columns.join(", ")}`,
      `AUC ${auc.value.toFixed(2)} [${auc.low.toFixed(2)}, ${auc.high.toFixed(2)}]${correlation ? `, r ${correlation.value.toFixed(2)} [${correlation.low.toFixed(2)}, ${correlation.high.toFixed(2)}]` : ""}  ${isValid ? w.valid : w.invalid}`,
    );
  }
  if (report.impactOfTop.length > 0) lines.push("", w.impact);
  const tables: [string, ImpactTable[]][] = [[w.top, report.impactOfTop]];
  if (report.hiring)
    tables.push([w.selection, report.hiring.impactOfSelection], [w.score, report.hiring.impactOfScore]);
  // Crossed attributes make long tables: they stand in the JSON.
  for (const [title, impact] of tables)
    for (const table of impact.filter(({ attribute }) => !attribute.includes(" × ")))
      lines.push(...impactLines(title, table, locale));
  const proxies = report.proxies.filter(({ isProxy }) => isProxy);
  if (proxies.length > 0)
    lines.push("", w.proxies(report.proxyThresholds.auc, report.proxyThresholds.cramers_v));
  lines.push(...report.warnings.map(({ text }) => `! ${text[locale]}`));
  return lines.join("\n");
}

function impactLines(title: string, { label, rows }: ImpactTable, locale: Locale): string[] {
  return [
    `${title} · ${label[locale]}`,
    ...rows.map(
      (row) =>
        `    ${row.label[locale]}  ${row.selected}/${row.people} = ${percent(row.rate)}  ${row.ratio === null ? "–" : row.ratio.toFixed(2)}${row.ratioLimits && row.verdict !== "reference" ? ` [${row.ratioLimits.low.toFixed(2)}, ${row.ratioLimits.high.toFixed(2)}]` : ""}${row.belowFourFifths ? "  < 0.80" : ""}`,
    ),
  ];
}

const ratio = ({ ratio: value, low, high }: { ratio: number; low: number; high: number }): string =>
  `×${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

const small = (p: number): string => (Number.isNaN(p) ? "–" : p < 0.001 ? "<0.001" : p.toFixed(3));
