// Conditions on people → their fields: whom a version applies to, who is in a tier. A list is written with commas, a number as a number.
import { html, nothing, type TemplateResult } from "lit";
import { say, t } from "../t.js";
import { withField, withItem, withoutItem, type DraftFilter, type Path } from "./scheme-draft.js";
import { field, removal, select, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

const comparisons = ["=", "!=", "in", ">=", "<=", "between"] as const;

export const peopleFields = (
  context: FormContext,
  path: Path,
  where: readonly DraftFilter[],
): TemplateResult =>
  html`<h3>${t("schemes.applies")}</h3>
    ${where.length === 0 ? html`<p class="quiet">${t("schemes.applies_all")}</p>` : ""}
    ${conditionFields(context, path, where, { canBeNone: true })}`;

/** `canBeNone`: what the conditions stand in may be left out, and then means everybody. */
export function conditionFields(
  context: FormContext,
  path: Path,
  where: readonly DraftFilter[],
  { canBeNone }: { canBeNone: boolean },
): TemplateResult {
  const remove = (i: number): void =>
    context.write(
      where.length > 1
        ? withoutItem(context.text, [...path, i])
        : withField(context.text, path.slice(0, -1), undefined),
    );
  return html`${slips(context, path)}
    ${where.map((filter, i) =>
      condition(context, [...path, i], filter, canBeNone || where.length > 1 ? () => remove(i) : null),
    )}
    <button
      type="button"
      class="flat"
      @click=${() => context.write(withItem(context.text, path, first(context)))}
    >
      ${t("schemes.add_people")}
    </button>`;
}

const first = ({ dimensions }: FormContext): DraftFilter => ({
  field: (dimensions.find(({ id }) => id === "job_family") ?? dimensions[0])?.id ?? "job_family",
  op: "in",
  value: [],
});

function condition(
  context: FormContext,
  at: Path,
  { field: name, op, value }: DraftFilter,
  remove: (() => void) | null,
): TemplateResult {
  const choices = context.dimensions.map(({ id, label }) => ({ value: id, label: say(label) }));
  const written = [value ?? []].flat().join(t("schemes.list_join"));
  return html`<div class="scheme-fields">
    ${select(context, [...at, "field"], t("schemes.attribute"), name, choices)}
    ${select(
      context,
      [...at, "op"],
      t("schemes.comparison"),
      op,
      comparisons.map((one) => ({ value: one, label: t(`schemes.op_${one}`) })),
      {
        set: (chosen) =>
          context.write(
            withField(context.text, at, { field: name, op: chosen, value: valueOf(written, chosen) }),
          ),
      },
    )}
    ${field(context, [...at, "value"], t("schemes.values"), written, {
      isWide: true,
      read: (text) => valueOf(text, op),
    })}
    ${remove ? removal(written || (name ?? "–"), remove) : nothing}
  </div>`;
}

/** "销售、sales" of a list → two; "12" → 12. */
function valueOf(text: string, op: string | undefined): unknown {
  const values = text
    .split(/\s*[,，、]\s*/)
    .filter(Boolean)
    .map((one) => (/^-?\d+(\.\d+)?$/.test(one) ? Number(one) : one));
  return op === "in" || op === "between" ? values : (values[0] ?? "");
}
