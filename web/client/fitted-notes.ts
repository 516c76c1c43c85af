// When a model was fitted, whether the data have changed since, and the button that fits it anew: the same in the margin of every model.
import { html, nothing, type TemplateResult } from "lit";
import type { ModelAnswer } from "../server/model-answer.js";
import type { MessageKey } from "./messages/index.js";
import { t } from "./t.js";
import { dayText } from "./words.js";

type Page = "drivers" | "traits" | "competency";
type Fitted = Pick<ModelAnswer<unknown>, "fittedAt" | "isStale" | "canFit">;

/** Last entry of the margin's list. */
export function fittedEntry(page: Page, { fittedAt, isStale }: Fitted): TemplateResult {
  const date = fittedAt ? dayText(fittedAt) : null;
  return html`<dt>${t(`${page}.fitted` as MessageKey)}</dt>
    <dd class=${isStale ? "stale" : ""}>
      ${date === null ? "–" : isStale ? t(`${page}.stale` as MessageKey, { date }) : date}
    </dd>`;
}

/** `host` emits "refit". */
export const refitButton = (
  page: Page,
  { canFit }: Fitted,
  host: HTMLElement,
): TemplateResult | typeof nothing =>
  canFit
    ? html`<p class="acts">
        <button
          class="link"
          data-testid="refit"
          @click=${() => host.dispatchEvent(new CustomEvent("refit", { bubbles: true }))}
        >
          ${t(`${page}.refit` as MessageKey)}
        </button>
      </p>`
    : nothing;
