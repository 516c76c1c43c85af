// Curves of staying (with a band) or of leaving → steps over years with the company, named at their ends.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CurvePoint } from "../../../engine/survival/survival-curve.js";
import { t } from "../t.js";
import { labelWidth, line, round, SizedDrawing, text } from "./sized.js";

export interface DrawnCurve {
  name: string;
  points: readonly CurvePoint[];
  /** Value before the first step: 1 for staying, 0 for leaving. */
  from: number;
  /** Years from and up to which enough people were at risk. */
  start: number;
  until: number;
  band: boolean;
  /** 0 is the main line; others follow. */
  series: number;
}

const height = 240;
const y = (value: number): number => 10 + (1 - value) * height;

@customElement("rapport-survival-chart")
export class RapportSurvivalChart extends SizedDrawing {
  @property({ attribute: false }) curves: DrawnCurve[] = [];
  @property() label = "";

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const left = 46;
    const narrow = width < 520;
    const right = narrow
      ? 12
      : Math.min(width * 0.3, Math.max(...this.curves.map(({ name }) => labelWidth(name))) + 16);
    const years = Math.max(1, ...this.curves.map(({ until }) => until));
    const x = (value: number): number => left + (value / years) * (width - left - right);
    const marks: SVGTemplateResult[] = [];
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      marks.push(line(left, y(share), width - right, y(share), share === 0 ? "base" : "grid"));
      marks.push(text(left - 8, y(share) + 4.5, `${share * 100}%`, "s", "end"));
    }
    const step = years > 12 ? 5 : years > 6 ? 2 : 1;
    for (let year = 0; year <= years; year += step)
      marks.push(text(x(year), y(0) + 20, String(year), "s", "middle"));
    marks.push(text((left + width - right) / 2, y(0) + 40, t("survival.years"), "s", "middle"));
    for (const curve of this.curves.filter(({ band }) => band)) marks.push(bandOf(curve, x));
    const names: { at: number; curve: DrawnCurve }[] = [];
    for (const curve of this.curves) {
      const points = known(curve);
      marks.push(svg`<path d=${stepsOf(curve, x)} class=${`curve series-${curve.series}`}/>`);
      names.push({ at: y(points.at(-1)?.value ?? curve.from), curve });
    }
    marks.push(...this.#names(names, narrow, { x: width - right + 8, left, bottom: y(0) + 62 }));
    const total = y(0) + (narrow ? 58 + 20 * this.curves.length : 48);
    const described = this.curves
      .map((curve) => `${curve.name} ${Math.round((known(curve).at(-1)?.value ?? curve.from) * 100)}%`)
      .join(", ");
    return { height: total, label: `${this.label}: ${described}`, marks };
  }

  /** Beside the ends of the curves, kept apart; on a narrow page as a key below. */
  #names(
    names: { at: number; curve: DrawnCurve }[],
    narrow: boolean,
    place: { x: number; left: number; bottom: number },
  ): SVGTemplateResult[] {
    if (narrow)
      return names.map(({ curve }, i) => {
        const at = place.bottom + i * 20;
        return svg`${svg`<path d=${`M${place.left},${at - 4}h22`} class=${`curve series-${curve.series}`}/>`}${text(place.left + 30, at, curve.name)}`;
      });
    let last = -Infinity;
    return [...names]
      .sort((a, b) => a.at - b.at)
      .map(({ at, curve }) => {
        last = Math.max(at, last + 17);
        return text(place.x, last + 4.5, curve.name, `name-${curve.series}`);
      });
  }
}

const known = ({ points, until }: DrawnCurve): CurvePoint[] => points.filter(({ years }) => years <= until);

/** A staircase: level until the next step. */
function stepsOf(curve: DrawnCurve, x: (v: number) => number): string {
  const points = known(curve);
  const path = points.map(({ years, value }) => `H${round(x(years))}V${round(y(value))}`);
  return `M${round(x(curve.start))},${round(y(curve.from))}${path.join("")}H${round(x(curve.until))}`;
}

function bandOf(curve: DrawnCurve, x: (v: number) => number): SVGTemplateResult {
  const points = known(curve).filter(({ low, high }) => low !== null && high !== null);
  if (points.length === 0) return svg``;
  const ends = points.map(({ years }, i) => [years, points[i + 1]?.years ?? curve.until]);
  const upper = points.map(
    ({ high }, i) => `L${round(x(ends[i][0]))},${round(y(high!))}H${round(x(ends[i][1]))}`,
  );
  const lower = points
    .map(({ low }, i) => `L${round(x(ends[i][1]))},${round(y(low!))}H${round(x(ends[i][0]))}`)
    .toReversed();
  return svg`<path d=${`M${[...upper, ...lower].join("").slice(1)}Z`} class=${`band series-${curve.series}`}/>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-survival-chart": RapportSurvivalChart;
  }
}
