// Newcomers' output by month of tenure as a share of the experienced: dots observed, a line smoothed, its 95 % band.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { RampUp } from "../../../models/targets/ramp-up.js";
import { line, round, SizedDrawing, text } from "../chart/sized.js";
import { t } from "../t.js";

const plotHeight = 130;
const percent = (share: number): string => `${Math.round(share * 100)}%`;

const path = (points: [number, number][]): string =>
  points.map(([a, b], i) => `${i ? "L" : "M"}${round(a)},${round(b)}`).join("");

@customElement("rapport-ramp-plot")
export class RapportRampPlot extends SizedDrawing {
  @property({ attribute: false }) ramp!: RampUp;

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const { months } = this.ramp;
    const top = 12;
    const bottom = top + plotHeight;
    const left = 44;
    const right = 12;
    const most = Math.max(1.1, ...months.map(({ observed, high }) => Math.max(observed, high)));
    const x = (tenure: number): number => left + ((tenure + 0.5) / 12) * (width - left - right);
    const y = (share: number): number => bottom - (Math.max(0, share) / most) * plotHeight;
    const along = (of: "smoothed" | "low" | "high"): [number, number][] =>
      months.map((month) => [x(month.tenure), y(month[of])]);
    const marks: SVGTemplateResult[] = [0, 0.5, 1].flatMap((share) => [
      line(left, y(share), width - right, y(share), share === 0 ? "base" : "grid"),
      text(left - 8, y(share) + 4.5, percent(share), "s", "end"),
    ]);
    marks.push(
      svg`<path d=${`${path([...along("low"), ...along("high").reverse()])}Z`} class="band"/>`,
      svg`<path d=${path(along("smoothed"))} class="line"/>`,
      ...months.map(
        ({ tenure, observed }) =>
          svg`<circle cx=${round(x(tenure))} cy=${round(y(observed))} r="3.5" class="open"/>`,
      ),
    );
    const every = width < 560 ? 3 : 1;
    for (let tenure = 0; tenure < 12; tenure += every)
      marks.push(text(x(tenure), bottom + 18, String(tenure + 1), "s", "middle"));
    marks.push(text(width - right, bottom + 36, t("targets.ramp_axis"), "s", "end"));
    const label = months
      .map(({ tenure, smoothed }) => t("targets.ramp_point", { month: tenure + 1, share: percent(smoothed) }))
      .join("; ");
    return { height: bottom + 44, label, marks };
  }
}
