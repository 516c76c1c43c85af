// A stored card → Markdown in one language: window, counts, tests against the baseline, calibration, fairness, limits, inputs.
import type { Locale } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import { calibrationTexts, measureText } from "./card-words.js";
import type { CardFairness, StoredCard } from "./model-cards.js";

const words = {
  window: { en: "Data", zh: "数据" },
  counts: { en: "Rows, people, events", zh: "行数、人数、事件数" },
  fitted: { en: "Fitted", zh: "拟合于" },
  stale: { en: "the data have changed since", zh: "此后数据已变更" },
  refit: { en: "rows it had learnt from were erased: fit again", zh: "学习过的行已被删除：需重新拟合" },
  refused: { en: "Refused", zh: "拒绝" },
  off: { en: "Switched off", zh: "已停用" },
  test: { en: "Test", zh: "检验" },
  model: { en: "Model", zh: "模型" },
  baseline: { en: "Baseline", zh: "基线" },
  calibration: { en: "Calibration: predicted and observed", zh: "校准：预测与实际" },
  limits: { en: "Limits", zh: "局限" },
  inputs: { en: "Inputs", zh: "输入" },
  excluded: { en: "Left out", zh: "排除" },
  group: { en: "Group", zh: "群体" },
  selected: { en: "Selected / people", zh: "入选／人数" },
  rate: { en: "Selection rate", zh: "入选率" },
  ratio: { en: "Impact ratio (95 % interval)", zh: "影响比（95% 区间）" },
};

const n = (value: number): string => grouped(value, 0);

export function cardMarkdown(stored: StoredCard, locale: Locale): string {
  const { card, refusal, isStale, needsRefit, isOn, fairness, fittedAt, id } = stored;
  const say = (key: keyof typeof words): string => words[key][locale];
  const comma = locale === "zh" ? "、" : ", ";
  const state = [
    fittedAt.slice(0, 10),
    ...(isStale ? [say("stale")] : []),
    ...(needsRefit ? [say("refit")] : []),
    ...(isOn === false ? [say("off")] : []),
  ].join(locale === "zh" ? "；" : "; ");
  const lines = [`### ${card ? card.title[locale] : id}`];
  if (card) lines.push(card.question[locale]);
  lines.push(`- ${say("fitted")}: ${state}`);
  if (refusal) lines.push(`- ${say("refused")}: ${refusal[locale]}`);
  if (!card) return lines.join("\n");
  lines.push(
    `- ${say("window")}: ${card.window.from} – ${card.window.to}`,
    `- ${say("counts")}: ${n(card.rows)}, ${n(card.people)}, ${n(card.events)}`,
  );
  if (card.calibration)
    lines.push(`- ${say("calibration")}: ${Object.values(calibrationTexts(card.calibration)).join(comma)}`);
  lines.push(
    `- ${say("inputs")}: ${card.inputs.map(({ label }) => label[locale]).join(comma) || "–"}`,
    `- ${say("excluded")}: ${card.excluded.map(({ name, reason }) => `${name} (${reason[locale]})`).join(comma) || "–"}`,
  );
  const tests = card.backtest.map(
    ({ measure, model, baseline, verdict }) =>
      `| ${measureText(measure, locale)} | ${model.toFixed(4)} | ${baseline.toFixed(4)} | ${verdict[locale]} |`,
  );
  return [
    lines.join("\n"),
    ...(tests.length > 0
      ? [
          [
            `| ${say("test")} | ${say("model")} | ${say("baseline")} | |`,
            "| --- | ---: | ---: | --- |",
            ...tests,
          ].join("\n"),
        ]
      : []),
    ...fairness.map((table) => fairnessMarkdown(table, locale)),
    `${say("limits")}:`,
    card.limits.map((text) => `- ${text[locale]}`).join("\n"),
  ].join("\n\n");
}

const ratio = (value: number | null): string => (value === null ? "–" : value.toFixed(2));

function fairnessMarkdown({ label, rows }: CardFairness, locale: Locale): string {
  const say = (key: keyof typeof words): string => words[key][locale];
  return [
    `| ${label[locale]} | ${say("selected")} | ${say("rate")} | ${say("ratio")} |`,
    "| --- | ---: | ---: | ---: |",
    ...rows.map(
      (row) =>
        `| ${row.label[locale]} | ${row.selected} / ${row.people} | ${(100 * row.rate).toFixed(1)}% | ${ratio(row.ratio)} (${ratio(row.low)} – ${ratio(row.high)}) |`,
    ),
  ].join("\n");
}
