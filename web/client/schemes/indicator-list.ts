// Indicators of a version → rows in the file's order: weight and gist at once, the rest unfolded; moved by drag or by keys.
import { html, type TemplateResult } from "lit";
import { dragField, dropField } from "../builder/drag.js";
import { say, t } from "../t.js";
import { indicatorFields } from "./indicator-fields.js";
import { indicatorGist } from "./indicator-gist.js";
import { withItemMoved, withoutItem, type DraftIndicator, type Path } from "./scheme-draft.js";
import { field, removal, slips, slipsAt } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

const mark = "indicator:";

export function indicatorList(
  context: FormContext,
  path: Path,
  indicators: readonly DraftIndicator[],
): TemplateResult {
  return html`<ol
    class="indicators"
    ${dropField({
      accepts: (dragged) => dragged.startsWith(mark),
      drop: (dragged, to) =>
        context.write(withItemMoved(context.text, path, Number(dragged.slice(mark.length)), to)),
    })}
  >
    ${indicators.map((indicator, i) => row(context, path, indicator, i, indicators.length))}
  </ol>`;
}

function row(
  context: FormContext,
  path: Path,
  indicator: DraftIndicator,
  i: number,
  count: number,
): TemplateResult {
  const at = [...path, i];
  const name = say({ en: indicator.name?.en ?? `${i + 1}`, zh: indicator.name?.zh ?? `${i + 1}` });
  const move = (to: number, event: Event): void => {
    const list = (event.target as HTMLElement).closest("ol");
    const isUp = to < i;
    context.write(withItemMoved(context.text, path, i, to));
    // the key goes on with the same indicator
    requestAnimationFrame(() => {
      const buttons = list?.children[to]?.querySelectorAll<HTMLButtonElement>("button.move");
      const [up, down] = buttons ?? [];
      const next = isUp ? up : down;
      (next?.disabled ? (isUp ? down : up) : next)?.focus();
    });
  };
  const weight = [...at, "weight"];
  // what is wrong with the weights is told once, at their sum; anything else unfolds the row that it is in
  const isWrong = slipsAt(context, at).length > slipsAt(context, weight).length;
  return html`<li data-pill=${`${mark}${i}`} ${dragField({ field: `${mark}${i}` })}>
    <div class="indicator-head">
      <span class="grip" title=${t("schemes.drag")} aria-hidden="true">⠿</span>
      ${field(context, weight, t("schemes.weight_of", { name }), indicator.weight, {
        type: "number",
        step: 1,
        isBare: true,
        isQuiet: true,
      })}
      <b>${name}</b>
      <span class="indicator-acts">
        <button
          type="button"
          class="flat move"
          aria-label=${t("schemes.up", { name })}
          ?disabled=${i === 0}
          @click=${(event: Event) => move(i - 1, event)}
        >
          ↑
        </button>
        <button
          type="button"
          class="flat move"
          aria-label=${t("schemes.down", { name })}
          ?disabled=${i === count - 1}
          @click=${(event: Event) => move(i + 1, event)}
        >
          ↓
        </button>
        ${removal(name, () => context.write(withoutItem(context.text, at)))}
      </span>
    </div>
    ${slips(context, at)}
    <details ?open=${isWrong}>
      <summary>${indicatorGist(context, indicator)}</summary>
      ${indicatorFields(context, at, indicator)}
    </details>
  </li>`;
}
