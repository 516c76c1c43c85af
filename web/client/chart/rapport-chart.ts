// A Vega-Lite specification → an accessible SVG, laid out anew at its container's width.
//
//   <rapport-chart .spec=${(frame) => toSpec(frame)} .data=${rows} label="…" description="…"></rapport-chart>
//
// `spec`: Vega-Lite without config (the theme comes from the CSS tokens), or a function (frame) → spec; the
//   function gets { width, palette, locale } and is called again when any of these changes. A plain spec without
//   `width` gets the container's. `data`: optional row objects, named "rows": { data: { name: "rows" } }.
// `label` and `description` are what a screen reader hears. Fires `rapport-mark` { detail: datum } on click or Enter.
import { html } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Result as Embedded } from "vega-embed";
import type { ChartFrame, ChartSpec } from "../../report/chart-frame.js";
import { paletteFrom } from "../../report/chart-palette.js";
import type { Row } from "../../report/report-data.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { drawChart } from "./draw-chart.js";

@customElement("rapport-chart")
export class RapportChart extends RapportElement {
  @property({ attribute: false }) spec?: ChartSpec;
  @property({ attribute: false }) data?: readonly Row[] | readonly object[];
  @property() label = "";
  @property() description = "";

  @query(".plot") private plot!: HTMLDivElement;
  @query(".tip") private tip!: HTMLDivElement;

  #width = 0;
  #drawn?: Embedded;
  #turn = 0;
  #resize?: ResizeObserver;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry.contentRect.width);
      if (width === this.#width || width === 0) return;
      this.#width = width;
      this.requestUpdate();
    });
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize?.disconnect();
    this.#drawn?.finalize();
    this.#drawn = undefined;
  }

  protected override render() {
    return html`<div class="plot" role="figure" aria-label=${this.label}></div>
      <div class="tip" hidden></div>`;
  }

  protected override updated(): void {
    void this.#draw();
  }

  async #draw(): Promise<void> {
    if (!this.spec || this.#width === 0) return;
    const turn = ++this.#turn;
    const style = getComputedStyle(this);
    const palette = paletteFrom((name) => style.getPropertyValue(name));
    const frame: ChartFrame = { width: this.#width, palette, locale: session.locale };
    let [drawn, target] = await this.#drawFor(frame);
    // text is measured only when drawn: what came out too wide is laid out once more for less
    const excess = Number(target.querySelector("svg")?.getAttribute("width") ?? 0) - frame.width;
    if (excess > 1 && typeof this.spec === "function" && turn === this.#turn) {
      drawn.finalize();
      [drawn, target] = await this.#drawFor({
        ...frame,
        width: Math.max(200, Math.floor(frame.width - excess)),
      });
    }
    if (turn !== this.#turn || !this.isConnected) return drawn.finalize();
    this.#drawn?.finalize();
    this.#drawn = drawn;
    this.#showTip("", 0, 0);
    this.plot.replaceChildren(...target.childNodes);
    this.dispatchEvent(new CustomEvent("rapport-drawn", { bubbles: true, composed: true }));
  }

  async #drawFor(frame: ChartFrame): Promise<[Embedded, HTMLElement]> {
    const given = typeof this.spec === "function" ? this.spec(frame) : this.spec!;
    const target = document.createElement("div");
    const drawn = await drawChart(target, given, frame, {
      data: this.data,
      label: this.label,
      description: this.description,
      showTip: (text, x, y) => this.#showTip(text, x, y),
      choose: (datum) =>
        this.dispatchEvent(new CustomEvent("rapport-mark", { detail: datum, bubbles: true, composed: true })),
    });
    return [drawn, target];
  }

  #showTip(text: string, x: number, y: number): void {
    this.tip.hidden = text === "";
    if (text === "") return;
    this.tip.textContent = text;
    const room = this.clientWidth - this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(0, Math.min(x + 12, room))}px`;
    this.tip.style.top = `${Math.max(0, y - this.tip.offsetHeight - 10)}px`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-chart": RapportChart;
  }
}
