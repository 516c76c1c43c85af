// Base of drawings in SVG: drawn anew at the container's width, so that text never shrinks below its size.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { RapportElement } from "../rapport-element.js";

export abstract class SizedDrawing extends RapportElement {
  @state() protected width = 0;
  #observer: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add("drawing");
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry.contentRect.width);
      if (width > 0 && width !== this.width) this.width = width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected abstract draw(width: number): { height: number; label: string; marks: SVGTemplateResult[] };

  override render(): TemplateResult {
    if (this.width === 0) return html``;
    const { height, label, marks } = this.draw(this.width);
    return html`<svg viewBox=${`0 0 ${this.width} ${height}`} height=${height} role="img" aria-label=${label}>
      ${marks}
    </svg>`;
  }
}

export const line = (x1: number, y1: number, x2: number, y2: number, name: string): SVGTemplateResult =>
  svg`<line x1=${round(x1)} y1=${round(y1)} x2=${round(x2)} y2=${round(y2)} class=${name}/>`;

export const text = (
  x: number,
  y: number,
  words: string,
  name = "",
  anchor: "start" | "middle" | "end" = "start",
): SVGTemplateResult =>
  svg`<text x=${round(x)} y=${round(y)} text-anchor=${anchor} class=${name}>${words}</text>`;

export const round = (value: number): number => Math.round(value * 10) / 10;

/** Width of a label in our 13 px sans: Chinese characters are square, the rest about half as wide. */
export const labelWidth = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 13.5 : 6.9), 0);
