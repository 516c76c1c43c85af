// Fitted models and their forecasts → plain text tables for the terminal, in the reader's language.
import type { Locale } from "../engine/index.js";
import {
  candidateNames,
  isGlassBox,
  type AttritionFitted,
  type AttritionForecast,
  type TargetFitted,
  type TargetOutlook,
} from "../models/index.js";

export function attritionText(fitted: AttritionFitted, locale: Locale): string {
  const zh = locale === "zh";
  const { from, to } = fitted.window;
  const head = zh
    ? `${from} 至 ${to}：${fitted.people} 人，${fitted.rows} 个人月，${fitted.events} 次主动离职`
    : `${from} to ${to}: ${fitted.people} people, ${fitted.rows} person-months, ${fitted.events} voluntary exits`;
  const judged = (isReal: boolean) =>
    isReal ? (zh ? "超出偶然" : "beyond chance") : zh ? "可能是偶然" : "could be chance";
  const rows = fitted.drivers.flatMap((driver, i) => {
    const { group } = driver;
    const own = [
      `${group ? "  " : ""}${driver.contrast[locale]}`,
      `× ${driver.rateRatio.toFixed(2)}`,
      `[${driver.low.toFixed(2)}, ${driver.high.toFixed(2)}]`,
      judged(driver.beyondChance),
    ];
    if (!group || fitted.drivers[i - 1]?.input === driver.input) return [own];
    const joint = zh ? `${driver.label.zh}(各组合并检验)` : `${driver.label.en}, its groups together`;
    return [
      [joint, "", `χ² ${group.chiSquare.toFixed(1)} / ${group.degrees}`, judged(group.beyondChance)],
      own,
    ];
  });
  return [head, fitted.verdict[locale], ...candidateLines(fitted, locale), "", ...aligned(rows)].join("\n");
}

/** Who was tried on months held back, which one is used, and whose answers can be read part by part. */
function candidateLines({ backtest, champion }: AttritionFitted, locale: Locale): string[] {
  if (!backtest) return [];
  const zh = locale === "zh";
  const head = zh
    ? ["", "候选模型（以之后的月份检验）", "对数损失", "AUC", "可逐项解读"]
    : ["", "Candidate, tested on later months", "log loss", "AUC", "glass box"];
  const rows = backtest.candidates.map(({ id, logLoss, rocAuc }) => [
    id === champion ? "→" : "",
    candidateNames[id][locale],
    logLoss.toFixed(5),
    rocAuc.toFixed(3),
    isGlassBox(id) ? (zh ? "是" : "yes") : zh ? "否" : "no",
  ]);
  const note = zh
    ? `→ 当前使用${backtest.candidates.some(({ id }) => !isGlassBox(id)) ? "；“否”表示只能看到整体结果，无法逐项相加" : ""}`
    : `→ in use${backtest.candidates.some(({ id }) => !isGlassBox(id)) ? "; no = its answers do not add up from parts that can be read" : ""}`;
  return ["", ...aligned([head, ...rows]), note];
}

export function expectedExitsText(forecast: AttritionForecast, locale: Locale): string {
  const zh = locale === "zh";
  const title = zh
    ? `截至 ${forecast.month} 月末的人员，预计主动离职人数（80% 区间）`
    : `People at the end of ${forecast.month}: expected voluntary exits (80% interval)`;
  const head = [
    forecast.by,
    zh ? "人数" : "people",
    ...forecast.total.exits.map((e) => (zh ? `${e.months} 个月` : `${e.months} months`)),
  ];
  const rows = [...forecast.groups, forecast.total].map((group) => [
    group === forecast.total ? (zh ? "合计" : "total") : (group.group ?? (zh ? "其他" : "other")),
    String(group.people),
    ...group.exits.map((e) => `${e.expected.toFixed(1)} (${e.interval80.low}–${e.interval80.high})`),
  ]);
  const warnings = forecast.warnings.map((warning) => `! ${warning.text[locale]}`);
  return [title, ...aligned([head, ...rows]), ...warnings].join("\n");
}

export function targetsText(
  fitted: TargetFitted,
  quarters: readonly TargetOutlook[],
  locale: Locale,
): string {
  const zh = locale === "zh";
  const number = new Intl.NumberFormat(zh ? "zh-CN" : "en", { maximumFractionDigits: 0 });
  const show = (value: number | null) => (value === null ? "–" : number.format(value));
  const range = (low: number, high: number) => `${show(low)} – ${show(high)}`;
  const months = [
    zh
      ? ["月份", "预测", "80% 区间", "95% 区间", "上年同月"]
      : ["month", "forecast", "80% interval", "95% interval", "last year"],
    ...fitted.forecast.map((f) => [
      f.month,
      show(f.mean),
      range(f.low80, f.high80),
      range(f.low95, f.high95),
      show(f.lastYear),
    ]),
  ];
  const spans = quarters.map((q) => [
    `${q.from} – ${q.to}`,
    show(q.mean),
    range(q.low80, q.high80),
    show(q.commit),
    show(q.stretch),
    show(q.lastYear),
  ]);
  const spanHead = zh
    ? ["季度", "预计合计", "80% 区间", "承诺目标（50%）", "挑战目标（25%）", "上年同期"]
    : ["quarter", "expected total", "80% interval", "commit (50%)", "stretch (25%)", "last year"];
  return [
    `${fitted.name[locale]} · ${fitted.methodName[locale]}`,
    fitted.reason[locale],
    "",
    ...aligned(months),
    ...(spans.length > 0 ? ["", ...aligned([spanHead, ...spans])] : []),
  ].join("\n");
}

const width = (text: string) =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(char) ? 2 : 1), 0);

/** Cells → lines with columns under each other; a Chinese character is two cells wide. */
function aligned(rows: readonly string[][]): string[] {
  const widths =
    rows[0]?.map((_, c) => rows.reduce((widest, row) => Math.max(widest, width(row[c])), 0)) ?? [];
  return rows.map((row) =>
    row
      .map((cell, c) => cell + " ".repeat(widths[c] - width(cell)))
      .join("  ")
      .trimEnd(),
  );
}
