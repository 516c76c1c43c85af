// Indicators of a version → rows in the file's order, moved by drag or by keys, each with its fields.
import { html, nothing, type TemplateResult } from "lit";
import { dragField, dropField } from "../builder/drag.js";
import { say, t } from "../t.js";
import { withField, withItemMoved, withoutItem, type DraftIndicator, type Path } from "./scheme-draft.js";
import { field, select, slips } from "./scheme-fields.js";
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
  return html`<li data-pill=${`${mark}${i}`} ${dragField({ field: `${mark}${i}` })}>
    <div class="indicator-head">
      <span class="grip" title=${t("schemes.drag")} aria-hidden="true">⠿</span>
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
        <button
          type="button"
          class="flat"
          aria-label=${t("schemes.remove", { name })}
          @click=${() => context.write(withoutItem(context.text, at))}
        >
          ×
        </button>
      </span>
    </div>
    ${slips(context, at)}
    <div class="programme-form">
      ${field(context, [...at, "weight"], t("schemes.weight"), indicator.weight, { type: "number", step: 1 })}
      ${select(
        context,
        [...at, "kind"],
        t("schemes.kind"),
        indicator.kind,
        (["result", "process", "balance"] as const).map((value) => ({
          value,
          label: t(`schemes.kind_${value}`),
        })),
      )}
      ${field(context, [...at, "name", "en"], t("schemes.name_en"), indicator.name?.en)}
      ${field(context, [...at, "name", "zh"], t("schemes.name_zh"), indicator.name?.zh)}
      ${source(context, at, indicator)} ${target(context, at, indicator)}
      ${select(
        context,
        [...at, "provenance"],
        t("schemes.provenance"),
        indicator.provenance,
        (["measured", "self_reported", "rated"] as const).map((value) => ({
          value,
          label: t(`schemes.${value}`),
        })),
      )}
      ${select(
        context,
        [...at, "controllable"],
        t("schemes.controllable"),
        String(indicator.controllable ?? ""),
        (["yes", "partly", "no"] as const).map((value) => ({ value, label: t(`schemes.${value}`) })),
      )}
    </div>
  </li>`;
}

function source(context: FormContext, at: Path, { source: from }: DraftIndicator): TemplateResult {
  const choices = context.metrics.map(({ id, label }) => ({ value: id, label: say(label) }));
  if (from?.kpi === undefined)
    return select(context, [...at, "source", "metric"], t("schemes.source"), from?.metric, choices);
  const recorded = { value: "", label: t("schemes.kpi", { name: from.kpi }) };
  return select(context, [...at, "source"], t("schemes.source"), "", [recorded, ...choices], (chosen) => {
    if (chosen !== "") context.write(withField(context.text, [...at, "source"], { metric: chosen }));
  });
}

function target(context: FormContext, at: Path, { target: of }: DraftIndicator): TemplateResult {
  if (of === undefined) return html`<span class="quiet">${t("schemes.no_target")}</span>`;
  if (of.all) return html`<span class="quiet">${t("schemes.compound", { count: of.all.length })}</span>`;
  const key = of.at_most === undefined ? "at_least" : "at_most";
  const value = of[key];
  return html`${
    typeof value === "string"
      ? field(context, [...at, "target", key], t(`schemes.${key}`), value)
      : field(context, [...at, "target", key], t(`schemes.${key}`), value, { type: "number" })
  }${
    of.per === undefined
      ? nothing
      : select(
          context,
          [...at, "target", "per"],
          t("schemes.per"),
          of.per,
          (["period", "month", "week"] as const).map((per) => ({
            value: per,
            label: t(`schemes.per_${per}`),
          })),
        )
  }`;
}
