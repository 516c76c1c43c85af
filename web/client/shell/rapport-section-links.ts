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

  /** On a phone the line is longer than the screen: the page that is open is moved into sight, sideways only. */
  protected override updated(): void {
    const nav = this.querySelector("nav");
    const here = nav?.querySelector<HTMLElement>("[aria-current]");
    if (!nav || !here) return;
    const right = here.offsetLeft + here.offsetWidth - nav.clientWidth;
    if (right > nav.scrollLeft) nav.scrollLeft = right + 16;
    else if (here.offsetLeft < nav.scrollLeft) nav.scrollLeft = here.offsetLeft - 16;
  }

  #isHere(href: string): boolean {
    return this.path === href || this.path.startsWith(`${href}/`);
  }
}
