// Placeholder while the page is being built in this session.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";

@customElement("rapport-notebooks-page")
export class RapportNotebooksPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  override render(): TemplateResult {
    return html`<h1>notebooks</h1>`;
  }
}
