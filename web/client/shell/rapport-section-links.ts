// Under the top line: the pages of the open section.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { pagesOf, type Section } from "./sections.js";

@customElement("rapport-section-links")
export class RapportSectionLinks extends RapportElement {
  @property() section!: Section;
  @property() path = "/";

  override render(): TemplateResult {
    const pages = pagesOf(this.section);
    if (pages.length === 0) return html`${nothing}`;
    return html`<nav class="section-links" aria-label=${t("shell.section_pages")}>
      ${pages.map(
        ({ href, title }) =>
          html`<a href=${href} aria-current=${this.#isHere(href) ? "page" : nothing}>${t(title)}</a>`,
      )}
    </nav>`;
  }

  #isHere(href: string): boolean {
    return this.path === href || this.path.startsWith(`${href}/`);
  }
}
