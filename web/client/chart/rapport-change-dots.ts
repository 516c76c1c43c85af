// A unit's number before (open) and after (filled) with the later one's 95 % interval, on a scale shared by the table.
import { svg, type SVGTemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Estimate } from "../overview/change.js";
import { line, round, SizedDrawing } from "./sized.js";

@customElement("rapport-change-dots")
export class RapportChangeDots extends SizedDrawing {
  @property({ attribute: false }) was: Estimate | null = null;
  @property({ attribute: false }) now: Estimate | null = null;
  @property({ type: Number }) max = 1;
  @property() label = "";

  protected draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] } {
    const x = (value: number): number => 6 + (Math.min(value, this.max) / this.max) * (width - 12);
    const middle = 13;
    const marks: SVGTemplateResult[] = [line(x(0), middle, x(this.max), middle, "grid")];
    const { low, high, value } = this.now ?? { low: null, high: null, value: null };
    if (low !== null && high !== null)
      marks.push(
        svg`<rect x=${round(x(low))} y=${middle - 4} width=${round(Math.max(1, x(high) - x(low)))} height="8" class="band"/>`,
      );
    const was = this.was?.value ?? null;
    if (was !== null && value !== null) marks.push(line(x(was), middle, x(value), middle, "base"));
    if (was !== null) marks.push(svg`<circle cx=${round(x(was))} cy=${middle} r="4.5" class="open"/>`);
    if (value !== null) marks.push(svg`<circle cx=${round(x(value))} cy=${middle} r="4.5" class="dot"/>`);
    return { height: 26, label: this.label, marks };
  }
}
