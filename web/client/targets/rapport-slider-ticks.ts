// Marks under the slider: where last year, commit and stretch lie; labels that would collide turn outwards or go one line lower.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { labelWidth, line, SizedDrawing, text } from "../chart/sized.js";
import { tickLabels } from "./tick-labels.js";

@customElement("rapport-slider-ticks")
export class RapportSliderTicks extends SizedDrawing {
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 1;
  @property({ attribute: false }) ticks: { value: number; label: string }[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const thumb = 12;
    const x = (value: number): number =>
      thumb + ((value - this.min) / (this.max - this.min || 1)) * (width - 2 * thumb);
    const placed = tickLabels(
      this.ticks
        .filter(({ value }) => value >= this.min && value <= this.max)
        .map(({ value, label }) => ({ at: x(value), label, wide: labelWidth(label) })),
      width,
    );
    return {
      height: 30 + Math.max(0, ...placed.map(({ row }) => row)) * 18,
      label: this.ticks.map(({ label }) => label).join(", "),
      marks: [
        svg`${placed.map(({ at, row }) => line(at, 0, at, 8 + row * 18, "base"))}${placed.map(
          ({ left, wide, row, label }) => text(left + wide / 2, 23 + row * 18, label, "halo", "middle"),
        )}`,
      ],
    };
  }
}
