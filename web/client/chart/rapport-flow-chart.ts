// Headcount as a line, and below it on the same months hires up and exits down.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CalendarEvent } from "../../../models/programme/calendar-events.js";
import type { FlowMonth } from "../overview/overview-data.js";
import type { Phases, Span } from "../overview/phases.js";
import { t } from "../t.js";
import { numberText, spanText } from "../words.js";
import { eventMarks } from "./event-marks.js";
import { signOf } from "./sign-labels.js";
import { labelWidth, line, round, SizedDrawing, text } from "./sized.js";
import { januaries, nextMonth, timeAxis, timeLabels } from "./time-axis.js";
import { valueAxis } from "./value-axis.js";

const lineHeight = 120;
const flowHeight = 84;
const gap = 30;

@customElement("rapport-flow-chart")
export class RapportFlowChart extends SizedDrawing {
  @property({ attribute: false }) flow: FlowMonth[] = [];
  @property({ attribute: false }) phases!: Phases;
  @property({ attribute: false }) shown!: Span;
  @property({ attribute: false }) events: CalendarEvent[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const head = valueAxis(
      this.flow.map(({ headcount }) => headcount),
      { zero: false, whole: true },
    );
    const most = Math.max(1, ...this.flow.flatMap(({ hires, exits }) => [hires ?? 0, exits ?? 0]));
    const names = { line: t("overview.headcount"), hires: t("overview.hires"), exits: t("overview.exits") };
    const narrow = width < 520;
    const right = narrow ? 8 : Math.max(...Object.values(names).map(labelWidth)) + 52;
    const left = Math.max(38, ...head.steps.map((value) => labelWidth(count(value)) + 10));
    const top = 26;
    const time = timeAxis(this.shown, left, width - right);
    const y = (value: number): number =>
      top + lineHeight - ((value - head.min) / (head.max - head.min || 1)) * lineHeight;
    const zero = top + lineHeight + gap + flowHeight / 2;
    const flowY = (value: number): number => zero - (value / most) * (flowHeight / 2 - 2);
    const bottom = zero + flowHeight / 2;
    const marks: SVGTemplateResult[] = [];
    const { change } = this.phases;
    if (change)
      marks.push(
        svg`<rect x=${round(time.edge(change.from))} y="4" width=${round(time.edge(nextMonth(change.to)) - time.edge(change.from))} height=${bottom - 4} class="ground"/>`,
      );
    for (const value of head.steps) {
      marks.push(line(left, y(value), width - right, y(value), "grid"));
      marks.push(text(left - 8, y(value) + 4.5, count(value), "s", "end"));
    }
    marks.push(
      eventMarks(
        this.events.map((event, i) => ({ x: time.edge(event.date.slice(0, 7)), sign: signOf(i) })),
        { top: 20, bottom, right: width, signsAt: 16 },
      ),
    );
    marks.push(svg`<path d=${path(this.flow, time.centre, y)} class="line"/>`);
    const bar = Math.max(1.5, time.step * 0.6);
    for (const { month, hires, exits } of this.flow) {
      const x = round(time.centre(month) - bar / 2);
      if (hires) marks.push(rect(x, flowY(hires), bar, zero - flowY(hires), "hires"));
      if (exits) marks.push(rect(x, zero, bar, flowY(-exits) - zero, "exits"));
    }
    marks.push(line(left, zero, width - right, zero, "base"));
    marks.push(text(left - 8, flowY(most) + 9, count(most), "s", "end"));
    marks.push(text(left - 8, flowY(-most), count(most), "s", "end"));
    marks.push(...this.#names(names, { narrow, width, right, left, y, zero, top }));
    for (const { x, words, anchor } of timeLabels(
      time,
      this.shown,
      januaries(this.shown),
      left,
      width - right,
    ))
      marks.push(text(x, bottom + 20, words, "s", anchor));
    return { height: bottom + 28, label: this.#description(), marks };
  }

  #names(
    names: { line: string; hires: string; exits: string },
    at: {
      narrow: boolean;
      width: number;
      right: number;
      left: number;
      y(value: number): number;
      zero: number;
      top: number;
    },
  ): SVGTemplateResult[] {
    const last = this.flow.at(-1)?.headcount ?? null;
    if (at.narrow)
      return [
        text(at.left, at.top - 8, names.line, "label-line halo"),
        text(at.left, at.zero - flowHeight / 2 - 6, `↑ ${names.hires}`, "label-hires halo"),
        text(
          at.left + labelWidth(names.hires) + 32,
          at.zero - flowHeight / 2 - 6,
          `↓ ${names.exits}`,
          "label-exits halo",
        ),
      ];
    const x = at.width - at.right + 10;
    return [
      ...(last === null ? [] : [text(x, at.y(last) + 4.5, `${names.line} ${count(last)}`, "label-line")]),
      text(x, at.zero - 14, names.hires, "label-hires"),
      text(x, at.zero + 23, names.exits, "label-exits"),
    ];
  }

  #description(): string {
    const first = this.flow.find(({ headcount }) => headcount !== null);
    const last = this.flow.at(-1);
    return `${t("overview.headcount")}, ${spanText(this.shown.from, this.shown.to)}: ${count(first?.headcount ?? null)} → ${count(last?.headcount ?? null)}`;
  }
}

const count = (value: number | null): string => numberText(value, "count");

const rect = (x: number, y: number, width: number, height: number, name: string): SVGTemplateResult =>
  svg`<rect x=${x} y=${round(y)} width=${round(width)} height=${round(Math.max(0, height))} class=${name}/>`;

/** A line that breaks where a month has no number. */
function path(flow: FlowMonth[], x: (month: string) => number, y: (value: number) => number): string {
  let pen = "M";
  return flow
    .map(({ month, headcount }) => {
      if (headcount === null) {
        pen = "M";
        return "";
      }
      const step = `${pen}${round(x(month))},${round(y(headcount))}`;
      pen = "L";
      return step;
    })
    .join("");
}
