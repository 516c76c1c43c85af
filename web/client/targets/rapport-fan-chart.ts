// Quarter totals as a line, then the forecast's fan: open dots, 80 % and 95 % bands, and the target as a short black line.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { TargetOutlook } from "../../../models/targets/target-outlook.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { valueAxis, type ValueAxis } from "../chart/value-axis.js";
import { grouped } from "../../../engine/metrics/format-number.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import { amountScale } from "./amount-scale.js";
import { quarterShort, type KnownQuarter } from "./quarters.js";

const plotHeight = 220;

@customElement("rapport-fan-chart")
export class RapportFanChart extends SizedDrawing {
  @property({ attribute: false }) known: KnownQuarter[] = [];
  @property({ attribute: false }) coming: TargetOutlook[] = [];
  @property({ attribute: false }) target: { from: string; value: number } | null = null;
  @property() unit: Unit = "money";
  @property() currency = "CNY";

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const narrow = width < 560;
    const known = narrow ? this.known.slice(-6) : this.known;
    const coming = narrow ? this.coming.slice(0, 3) : this.coming;
    const axis = fanAxis(known, coming, this.target?.value ?? null);
    const typical = Math.max(...coming.map(({ mean }) => mean), ...known.map(({ total }) => total));
    const scale = amountScale(this.unit, this.currency, typical, session.locale);
    const step0 = (axis.steps[1] - axis.steps[0]) / scale.size;
    const decimals = Math.max(0, Math.min(2, Math.ceil(-Math.log10(step0) - 1e-9)));
    const label = (value: number): string => grouped(value / scale.size, decimals);
    const left = Math.max(40, ...axis.steps.map((value) => labelWidth(label(value)) + 12));
    const right = narrow
      ? 14
      : Math.max(labelWidth(t("targets.bands")), labelWidth(t("targets.forecast"))) + 22;
    const top = 30;
    const bottom = top + plotHeight;
    const count = known.length + coming.length;
    const step = (width - left - right) / Math.max(1, count);
    const x = (i: number): number => left + (i + 0.5) * step;
    const y = (value: number): number =>
      bottom - ((value - axis.min) / (axis.max - axis.min || 1)) * plotHeight;
    const marks: SVGTemplateResult[] = axis.steps.flatMap((value, i) => [
      line(left, y(value), width - right, y(value), i === 0 ? "base" : "grid"),
      text(left - 8, y(value) + 4.5, label(value), "s", "end"),
    ]);
    if (scale.name) marks.push(text(0, 12, scale.name, "s"));
    const edge = left + known.length * step;
    marks.push(
      line(edge, top - 6, edge, bottom, "event"),
      text(edge - 6, top - 10, t("targets.today"), "s", "end"),
    );
    const last = known.at(-1);
    const start = last ? [{ at: x(known.length - 1), value: last.total }] : [];
    marks.push(band(start, coming, x, y, known.length, "low95", "high95", "band-wide"));
    marks.push(band(start, coming, x, y, known.length, "low80", "high80", "band"));
    marks.push(svg`<path d=${points(known.map(({ total }, i) => [x(i), y(total)]))} class="line"/>`);
    const means: [number, number][] = coming.map(({ mean }, i) => [x(known.length + i), y(mean)]);
    marks.push(
      svg`<path d=${points([...start.map(({ at, value }): [number, number] => [at, y(value)]), ...means])} class="line forecast"/>`,
    );
    for (const [i, { total }] of known.entries()) marks.push(dot(x(i), y(total), "dot"));
    for (const [cx, cy] of means) marks.push(dot(cx, cy, "open"));
    const at = coming.findIndex(({ from }) => from === this.target?.from);
    if (this.target && at >= 0) {
      const half = Math.min(step * 0.4, 22);
      const centre = x(known.length + at);
      marks.push(line(centre - half, y(this.target.value), centre + half, y(this.target.value), "target"));
    }
    marks.push(...this.#quarters([...known, ...coming], x, step, bottom));
    if (!narrow && coming.length > 0) {
      const end = means.at(-1)![1];
      marks.push(
        text(width - right + 10, end, t("targets.forecast"), "b"),
        text(width - right + 10, end + 18, t("targets.bands"), "s"),
      );
    }
    return { height: bottom + 28, label: this.#description(known, coming), marks };
  }

  #quarters(
    quarters: { from: string }[],
    x: (i: number) => number,
    step: number,
    bottom: number,
  ): SVGTemplateResult[] {
    const widest = Math.max(...quarters.map(({ from }) => labelWidth(quarterShort(from)))) + 14;
    // Whole years apart where they fit: the same quarter under each label.
    const every = [1, 2, 4, 8].find((n) => n * step >= widest) ?? 8;
    const last = quarters.length - 1;
    return quarters.flatMap(({ from }, i) =>
      (last - i) % every === (every > 1 ? Math.min(3, every - 1) % every : 0)
        ? [
            line(x(i), bottom, x(i), bottom + 5, "base"),
            text(x(i), bottom + 21, quarterShort(from), "s", "middle"),
          ]
        : [],
    );
  }

  #description(known: KnownQuarter[], coming: TargetOutlook[]): string {
    const money = (value: number): string => numberText(value, this.unit, { currency: this.currency });
    return [
      ...known.slice(-4).map(({ from, total }) => `${quarterShort(from)}: ${money(total)}`),
      ...coming.map(
        ({ from, mean, low80, high80 }) =>
          `${quarterShort(from)}: ${money(mean)} (${money(low80)} – ${money(high80)})`,
      ),
    ].join("; ");
  }
}

/** It may start above 0; the figure's foot says so. */
export const fanAxis = (known: KnownQuarter[], coming: TargetOutlook[], target: number | null): ValueAxis =>
  valueAxis(
    [...known.map(({ total }) => total), ...coming.flatMap(({ low95, high95 }) => [low95, high95]), target],
    { zero: false, steps: 4 },
  );

const dot = (x: number, y: number, name: string): SVGTemplateResult =>
  svg`<circle cx=${round(x)} cy=${round(y)} r="4" class=${name}/>`;

const points = (all: [number, number][]): string =>
  all.map(([x, y], i) => `${i ? "L" : "M"}${round(x)},${round(y)}`).join("");

function band(
  start: { at: number; value: number }[],
  coming: TargetOutlook[],
  x: (i: number) => number,
  y: (value: number) => number,
  offset: number,
  low: "low80" | "low95",
  high: "high80" | "high95",
  name: string,
): SVGTemplateResult {
  const up = coming.map((quarter, i): [number, number] => [x(offset + i), y(quarter[high])]);
  const down = coming.map((quarter, i): [number, number] => [x(offset + i), y(quarter[low])]).reverse();
  const from = start.map(({ at, value }): [number, number] => [at, y(value)]);
  return svg`<path d=${`${points([...from, ...up, ...down])}Z`} class=${name}/>`;
}
