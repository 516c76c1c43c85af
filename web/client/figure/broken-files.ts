// Files of the workspace that cannot be read → what is wrong in each, above the page that shows the others; nothing where all hold.
import { html, nothing, type TemplateResult } from "lit";

export const brokenFiles = (
  title: string,
  problems: readonly { message: string; hint: string }[],
): TemplateResult | typeof nothing =>
  problems.length === 0
    ? nothing
    : html`<div class="state err" role="alert" data-testid="broken">
        <p><b>${title}</b></p>
        ${problems.map(({ message, hint }) => html`<p>${message} ${hint}</p>`)}
      </div>`;
