// A page's template and the code of its element → the page, drawn when the code is there; what failed says so.
import { html, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";

const loaded = new Map<string, Promise<unknown>>();
/** Pages whose code is there: drawn directly, so that a new address does not make the page anew. */
const ready = new Set<string>();

/** Draws at once; an element that is still being fetched upgrades in place. A failed fetch says so. */
export function withCode(
  name: string,
  fetchCode: () => Promise<unknown>,
  page: TemplateResult,
): TemplateResult {
  let code = loaded.get(name);
  if (!code) {
    code = fetchCode();
    code.then(
      () => ready.add(name),
      () => loaded.delete(name),
    );
    loaded.set(name, code);
  }
  return html`${
    ready.has(name)
      ? page
      : until(
          code.then(
            () => page,
            () => html`<rapport-state offline></rapport-state>`,
          ),
          html`<rapport-state></rapport-state>`,
        )
  }`;
}
