// Number, finding, how to read, controls, content, foot → the ruled block that every figure is.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../t.js";

export interface FigureParts {
  number: number;
  /** The finding, doubt included. */
  title: string;
  how?: string | TemplateResult;
  controls?: TemplateResult | typeof nothing;
  body: TemplateResult;
  foot?: string;
  /** Opens the evidence of the figure's main number. */
  from?: () => void;
  id: string;
}

export const figure = ({ number, title, how, controls, body, foot, from, id }: FigureParts): TemplateResult =>
  html`<figure class="fig" id=${id} data-testid=${id} aria-labelledby=${`${id}-title`}>
    <div class="fig-head">
      <p class="fig-no">${t("figure.number", { n: number })}</p>
      <h2 id=${`${id}-title`}>${title}</h2>
      ${how ? html`<p class="how">${how}</p>` : nothing}
      ${controls ? html`<div class="bar">${controls}</div>` : nothing}
    </div>
    ${body}
    ${
      foot || from
        ? html`<div class="foot">
            <p>${foot}</p>
            ${from ? html`<button class="from" @click=${from}>${t("evidence.from")}</button>` : nothing}
          </div>`
        : nothing
    }
  </figure>`;

/** Switches a figure between drawing and table. */
export const tableSwitch = (shown: boolean, turn: () => void): TemplateResult =>
  html`<button class="flat" aria-pressed=${shown} @click=${turn}>
    ${t(shown ? "figure.as_chart" : "figure.as_table")}
  </button>`;
