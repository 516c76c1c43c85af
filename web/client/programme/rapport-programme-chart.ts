// One outcome month by month: treated and comparison, the months of the change on tinted ground, the earlier course carried on.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { JudgedOutcome } from "../../../models/programme/index.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { nextMonth, timeAxis, timeLabels } from "../chart/time-axis.js";
import { valueAxis } from "../chart/value-axis.js";
import type { Span } from "../overview/phases.js";
import { say, t } from "../t.js";
import { axisText, numberText } from "../words.js";

const plotHeight = 190;
const top = 24;

@customElement("rapport-programme-chart")
export class RapportProgrammeChart extends SizedDrawing {
  @property({ attribute: false }) outcome!: JudgedOutcome;
  @property({ attribute: false }) phases!: Record<"before" | "change" | "after", Span>;
  @property() currency = "CNY";

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const { months, unit, label, treated } = this.outcome;
    const values = months.flatMap((month) => [month.treated, month.compared, month.expected]);
    const axis = valueAxis(
      values.map((value) => (value === null ? null : Math.max(0, value))),
      { zero: unit !== "score" },
    );
    const step = axis.steps.length > 1 ? axis.steps[1] - axis.steps[0] : 1;
    const names = axis.steps.map((value) => axisText(value, unit, step, this.currency));
    const left = Math.max(38, ...names.map((name) => labelWidth(name) + 10));
    const bottom = top + plotHeight;
    const span = { from: this.phases.before.from, to: this.phases.after.to };
    const time = timeAxis(span, left, width - 8);
    const y = (value: number): number =>
      bottom - ((Math.max(axis.min, value) - axis.min) / (axis.max - axis.min || 1)) * plotHeight;
    const { change } = this.phases;
    const [from, to] = [time.edge(change.from), time.edge(nextMonth(change.to))];
    const marks: SVGTemplateResult[] = [
      svg`<rect x=${round(from)} y=${top - 4} width=${round(to - from)} height=${plotHeight + 4} class="ground"/>`,
    ];
    axis.steps.forEach((value, i) => {
      marks.push(line(left, y(value), width - 8, y(value), i === 0 ? "base" : "grid"));
      marks.push(text(left - 8, y(value) + 4.5, names[i], "s", "end"));
    });
    marks.push(...this.#phaseNames(time, width));
    const path = (key: "treated" | "compared" | "expected"): string =>
      months
        .flatMap(({ month, [key]: value }) =>
          value === null ? [] : [`${round(time.centre(month))},${round(y(value))}`],
        )
        .join(" ");
    marks.push(
      svg`<polyline points=${path("compared")} class="programme-compared"/>`,
      svg`<polyline points=${path("expected")} class="line forecast"/>`,
      svg`<polyline points=${path("treated")} class="line programme-line"/>`,
    );
    for (const { month, treated: own, compared } of months) {
      if (compared !== null)
        marks.push(
          svg`<circle cx=${round(time.centre(month))} cy=${round(y(compared))} r="2.6" class="chancy-dot"/>`,
        );
      if (own !== null)
        marks.push(svg`<circle cx=${round(time.centre(month))} cy=${round(y(own))} r="3" class="dot"/>`);
    }
    for (const { x, words, anchor } of timeLabels(
      time,
      span,
      [change.from, this.phases.after.from],
      left,
      width - 8,
    ))
      marks.push(text(x, bottom + 20, words, "s", anchor));
    const number = (value: number | undefined): string =>
      numberText(value ?? null, unit, { currency: this.currency });
    return {
      height: bottom + 28,
      label: `${say(label)}: ${number(treated.before?.value)} → ${number(treated.after?.value)}`,
      marks,
    };
  }

  #phaseNames(time: ReturnType<typeof timeAxis>, width: number): SVGTemplateResult[] {
    return (["before", "change", "after"] as const).map((phase) => {
      const { from, to } = this.phases[phase];
      const name = t(`programmes.${phase}`);
      const half = labelWidth(name) / 2;
      const x = (time.edge(from) + time.edge(nextMonth(to))) / 2;
      return text(Math.min(Math.max(half, x), width - half), 14, name, "b", "middle");
    });
  }
}
