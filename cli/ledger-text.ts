// Issued predictions and their scores → text for the terminal.
import type { Locale } from "../engine/locale.js";
import type { IssuedPrediction, Scoreboard } from "../models/index.js";
import { textTable } from "./text-table.js";

export function issuedText(issued: IssuedPrediction, locale: Locale): string {
  const zh = locale === "zh";
  const head = zh
    ? ["部门", "人数", ...issued.horizons.map((h) => `${h} 个月`)]
    : ["department", "people", ...issued.horizons.map((h) => `${h} months`)];
  const cells = (unit: IssuedPrediction["total"]) =>
    issued.horizons.map((_, h) => `${unit.expected[h].toFixed(1)} (${unit.low80[h]}–${unit.high80[h]})`);
  const rows = issued.units.map((unit) => [
    unit.isRest ? (zh ? "其他" : "other") : (unit.unit ?? "–"),
    String(unit.people),
    ...cells(unit),
  ]);
  return [
    zh
      ? `已冻结：${issued.issue}，${issued.month} 月末 ${issued.people} 人；到期后用 --score 评分`
      : `Frozen: ${issued.issue}, ${issued.people} people at the end of ${issued.month}; scored with --score when due`,
    textTable([head, ...rows, [zh ? "合计" : "total", String(issued.total.people), ...cells(issued.total)]]),
  ].join("\n");
}

export function scoreboardText({ issues, standing }: Scoreboard, locale: Locale): string {
  const zh = locale === "zh";
  if (issues.length === 0) return zh ? "还没有发布过预测。" : "No prediction has been issued yet.";
  const head = zh
    ? ["发布", "月", "到", "预计（80% 区间）", "实际", "对数损失", "恒定比率", ""]
    : ["issue", "months", "until", "expected (80%)", "actual", "log loss", "constant", ""];
  const rows = issues.flatMap(({ issue, replay, horizons }) =>
    horizons.map((h) => [
      issue,
      String(h.months),
      h.until,
      `${h.expected.toFixed(1)} (${h.low80}–${h.high80})`,
      h.score ? String(h.score.events) : zh ? "未到期" : "not due",
      h.score ? h.score.logLoss.toFixed(4) : "–",
      h.score ? h.score.naiveLogLoss.toFixed(4) : "–",
      replay ? (zh ? "回放" : "replay") : "",
    ]),
  );
  const verdict = standing.reason?.[locale];
  return [textTable([head, ...rows]), ...(verdict ? [verdict] : [])].join("\n");
}
