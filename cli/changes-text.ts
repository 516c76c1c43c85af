// A report on change → what a person reads in the terminal: the two numbers, then step by step who and which rows.
import type { ChangedRow } from "../engine/history/changed-rows.js";
import type { ChangeReport, ChangeStep, StateNumber } from "../engine/history/change-report.js";
import type { Locale } from "../engine/locale.js";
import { formatEffect } from "../engine/metrics/format-effect.js";
import { formatNumber } from "../engine/metrics/format-number.js";

export function changesText(report: ChangeReport, locale: Locale, currency: string): string {
  const zh = locale === "zh";
  const { metric, before, after, difference } = report;
  const effect = (value: number | null): string => formatEffect(value, metric.unit, locale, { currency });
  const number = (state: StateNumber): string => {
    const months = state.from
      ? `${state.from} – ${state.to}`
      : zh
        ? "无此期间的数据"
        : "no data for these months";
    const value = state.refused
      ? `${zh ? "无数值" : "no number"} (${state.refused})`
      : formatNumber(state.value, metric.unit, locale, { currency });
    return `${value}  (${months})`;
  };
  const lines = [
    metric.label[locale],
    zh ? `  按 ${report.since} 所知：${number(before)}` : `  as known on ${report.since}: ${number(before)}`,
    zh ? `  按现在所知：${number(after)}` : `  as known now: ${number(after)}`,
    ...(difference === null
      ? []
      : [
          zh
            ? `  差异：${effect(difference)}，由以下各项相加而成`
            : `  difference: ${effect(difference)}, made up of`,
        ]),
    ...report.steps.flatMap((step) => ["", ...stepLines(step, locale, effect)]),
  ];
  if (report.onlySteps)
    lines.push(
      "",
      zh
        ? "该指标不是按人可加的比值：影响只按步骤给出，不拆分到人。"
        : "This metric is not a quotient of sums over people: effects are given for whole steps, not for each person's rows.",
    );
  return lines.join("\n");
}

function stepLines(step: ChangeStep, locale: Locale, effect: (value: number | null) => string): string[] {
  const zh = locale === "zh";
  const { arrived, restated, removed } = step.counts;
  const counts = zh
    ? `新增 ${arrived} 行，重述 ${restated} 行，移除 ${removed} 行`
    : `${arrived} arrived, ${restated} restated, ${removed} removed`;
  const imports = step.imports.map((i) => i.id).join(", ");
  const lines = [`${imports} · ${step.tables.join(", ")}: ${counts}  ${effect(step.effect)}`];
  for (const group of step.groups) {
    const who = group.employee ?? (zh ? "（组织）" : "(units)");
    lines.push(`  ${who}  ${effect(group.effect)}`);
    for (const row of group.rows) lines.push(`    ${rowText(row, locale)}`);
    const hidden = group.count - group.rows.length;
    if (hidden > 0) lines.push(zh ? `    另有 ${hidden} 行` : `    and ${hidden} more rows`);
  }
  const { more, others } = step;
  if (more.groups > 0)
    lines.push(
      zh
        ? `  另有 ${more.groups} 组，共 ${more.rows} 行  ${effect(more.effect)}`
        : `  ${more.groups} more groups, ${more.rows} rows  ${effect(more.effect)}`,
    );
  if (others.people > 0)
    lines.push(
      zh
        ? `  受影响但自身无变动行的员工 ${others.people} 人（如历史延长一个月、组织移动）  ${effect(others.effect)}`
        : `  ${others.people} people without a changed row of their own (a further month, a unit's move)  ${effect(others.effect)}`,
    );
  if (step.months !== 0)
    lines.push(
      zh ? `  期间月数增加  ${effect(step.months)}` : `  more months in the period  ${effect(step.months)}`,
    );
  return lines;
}

const words = {
  arrived: { en: "arrived", zh: "新增" },
  restated: { en: "restated", zh: "重述" },
  removed: { en: "removed", zh: "移除" },
};

function rowText({ table, change, key, columns, from }: ChangedRow, locale: Locale): string {
  const named = Object.entries(key)
    .filter(([column]) => column !== "employee_id")
    .map(([column, value]) => `${column}=${value ?? "–"}`);
  const values = columns.map(({ column, before, after }) =>
    change === "restated" ? `${column} ${before ?? "–"} → ${after ?? "–"}` : `${column} ${after ?? before}`,
  );
  const place = locale === "zh" ? `${from.file} 第 ${from.row} 行` : `${from.file}, row ${from.row}`;
  return inert(`${words[change][locale]} ${table} ${[...named, ...values].join(", ")} [${place}]`);
}

/** Control characters in values must not reach a terminal. */
// oxlint-disable-next-line no-control-regex
const inert = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
