// KPI schemes, scores and the rows behind them → text for a terminal.
import type { RapportError } from "../engine/errors.js";
import type { Catalogue } from "../engine/index.js";
import type { Locale } from "../engine/locale.js";
import type {
  PersonScore,
  RowsVerdict,
  ScorePart,
  Scheme,
  SchemeFile,
  SchemeRows,
  SchemeStanding,
  SchemeWarning,
} from "../models/schemes/index.js";
import { textTable } from "./text-table.js";

const words = {
  none: { en: "No KPI scheme.", zh: "还没有绩效方案。" },
  shipped: { en: "example that comes with Rapport", zh: "Rapport 自带示例" },
  inForce: { en: "in force since", zh: "生效于" },
  changed: { en: "changed since it was put in force on", zh: "自生效后有改动，生效于" },
  draft: { en: "never put in force", zh: "尚未生效" },
  retroactive: {
    en: "had begun before they were put in force: versions",
    zh: "在登记生效之前已开始的版本：",
  },
  holds: { en: "holds", zh: "没有错误" },
  employee: { en: "Employee", zh: "工号" },
  tier: { en: "Tier", zh: "分层" },
  total: { en: "Total", zh: "总分" },
  scored: { en: "Of points", zh: "已计分值" },
  band: { en: "Band", zh: "等级" },
  multiplier: { en: "Bonus ×", zh: "奖金系数" },
  incomplete: { en: "not complete", zh: "不完整" },
  indicator: { en: "Indicator", zh: "指标" },
  months: { en: "Months", zh: "月份" },
  weight: { en: "Weight", zh: "权重" },
  value: { en: "Value", zh: "数值" },
  target: { en: "Target", zh: "目标" },
  score: { en: "Score", zh: "得分" },
  points: { en: "Points", zh: "分值" },
  why: { en: "Why", zh: "原因" },
  nobody: {
    en: "Nobody whom you may read is in this scheme then.",
    zh: "您有权查看的人员届时均不在此方案内。",
  },
  gate: { en: "Gate", zh: "门槛" },
  passed: { en: "passed", zh: "达到" },
  failed: { en: "missed", zh: "未达到" },
  unknown: { en: "not known", zh: "未知" },
  noGate: { en: "not for this person", zh: "不适用于此人" },
  rows: { en: "rows of", zh: "行，来自" },
  row: { en: "row", zh: "第" },
} as const;

export const reasons: Record<NonNullable<ScorePart["reason"]>, { en: string; zh: string }> = {
  no_source: { en: "source never imported", zh: "来源从未导入" },
  no_exposure: { en: "nothing to count it on", zh: "没有可计算的基数" },
  no_value: { en: "no value in the period", zh: "周期内没有数值" },
  outside_history: { en: "outside the history", zh: "超出历史范围" },
  months_not_readable: { en: "some months are not yours to read", zh: "部分月份无权查看" },
  not_eligible_pro_rata: {
    en: "not for this person: weight goes to the rest",
    zh: "不适用于此人：权重分摊给其余指标",
  },
  not_eligible_full: { en: "not for this person: counts in full", zh: "不适用于此人：按满分计" },
  watched: { en: "watched, weight 0", zh: "仅观察，权重为 0" },
};

export function listText(
  schemes: readonly (SchemeFile & { standing: SchemeStanding })[],
  problems: readonly RapportError[],
  locale: Locale,
): string {
  const lines = schemes.map(({ scheme, isOwn, standing }) => {
    const state = isOwn ? standingText(standing, locale) : words.shipped[locale];
    const versions = scheme.versions.map(({ version, effective_from }) => `${version} (${effective_from})`);
    return `${scheme.id}  ${scheme.name[locale]}  ${versions.join(", ")}  ${state}`;
  });
  return [
    ...(lines.length > 0 ? lines : [words.none[locale]]),
    ...problems.map((one) => problemText(one, locale)),
  ].join("\n");
}

export function standingText(
  { adoptedAt, adoptedBy, isInForce, retroactive }: SchemeStanding,
  locale: Locale,
): string {
  if (adoptedAt === null) return words.draft[locale];
  const state = `${words[isInForce ? "inForce" : "changed"][locale]} ${adoptedAt.slice(0, 10)} (${adoptedBy})`;
  if (retroactive.length === 0) return state;
  return `${state}; ${words.retroactive[locale]} ${retroactive.join(", ")}`;
}

function problemText(problem: RapportError, locale: Locale): string {
  const { message, hint } = problem.localise(locale);
  return `! ${message}\n  ${hint}`;
}

export function checkText(
  file: string,
  problems: readonly RapportError[],
  warnings: readonly (SchemeWarning & { line: number })[],
  locale: Locale,
): string {
  const [open, close] = locale === "zh" ? ["（", "）"] : [" (", ")"];
  return [
    ...problems.map((problem) => `! ${problem.localise(locale).message}`),
    ...(problems.length === 0 ? [`${file}: ${words.holds[locale]}`] : []),
    ...warnings.map(({ code, line, text }) => `? ${file}:${line}  ${text[locale]}${open}${code}${close}`),
  ].join("\n");
}

const number = (value: number | null): string =>
  value === null ? "–" : String(Math.round(value * 10_000) / 10_000);

/** What the file and the catalogue call a tier and the source of a condition. */
export interface SchemeNames {
  tier(id: string): string;
  source(id: string): string;
}

export const schemeNames = ({ versions }: Scheme, catalogue: Catalogue, locale: Locale): SchemeNames => {
  const tiers = versions.flatMap((version) => version.tiers);
  return {
    tier: (id) => tiers.findLast((tier) => tier.id === id)?.name[locale] ?? id,
    source: (id) => catalogue.metrics.get(id)?.label[locale] ?? id,
  };
};

export function scoresText(scores: readonly PersonScore[], names: SchemeNames, locale: Locale): string {
  if (scores.length === 0) return words.nobody[locale];
  const header = [words.employee, words.tier, words.total, words.scored, words.band, words.multiplier];
  const rows = scores.map((score) => [
    score.employee,
    score.tier === null ? "–" : names.tier(score.tier),
    score.total.toFixed(2),
    score.weightScored.toFixed(2),
    score.isComplete ? (score.band?.name[locale] ?? "–") : words.incomplete[locale],
    number(score.multiplier),
  ]);
  return textTable([header.map((word) => word[locale]), ...rows], [2, 3, 5]);
}

/** One person's score, part by part. */
export function breakdownText(score: PersonScore, names: SchemeNames, locale: Locale): string {
  const header = [
    words.indicator,
    words.months,
    words.weight,
    words.value,
    words.target,
    words.score,
    words.points,
    words.why,
  ];
  const rows = score.parts.map((part) => [
    part.name[locale],
    part.from === part.to ? part.from : `${part.from} – ${part.to}`,
    part.weight.toFixed(2),
    number(part.value),
    part.conditions.length > 1
      ? part.conditions
          .map((one) => `${names.source(one.source)} ${sign[one.direction]} ${number(one.target)}`)
          .join(" + ")
      : part.target === null
        ? "–"
        : `${sign[part.conditions[0]!.direction]} ${number(part.target)}`,
    number(part.score),
    part.points === null ? "–" : part.points.toFixed(2),
    [part.reason === null ? "" : reasons[part.reason][locale], partPeriod(part, locale)]
      .filter(Boolean)
      .join(locale === "zh" ? "；" : "; "),
  ]);
  const gates = score.gates.map((gate) => {
    const state = !gate.isEligible
      ? words.noGate
      : gate.isPassed === null
        ? words.unknown
        : gate.isPassed
          ? words.passed
          : words.failed;
    const cut = gate.points === 0 ? "" : `  ${gate.points.toFixed(2)}`;
    const factor = gate.bonusFactor === 1 ? "" : `  × ${gate.bonusFactor}`;
    return `${words.gate[locale]} ${gate.name[locale]}: ${number(gate.value)} ≥ ${gate.atLeast}  ${state[locale]}${cut}${factor}`;
  });
  return [
    scoresText([score], names, locale),
    "",
    textTable([header.map((word) => word[locale]), ...rows], [2, 3, 5, 6]),
    ...gates,
  ].join("\n");
}

/** Only where it changed the target of something. */
function partPeriod({ employed, target }: ScorePart, locale: Locale): string {
  if (employed === null || target === null) return "";
  const worked = number(employed.worked);
  return locale === "zh"
    ? `在职 ${worked}/${employed.of} 个工作日`
    : `employed on ${worked} of ${employed.of} working days`;
}

const sign = { at_least: "≥", at_most: "≤" };

const verdicts = {
  equal: {
    en: "Equal: as it was given out, and the same comes out.",
    zh: "一致：与给出时相同，且可重新得出。",
  },
  changed: { en: "Changed: something else comes out now.", zh: "已变化：现在得出不同的结果。" },
  tampered: { en: "Not what was given out.", zh: "与给出的内容不符。" },
};

export const verdictText = ({ verdict, reasons }: RowsVerdict, locale: Locale): string =>
  [verdicts[verdict][locale], ...reasons.map((reason) => `- ${reason[locale]}`)].join("\n");

export function rowsText(
  { score, snapshot, parts, seal }: SchemeRows & { seal: RowsVerdict["seal"] },
  names: SchemeNames,
  locale: Locale,
): string {
  const blocks = parts.map(({ part, source, months, sources, definition }) => {
    const columns = Object.keys(months[0] ?? {});
    const table =
      months.length > 0
        ? [textTable([columns, ...months.map((row) => columns.map((name) => String(row[name] ?? "–")))])]
        : [];
    const listed = sources.flatMap(({ table: name, count, rows }) => [
      `${count} ${words.rows[locale]} ${name}`,
      ...rows.map(
        (row) =>
          `  ${row.file}:${row.row}  ${Object.entries(row.cells)
            .filter(([, value]) => value !== null)
            .map(([column, value]) => `${column}=${value}`)
            .join(" ")}`,
      ),
    ]);
    return [
      `${part.name[locale]}  ${source}  ${part.from} – ${part.to}: ${number(part.numerator)}${part.denominator === null ? "" : ` ÷ ${number(part.denominator)}`} = ${number(part.value)}${definition ? `  [${definition.slice(0, 12)}]` : ""}`,
      ...table,
      ...listed,
    ].join("\n");
  });
  return [
    breakdownText(score, names, locale),
    "",
    ...blocks,
    "",
    `snapshot ${snapshot}  SHA-256 ${seal.content}`,
  ].join("\n");
}
