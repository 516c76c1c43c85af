// The way from the number then to the number now: a line per step, drawn as a bar from where it begins to where it ends.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChangeReport, ChangeStep } from "../../../engine/history/change-report.js";
import { formatEffect } from "../../../engine/metrics/format-effect.js";
import { figure } from "../figure/figure.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { dayText, numberText } from "../words.js";
import { tableName } from "./table-name.js";

@customElement("rapport-change-steps")
export class RapportChangeSteps extends RapportElement {
  @property({ attribute: false }) report!: ChangeReport;
  @property({ attribute: false }) meta!: Meta;

  override render(): TemplateResult {
    const { metric, before, after, steps } = this.report;
    const value = (of: number | null): string =>
      of === null
        ? t("changes.no_number")
        : numberText(of, metric.unit, { currency: this.meta.workspace.currency });
    const marks = walk(this.report);
    return figure({
      id: "figure-steps",
      number: 1,
      title: t("changes.fig"),
      how: t("changes.how"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("changes.fig")}>
        <table class="walk" data-testid="steps">
          <thead>
            <tr>
              <th>${t("changes.step_head")}</th>
              <th>${t("changes.rows")}</th>
              <th class="r">${t("changes.effect")}</th>
              <th class="plot" aria-hidden="true"></th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${t("changes.then")}</th>
              <td></td>
              <td class="r"><b>${value(before.value)}</b></td>
              <td class="plot" aria-hidden="true">
                ${marks ? bar(marks.scale, marks.first, marks.first, true) : nothing}
              </td>
            </tr>
            ${steps.map((step, i) => this.#step(step, marks ? bar(marks.scale, ...marks.steps[i]!, false) : nothing))}
            <tr>
              <th scope="row">${t("changes.now")}</th>
              <td></td>
              <td class="r"><b>${value(after.value)}</b></td>
              <td class="plot" aria-hidden="true">
                ${marks ? bar(marks.scale, marks.last, marks.last, true) : nothing}
              </td>
            </tr>
          </tbody>
        </table>
      </div>`,
    });
  }

  #step(step: ChangeStep, drawn: TemplateResult | typeof nothing): TemplateResult {
    const { unit } = this.report.metric;
    const effect = formatEffect(step.effect, unit, session.locale, {
      currency: this.meta.workspace.currency,
    });
    return html`<tr>
      <th scope="row">
        ${step.tables.map((table) => tableName(this.meta, table)).join(session.locale === "zh" ? "、" : ", ")}<span
          class="sub"
          >${step.imports.map((one) => `${dayText(one.importedAt)} · ${one.id}`).join("; ")}</span
        >
      </th>
      <td>${t("changes.counts", { ...step.counts })}</td>
      <td class="r">${effect.replaceAll(" ", "\u00a0")}</td>
      <td class="plot" aria-hidden="true">${drawn}</td>
    </tr>`;
  }
}

type Scale = (value: number) => number;

/** Where each step begins and ends; null where there is no number to walk from. The axis starts where the walk does when zero is far. */
function walk({ before, after, steps }: ChangeReport) {
  if (before.value === null || after.value === null) return null;
  const ends: [number, number][] = [];
  let at = before.value;
  for (const { effect } of steps) ends.push([at, (at += effect ?? 0)]);
  const all = [before.value, after.value, ...ends.flat()];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low) * 0.15 || Math.abs(high) * 0.1 || 1;
  const isNearZero = low >= 0 && low < (high - low) * 3;
  const from = isNearZero ? 0 : low - room;
  const scale: Scale = (value) => ((value - from) / (high + room * 0.2 - from)) * 100;
  return { scale, first: before.value, last: after.value, steps: ends };
}

/** A whole number is a mark where it lies, a step the way it goes: the axis need not begin at zero. */
function bar(scale: Scale, start: number, end: number, isWhole: boolean): TemplateResult {
  const [a, b] = isWhole ? [scale(end) - 0.5, scale(end) + 0.5] : [scale(start), scale(end)];
  const left = Math.max(0, Math.min(a, b));
  const width = Math.max(0.6, Math.abs(b - a));
  const kind = isWhole ? "walk-whole" : b >= a ? "walk-up" : "walk-down";
  return html`<svg width="100%" height="14" role="presentation">
    <rect x="${left}%" y="2" width="${width}%" height="10" class=${kind}></rect>
  </svg>`;
}
