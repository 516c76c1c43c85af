// Marks under the slider: where last year, commit and stretch lie; labels that would collide go one line lower.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { labelWidth, line, SizedDrawing, text } from "../chart/sized.js";

@customElement("rapport-slider-ticks")
export class RapportSliderTicks extends SizedDrawing {
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 1;
  @property({ attribute: false }) ticks: { value: number; label: string }[] = [];

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const thumb = 12;
    const x = (value: number): number =>
      thumb + ((value - this.min) / (this.max - this.min || 1)) * (width - 2 * thumb);
    const taken: number[] = [];
    const lines: SVGTemplateResult[] = [];
    const labels: SVGTemplateResult[] = [];
    for (const { value, label } of [...this.ticks].sort((a, b) => a.value - b.value)) {
      if (value < this.min || value > this.max) continue;
      const half = labelWidth(label) / 2;
      const centre = Math.min(width - half, Math.max(half, x(value)));
      let row = 0;
      while ((taken[row] ?? -Infinity) > centre - half - 8) row++;
      taken[row] = centre + half;
      lines.push(line(x(value), 0, x(value), 8 + row * 18, "base"));
      labels.push(text(centre, 23 + row * 18, label, "halo", "middle"));
    }
    return {
      height: 30 + Math.max(0, taken.length - 1) * 18,
      label: this.ticks.map(({ label }) => label).join(", "),
      marks: [svg`${lines}${labels}`],
    };
  }
}
