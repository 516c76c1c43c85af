// The foot of a phone: four sections and the rest behind "More".
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../icons.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { sections, type Section } from "./sections.js";

const shown = ["overview", "turnover", "targets", "reports"];

@customElement("rapport-tab-bar")
export class RapportTabBar extends RapportElement {
  @property() section!: Section;

  override render(): TemplateResult {
    return html`<nav class="tabs" aria-label=${t("shell.sections")}>
      ${sections
        .filter(({ section }) => shown.includes(section))
        .map(
          ({ section, href, title }) =>
            html`<a href=${href} aria-current=${section === this.section ? "page" : nothing}
              >${icon(section)}<span>${t(title)}</span></a
            >`,
        )}
      <button
        aria-haspopup="dialog"
        aria-current=${shown.includes(this.section) ? nothing : "page"}
        @click=${() => document.dispatchEvent(new CustomEvent("rapport-palette"))}
      >
        ${icon("more")}<span>${t("shell.more")}</span>
      </button>
    </nav>`;
  }
}
