// One measure on the calendar: a dot per month, per phase the mean and its 95 % interval, the change on tinted ground.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CalendarEvent } from "../../../models/programme/calendar-events.js";
import type { Fact } from "../overview/fact.js";
import type { MeasureRow } from "../overview/overview-data.js";
import { pairPrecision } from "../overview/pair-precision.js";
import type { Phases, Span } from "../overview/phases.js";
import { say, t } from "../t.js";
import { axisText, intervalText, numberText } from "../words.js";
import { eventMarks } from "./event-marks.js";
import { signOf } from "./sign-labels.js";
import { labelPlace } from "./label-place.js";
import { labelWidth, line, round, SizedDrawing, text } from "./sized.js";
import { nextMonth, timeAxis, timeLabels } from "./time-axis.js";
import { valueAxis } from "./value-axis.js";

const plotHeight = 104;
const right = 8;

@customElement("rapport-phase-chart")
export class RapportPhaseChart extends SizedDrawing {
  @property({ attribute: false }) row!: MeasureRow;
  @property({ attribute: false }) phases!: Phases;
  @property({ attribute: false }) shown!: Span;
  @property({ attribute: false }) events: CalendarEvent[] = [];
  @property() currency = "CNY";
  /** The first row of a figure carries the phases' names and the events' numbers, the last one the months. */
  @property({ type: Boolean }) first = false;
  @property({ type: Boolean }) last = false;

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const { before, after, months, metric } = this.row;
    const facts = [before, after].filter((fact): fact is Fact => fact !== null);
    const values = [
      ...months.map(({ value }) => value),
      ...facts.flatMap(({ value, low, high }) => [value, low, high]),
    ];
    const axis = valueAxis(
      values.map((value) => (value === null ? null : Math.max(0, value))),
      {
        zero: metric.unit !== "score",
        ...(metric.unit === "share" ? { top: 1 } : {}),
      },
    );
    const step = axis.steps.length > 1 ? axis.steps[1] - axis.steps[0] : 1;
    const label = (value: number): string => axisText(value, metric.unit, step, this.currency);
    const left = Math.max(38, ...axis.steps.map((value) => labelWidth(label(value)) + 10));
    const top = this.first ? 44 : 16;
    const bottom = top + plotHeight;
    const time = timeAxis(this.shown, left, width - right);
    const y = (value: number): number =>
      bottom - ((Math.max(axis.min, value) - axis.min) / (axis.max - axis.min || 1)) * plotHeight;
    const marks: SVGTemplateResult[] = [this.#ground(time, bottom)];
    axis.steps.forEach((value, i) => {
      marks.push(line(left, y(value), width - right, y(value), i === 0 ? "base" : "grid"));
      marks.push(text(left - 8, y(value) + 4.5, label(value), "s", "end"));
    });
    if (this.first) marks.push(...this.#phaseNames(time, width));
    const numbered = this.events.map((event, i) => ({
      x: time.edge(event.date.slice(0, 7)),
      sign: signOf(i),
    }));
    marks.push(
      eventMarks(numbered, {
        top: this.first ? 26 : 0,
        bottom,
        right: width,
        signsAt: this.first ? 36 : undefined,
      }),
    );
    for (const { month, value } of months)
      if (value !== null)
        marks.push(
          svg`<circle cx=${round(time.centre(month))} cy=${round(y(value))} r="2.6" class="month"/>`,
        );
    const dots = months.flatMap(({ month, value }) =>
      value === null ? [] : [{ x: time.centre(month), y: y(value) }],
    );
    for (const fact of facts) marks.push(this.#phase(fact, time, y, { top, bottom, dots }));
    if (this.last)
      for (const { x, words, anchor } of timeLabels(time, this.shown, this.#turns(), left, width - right))
        marks.push(text(x, bottom + 20, words, "s", anchor));
    return { height: bottom + (this.last ? 28 : 6), label: this.#description(facts), marks };
  }

  #turns(): string[] {
    const { change, after } = this.phases;
    return [change?.from, after.from].filter((month): month is string => month !== undefined);
  }

  #ground(time: ReturnType<typeof timeAxis>, bottom: number): SVGTemplateResult {
    const { change } = this.phases;
    if (!change) return svg``;
    const [from, to] = [time.edge(change.from), time.edge(nextMonth(change.to))];
    const top = this.first ? 22 : 0;
    return svg`<rect x=${round(from)} y=${top} width=${round(to - from)} height=${round(bottom - top)} class="ground"/>`;
  }

  #phaseNames(time: ReturnType<typeof timeAxis>, width: number): SVGTemplateResult[] {
    const { kind, before, change, after } = this.phases;
    if (kind === "single") return [];
    const names: [Span | undefined, string][] = [
      [before, t(kind === "programme" ? "overview.before" : "overview.year_before")],
      [change, t("overview.change")],
      [after, t(kind === "programme" ? "overview.after" : "overview.last_year")],
    ];
    return names.flatMap(([span, name]) => {
      if (!span) return [];
      const x = (time.edge(span.from) + time.edge(nextMonth(span.to))) / 2;
      const half = labelWidth(name) / 2;
      return [text(Math.min(x, width - half), 14, name, "b", "middle")];
    });
  }

  #phase(
    fact: Fact,
    time: ReturnType<typeof timeAxis>,
    y: (value: number) => number,
    plot: { top: number; bottom: number; dots: { x: number; y: number }[] },
  ): SVGTemplateResult {
    if (fact.value === null) return svg``;
    const [from, to] = [time.edge(fact.from) + 2, time.edge(nextMonth(fact.to)) - 2];
    const { low, high, value } = fact;
    const unit = fact.metric.unit;
    const options = { ...pairPrecision(this.row), currency: this.currency };
    const band =
      low !== null && high !== null
        ? svg`<rect x=${round(from)} width=${round(to - from)} y=${round(y(high))} height=${round(Math.max(1, y(low) - y(high)))} class="band"/>`
        : svg``;
    const range = intervalText(low, high, unit, options);
    const number = numberText(value, unit, options);
    const room = to - from;
    const withRange = labelWidth(`${number}  ${range}`) < room;
    const wide = labelWidth(withRange && range ? `${number}  ${range}` : number);
    const {
      right: end,
      base,
      isFree,
    } = labelPlace({
      from,
      to: to - 4,
      wide,
      above: y(high ?? value) - 7,
      below: y(low ?? value) + 17,
      ...plot,
    });
    // Where months are everywhere, a plate keeps them out of the gap between the label's two parts.
    const plate = isFree
      ? ""
      : svg`<rect x=${round(end - wide - 2)} y=${round(base - 12)} width=${round(wide + 4)} height="15" class="plate"/>`;
    return svg`${band}${line(from, y(value), to, y(value), "mean")}${plate}
      <text x=${round(end)} y=${round(base)} text-anchor="end" class="halo"><tspan class="b">${number}</tspan>${
        withRange && range ? svg`<tspan class="s" dx="6">${range}</tspan>` : ""
      }</text>`;
  }

  #description(facts: Fact[]): string {
    const numbers = facts.map(({ value, low, high, metric }) => {
      const options = { low, high, currency: this.currency };
      return `${numberText(value, metric.unit, options)} (${intervalText(low, high, metric.unit, options)})`;
    });
    return `${say(this.row.metric.label)}: ${numbers.join(" → ")}`;
  }
}
