// Rate ratios with 95 % intervals on a logarithmic scale; solid = beyond chance, dashed and open = could be chance.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { DriverView } from "../../server/attrition-view.js";
import { labelWidth, line, round, SizedDrawing, text } from "../chart/sized.js";
import { refusalText } from "../figure/refused.js";
import { say, t } from "../t.js";
import { ratioRange, ratioText } from "./ratio-text.js";

const marks = [0.125, 0.25, 0.5, 1, 2, 4, 8];

@customElement("rapport-forest-plot")
export class RapportForestPlot extends SizedDrawing {
  @property({ attribute: false }) drivers: DriverView[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const narrow = width < 620;
    const rowHeight = narrow ? 76 : 42;
    const names = this.drivers.map((driver) => sentence(say(driver.contrast)));
    const left = narrow
      ? 6
      : Math.min(Math.round(width * 0.46), Math.max(180, ...names.map(labelWidth)) + 20);
    const right = narrow ? 6 : 176;
    const [low, high] = scaleOf(this.drivers);
    const x = (ratio: number): number =>
      left +
      ((Math.log(clamp(ratio, low, high)) - Math.log(low)) / (Math.log(high) - Math.log(low))) *
        (width - left - right);
    const top = 30;
    const bottom = top + this.drivers.length * rowHeight;
    const drawn: SVGTemplateResult[] = [];
    const shown = marks.filter((mark) => mark >= low && mark <= high);
    for (const mark of shown) {
      drawn.push(line(x(mark), top - 6, x(mark), bottom + 4, mark === 1 ? "one" : "grid"));
      const half = labelWidth(`×${mark}`) / 2;
      const at = Math.min(width - half, Math.max(half, x(mark)));
      drawn.push(text(at, bottom + 20, `×${mark}`, mark === 1 ? "b" : "s", "middle"));
    }
    drawn.push(
      text(x(1) - 10, 14, `← ${t("drivers.less")}`, "s", "end"),
      text(x(1) + 10, 14, `${t("drivers.more")} →`, "s"),
    );
    if (!narrow) {
      drawn.push(text(width - 128, 14, t("drivers.times"), "s", "end"));
      drawn.push(text(width - 118, 14, t("drivers.interval"), "s"));
      drawn.push(text(width, 14, t("drivers.exits"), "s", "end"));
    }
    this.drivers.forEach((driver, i) => {
      const y0 = top + i * rowHeight;
      drawn.push(
        line(0, y0, width, y0, "grid"),
        this.#row(driver, names[i], { y0, rowHeight, narrow, width, left, right, x, low, high }),
      );
    });
    drawn.push(line(0, bottom, width, bottom, "base"));
    return { height: bottom + 28, label: this.#description(), marks: drawn };
  }

  #row(
    driver: DriverView,
    name: string,
    at: {
      y0: number;
      rowHeight: number;
      narrow: boolean;
      width: number;
      left: number;
      right: number;
      x(ratio: number): number;
      low: number;
      high: number;
    },
  ): SVGTemplateResult {
    const { narrow, width, x } = at;
    const y = narrow ? at.y0 + 58 : at.y0 + at.rowHeight / 2;
    const weight = driver.beyondChance ? "b halo" : "halo";
    const parts: SVGTemplateResult[] = narrow
      ? wrapped(name, width, at.y0 + 20, weight)
      : wrappedAt(name, at.left - 16, y, weight);
    if (driver.refused || driver.rateRatio === null || driver.low === null || driver.high === null)
      return svg`${parts}${text(narrow ? width / 2 : (at.left + width - at.right) / 2, y + 4.5, refusalText("small_group"), "s halo", "middle")}`;
    const { rateRatio, low, high } = driver;
    const numbers = ratioText({ rateRatio, low, high });
    const range = ratioRange({ rateRatio, low, high });
    if (narrow)
      parts.push(
        text(width, at.y0 + 20, `${numbers}  ${range}`, driver.beyondChance ? "b halo" : "s halo", "end"),
      );
    else {
      parts.push(text(width - 128, y + 4.5, numbers, "b", "end"), text(width - 118, y + 4.5, range, "s"));
      if (driver.exits !== null) parts.push(text(width, y + 4.5, String(driver.exits), "s", "end"));
    }
    const look = driver.beyondChance ? "sure" : "chancy";
    parts.push(line(x(driver.low), y, x(driver.high), y, look));
    // An interval that runs off the scale ends in an arrow.
    if (driver.high > at.high) parts.push(arrow(x(at.high), y, 1, look));
    if (driver.low < at.low) parts.push(arrow(x(at.low), y, -1, look));
    parts.push(
      svg`<circle cx=${round(x(driver.rateRatio))} cy=${round(y)} r="5" class=${driver.beyondChance ? "dot" : "chancy-dot"}/>`,
    );
    return svg`${parts}`;
  }

  #description(): string {
    return this.drivers
      .flatMap(({ contrast, rateRatio, low, high }) =>
        rateRatio === null || low === null || high === null
          ? []
          : `${say(contrast)}: ${ratioText({ rateRatio, low, high })} (${ratioRange({ rateRatio, low, high })})`,
      )
      .join("; ");
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** "in the first year …" → "In the first year …". */
const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Powers of two that hold most intervals; never wider than ×⅛ to ×8. */
function scaleOf(drivers: DriverView[]): [number, number] {
  const ends = drivers.flatMap(({ low, high }) => (low === null || high === null ? [] : [low, high]));
  const low = Math.min(0.5, ...ends);
  const high = Math.max(2, ...ends);
  return [Math.max(0.125, 2 ** Math.floor(Math.log2(low))), Math.min(8, 2 ** Math.ceil(Math.log2(high)))];
}

const arrow = (x: number, y: number, way: 1 | -1, look: string): SVGTemplateResult =>
  svg`<path d=${`M${round(x - way * 6)},${round(y - 4)}L${round(x)},${round(y)}L${round(x - way * 6)},${round(y + 4)}`} class=${`${look} tip`}/>`;

/** One or two even lines beside a row's middle. */
function wrappedAt(words: string, room: number, y: number, name: string): SVGTemplateResult[] {
  const lines = halves(words, room);
  return lines.map((part, i) => text(0, y + 4.5 + (i - (lines.length - 1) / 2) * 17, part, name));
}

function wrapped(words: string, width: number, y: number, name: string): SVGTemplateResult[] {
  return halves(words, width - 110).map((part, i) => text(0, y + i * 18, part, name));
}

function halves(words: string, room: number): string[] {
  if (labelWidth(words) <= room) return [words];
  const breaks = [...words.matchAll(/[ ，、（]/g)].map(
    (match) => match.index + (match[0] === " " || match[0] === "（" ? 0 : 1),
  );
  const middle = words.length / 2;
  const at = breaks.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? Math.round(middle);
  return [words.slice(0, at).trim(), words.slice(at).trim()];
}
