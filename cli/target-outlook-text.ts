// Hierarchy of forecasts, nowcast of the running quarter → text for the terminal.
import type { Locale } from "../engine/locale.js";
import { grouped } from "../engine/metrics/format-number.js";
import type { HierarchyAnswer } from "../models/index.js";
import type { ReconciliationWay } from "../models/targets/hierarchy.js";
import type { RateOutlook } from "../models/targets/nowcast-rate.js";
import type { TargetNowcast } from "../models/targets/nowcast-target.js";
import { textTable } from "./text-table.js";

const amount = (value: number): string => grouped(value, Math.abs(value) < 100 ? 1 : 0);
const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
/** Nothing that is still open is certain. */
const chanceText = (chance: number): string =>
  chance < 0.01 && chance > 0 ? "<1%" : chance > 0.99 && chance < 1 ? ">99%" : percent(chance);

const levels: Record<string, { en: string; zh: string }> = {
  company: { en: "company", zh: "公司" },
  division: { en: "division", zh: "事业部" },
  department: { en: "department", zh: "部门" },
  team: { en: "team", zh: "团队" },
  person: { en: "people", zh: "个人" },
  left_or_to_come: { en: "left, or yet to come", zh: "已离职或待入职" },
};
const ways: Record<ReconciliationWay, { en: string; zh: string }> = {
  bottom_up: { en: "bottom-up", zh: "自下而上" },
  structural: { en: "weighted by number of people", zh: "按人数加权" },
  variance: { en: "weighted by variance", zh: "按方差加权" },
  mint: { en: "MinT (shrunk covariance)", zh: "MinT（收缩协方差）" },
};
/** People are in the JSON; a terminal shows the units. */
const mostShown = 60;

export function hierarchyText(answer: HierarchyAnswer, locale: Locale): string {
  const zh = locale === "zh";
  const { metric, from, to, until, way, pastSpans, nodes, coverage } = answer;
  const depth = (i: number): number => (nodes[i].parent < 0 ? 0 : 1 + depth(nodes[i].parent));
  const rows: string[][] = [];
  const show = (i: number): void => {
    const node = nodes[i];
    const label = node.name === node.level || node.name === "" ? levels[node.level][locale] : node.name;
    rows.push([
      "  ".repeat(depth(i)) + label,
      amount(node.value),
      `${amount(node.low80)} – ${amount(node.high80)}`,
      amount(node.forecast),
    ]);
    nodes.forEach((child, j) => {
      if (child.parent === i && child.level !== "person") show(j);
    });
  };
  nodes.forEach(({ parent }, i) => {
    if (parent < 0) show(i);
  });
  const head = zh
    ? ["", "协调后预测", "80% 区间", "各自预测"]
    : ["", "adding up", "80 % interval", "on its own"];
  const people = nodes.filter(({ level }) => level === "person").length;
  return [
    zh
      ? `${metric}，${from} 至 ${to}（已知至 ${until}）：${nodes.length} 个序列，其中 ${people} 人；方法：${ways[way].zh}（${pastSpans} 个过往区间）`
      : `${metric}, ${from} to ${to} (known to ${until}): ${nodes.length} series, ${people} of them people; ${ways[way].en} (${pastSpans} past spans)`,
    textTable([head, ...rows.slice(0, mostShown)], [1, 2, 3]),
    ...(coverage === null
      ? [zh ? "历史太短，无法检验区间覆盖率。" : "Too little history to measure the intervals' coverage."]
      : [
          (zh
            ? "最近区间的 80% 区间实际覆盖："
            : "Measured coverage of the 80 % intervals on the latest past span: ") +
            coverage
              .map(
                ({ level, nodes: count, inside }) => `${levels[level][locale]} ${percent(inside)} (${count})`,
              )
              .join(zh ? "，" : ", "),
        ]),
  ].join("\n");
}

export function nowcastText(found: TargetNowcast, locale: Locale): string {
  const zh = locale === "zh";
  const { metric, from, to, day, known, mean, low80, high80, due, worked, workingDays, quarters } = found;
  const lines = [
    zh
      ? `${metric}，${from} 至 ${to}，截至 ${day}：已完成 ${amount(known)}，预计 ${amount(mean)}（80% 区间 ${amount(low80)}～${amount(high80)}）`
      : `${metric}, ${from} to ${to}, by ${day}: ${amount(known)} so far, expected ${amount(mean)} (80 % ${amount(low80)}–${amount(high80)})`,
    zh
      ? `工作日 ${worked.toFixed(0)}/${workingDays.toFixed(0)}；按过往 ${quarters} 个同期季度与工作日，此时应完成 ${percent(due)}`
      : `Working days ${worked.toFixed(0)} of ${workingDays.toFixed(0)}; by ${quarters} past quarters and working days ${percent(due)} is due by now`,
  ];
  if (found.target === null)
    lines.push(
      zh
        ? `把握 70%：${amount(found.likely)}；50%：${amount(found.commit)}；25%：${amount(found.stretch)}`
        : `Reached with 70 %: ${amount(found.likely)}; 50 %: ${amount(found.commit)}; 25 %: ${amount(found.stretch)}`,
    );
  else {
    const points = `${found.points! < 0 ? "−" : "+"}${Math.abs(found.points!).toFixed(1)}`;
    lines.push(
      zh
        ? `目标 ${amount(found.target)}：已完成 ${percent(found.done!)}，应完成 ${percent(due)}（${points} 个百分点）；达成把握 ${chanceText(found.probability!)}`
        : `Target ${amount(found.target)}: ${percent(found.done!)} done against ${percent(due)} due (${points} points); chance of reaching it ${chanceText(found.probability!)}`,
    );
  }
  return lines.join("\n");
}

const share = (value: number): string => `${(100 * value).toFixed(1)}%`;

/** Rates have no share due: what counts is the rate so far and the cases to come. */
export function rateText(found: RateOutlook, locale: Locale): string {
  const zh = locale === "zh";
  const { metric, from, to, day, rate, cases, toCome, mean, low80, high80, quarters, target } = found;
  const soFar = rate === null ? "–" : share(rate);
  const lines = [
    zh
      ? `${metric}，${from} 至 ${to}，截至 ${day}：${soFar}（${amount(cases)} 例），预计还有 ${amount(toCome)} 例`
      : `${metric}, ${from} to ${to}, by ${day}: ${soFar} of ${amount(cases)} cases; about ${amount(toCome)} to come`,
    zh
      ? `季末预计 ${share(mean)}（80% 区间 ${share(low80)}～${share(high80)}，依据 ${quarters} 个过往季度）。比率不累加，没有“应完成进度”。`
      : `Expected at the quarter's end ${share(mean)} (80 % ${share(low80)}–${share(high80)}, by ${quarters} past quarters). A rate does not accumulate: no part of it is ever due.`,
  ];
  if (target !== null) {
    const points =
      found.points === null ? "–" : `${found.points < 0 ? "−" : "+"}${Math.abs(found.points).toFixed(1)}`;
    lines.push(
      zh
        ? `目标 ${share(target)}：目前相差 ${points} 个百分点；达成把握 ${chanceText(found.probability!)}`
        : `Target ${share(target)}: ${points} points so far; chance of reaching it ${chanceText(found.probability!)}`,
    );
  }
  return lines.join("\n");
}
