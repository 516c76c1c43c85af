// Committed targets, their record and their sums → text for the terminal.
import type { Locale } from "../engine/locale.js";
import { grouped } from "../engine/metrics/format-number.js";
import type { CommittedTarget, TargetRecord, TargetSums } from "../models/index.js";
import { textTable } from "./text-table.js";

const amount = (value: number): string => grouped(value, Math.abs(value) < 100 ? 1 : 0);
const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** Nothing that is still open is certain. */
const chanceText = (chance: number): string =>
  chance < 0.01 ? "<1%" : chance > 0.99 ? ">99%" : percent(chance);

/** "Sales · Team 1", "E014", "whole company". */
export function subjectText({ where, employee, reportsOf }: CommittedTarget, locale: Locale): string {
  if (employee !== undefined) return employee;
  const parts = where.map(({ value }) => [value].flat().join("/"));
  if (reportsOf !== undefined)
    parts.push(locale === "zh" ? `${reportsOf} 的下属` : `reports of ${reportsOf}`);
  return parts.length > 0 ? parts.join(" · ") : locale === "zh" ? "全公司" : "whole company";
}

export function committedText(line: CommittedTarget, locale: Locale): string {
  const { metric, from, to, value, chance, mean, low80, high80, commit, stretch, seq, insteadOf } = line;
  const zh = locale === "zh";
  return [
    zh
      ? `已记入第 ${seq} 行：${subjectText(line, locale)}，${metric}，${from} 至 ${to}，目标 ${amount(value)}，把握 ${chanceText(chance)}`
      : `On record, line ${seq}: ${subjectText(line, locale)}, ${metric}, ${from} to ${to}, target ${amount(value)}, chance ${chanceText(chance)}`,
    zh
      ? `预测 ${amount(mean)}（80% 区间 ${amount(low80)}～${amount(high80)}）；承诺 ${amount(commit)}，挑战 ${amount(stretch)}`
      : `Forecast ${amount(mean)} (80% ${amount(low80)}–${amount(high80)}); commit ${amount(commit)}, stretch ${amount(stretch)}`,
    ...(insteadOf === null
      ? []
      : [zh ? `取代第 ${insteadOf} 行。` : `It takes the place of line ${insteadOf}.`]),
  ].join("\n");
}

export function targetListText(
  targets: readonly CommittedTarget[],
  record: TargetRecord,
  locale: Locale,
): string {
  const zh = locale === "zh";
  if (targets.length === 0) return zh ? "台账中还没有目标。" : "No target is on record yet.";
  const head = zh
    ? ["行", "对象", "指标", "季度", "目标", "把握", "结果", "达成", "设定者", ""]
    : ["line", "for", "metric", "quarter", "target", "chance", "actual", "reached", "by", ""];
  const yes = (reached: boolean): string => (zh ? (reached ? "是" : "否") : reached ? "yes" : "no");
  const rows = targets.map((line) => [
    String(line.seq),
    subjectText(line, locale),
    line.metric,
    line.from,
    amount(line.value),
    chanceText(line.chance),
    line.score ? (line.score.actual === null ? "–" : amount(line.score.actual)) : zh ? "未到期" : "not due",
    line.score?.reached == null ? "–" : yes(line.score.reached),
    line.by,
    line.replacedBy === null ? "" : zh ? `被第 ${line.replacedBy} 行取代` : `replaced by ${line.replacedBy}`,
  ]);
  return [textTable([head, ...rows], [4, 5, 6]), recordText(record, locale)].join("\n");
}

function recordText(
  { scored, reached, expected, brier, bins, leastScored }: TargetRecord,
  locale: Locale,
): string {
  const zh = locale === "zh";
  if (scored === 0) return zh ? "尚无到期目标。" : "None has come due.";
  const head = zh
    ? `到期 ${scored} 个，达成 ${reached} 个；按当时的把握应达成 ${expected.toFixed(1)} 个。`
    : `${scored} came due, ${reached} reached; by the chances said ${expected.toFixed(1)} were expected.`;
  if (brier === null || bins === null)
    return zh
      ? `${head}校准需至少 ${leastScored} 个到期目标（还差 ${leastScored - scored} 个）。`
      : `${head} Calibration takes at least ${leastScored} (${leastScored - scored} more).`;
  const table = textTable(
    [
      zh ? ["说的把握", "目标数", "达成", "95% 区间"] : ["chance said", "targets", "reached", "95%"],
      ...bins.map((bin) => [
        percent(bin.predicted),
        String(bin.rows),
        percent(bin.observed),
        `${percent(bin.low)}–${percent(bin.high)}`,
      ]),
    ],
    [1, 2],
  );
  return `${head}\n${zh ? "Brier 分数" : "Brier score"} ${brier.toFixed(3)}${zh ? "（每次都说 50% 为 0.250）" : " (always saying 50% has 0.250)"}\n${table}`;
}

export function sumsText({ metric, from, sums, outside }: TargetSums, locale: Locale): string {
  const zh = locale === "zh";
  if (sums.length === 0)
    return zh
      ? `${from} 起的季度还没有 ${metric} 目标。`
      : `No target on ${metric} for the quarter from ${from}.`;
  const blocks = sums.map(({ whole, target, of, sum, missing, gap }) => {
    const name = whole.name ?? (zh ? "全公司" : "whole company");
    const head = zh
      ? `${name}：目标 ${target === null ? "未设定" : amount(target)}；各部分合计 ${amount(sum)}${missing > 0 ? `，${missing} 个部分未设定` : ""}${gap === null ? "" : `；差额 ${amount(gap)}`}`
      : `${name}: target ${target === null ? "not set" : amount(target)}; parts ${amount(sum)}${missing > 0 ? `, ${missing} without one` : ""}${gap === null ? "" : `; gap ${amount(gap)}`}`;
    const isProposed = of.some(({ proposal }) => proposal !== null);
    const columns = zh ? ["", "目标", "预测", "建议"] : ["", "target", "forecast", "proposal"];
    const rows = of.map((part) =>
      [
        part.name,
        part.target === null ? "–" : amount(part.target),
        part.forecast === null ? "–" : amount(part.forecast),
        part.proposal === null ? "–" : amount(part.proposal),
      ].slice(0, isProposed ? 4 : 2),
    );
    return `${head}\n${textTable([columns.slice(0, isProposed ? 4 : 2), ...rows], [1, 2, 3])}`;
  });
  const rest = zh
    ? `${outside} 个目标不对应组织单元，未计入合计。`
    : `${outside} targets are for no unit and not added.`;
  return [...blocks, ...(outside > 0 ? [rest] : [])].join("\n\n");
}
