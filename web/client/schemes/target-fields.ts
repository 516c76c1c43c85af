// An indicator's target → its fields: at least or at most a level, several conditions at once, or none.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../t.js";
import { sourceField } from "./source-field.js";
import {
  withField,
  withItem,
  withoutItem,
  type DraftCondition,
  type DraftIndicator,
  type Path,
} from "./scheme-draft.js";
import { field, removal, select, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

const shapes = ["at_least", "at_most", "all", "none"] as const;
/** More are refused. */
const mostConditions = 5;

const shapeOf = (target: DraftIndicator["target"]): (typeof shapes)[number] =>
  target === undefined ? "none" : target.all ? "all" : target.at_most === undefined ? "at_least" : "at_most";

export function targetFields(
  context: FormContext,
  path: Path,
  { target, source }: DraftIndicator,
): TemplateResult {
  const level = target?.at_least ?? target?.at_most ?? 1;
  const per = target?.per === undefined ? {} : { per: target.per };
  const set = (chosen: string): void => {
    const several = [
      { at_least: level, ...per },
      { at_least: 1, source },
    ];
    const made =
      chosen === "none" ? undefined : chosen === "all" ? { all: several } : { [chosen]: level, ...per };
    context.write(withField(context.text, path, made));
  };
  const choices = shapes.map((value) => ({ value, label: t(`schemes.shape_${value}`) }));
  return html`${select(context, path, t("schemes.target"), shapeOf(target), choices, { set, isOwn: true })}
  ${target === undefined || target.all ? nothing : levelFields(context, path, target)}`;
}

export function targetConditions(
  context: FormContext,
  path: Path,
  { target }: DraftIndicator,
): TemplateResult | typeof nothing {
  const all = target?.all;
  if (!all) return nothing;
  return html`<div class="scheme-part">
    <h4>${t("schemes.conditions")}</h4>
    ${slips(context, path)}
    ${all.map((one, i) => condition(context, [...path, i], one, i + 1, all.length > 2))}
    ${
      all.length < mostConditions
        ? html`<button
            type="button"
            class="flat"
            @click=${() => context.write(withItem(context.text, path, { at_least: 1 }))}
          >
            ${t("schemes.add_condition")}
          </button>`
        : nothing
    }
  </div>`;
}

function condition(
  context: FormContext,
  at: Path,
  one: DraftCondition,
  n: number,
  canGo: boolean,
): TemplateResult {
  const { at_least: least, at_most: most, ...rest } = one;
  const choices = (["at_least", "at_most"] as const).map((value) => ({
    value,
    label: t(`schemes.shape_${value}`),
  }));
  const set = (chosen: string): void =>
    context.write(withField(context.text, at, { [chosen]: least ?? most ?? 1, ...rest }));
  const name = t("schemes.condition", { n });
  return html`<div class="scheme-fields">
    ${select(context, at, name, most === undefined ? "at_least" : "at_most", choices, { set, isOwn: true })}
    ${levelFields(context, at, one)}
    ${sourceField(context, [...at, "source"], one.source, t("schemes.own_source"))}
    ${canGo ? removal(name, () => context.write(withoutItem(context.text, at))) : nothing}
  </div>`;
}

/** A number, or the word for what stands in the KPI results themselves; and what the level is for: the period, a month, a week. */
function levelFields(context: FormContext, path: Path, target: DraftCondition): TemplateResult {
  const key = target.at_most === undefined ? "at_least" : "at_most";
  const value = target[key];
  const shown = value === "recorded" ? t("schemes.recorded") : value;
  return html`${field(context, [...path, key], t("schemes.level"), shown, { read: levelOf })}
  ${select(
    context,
    [...path, "per"],
    t("schemes.per"),
    target.per ?? "period",
    (["period", "month", "week"] as const).map((per) => ({ value: per, label: t(`schemes.per_${per}`) })),
  )}`;
}

function levelOf(written: string): unknown {
  if (written === "") return undefined;
  if (written === t("schemes.recorded")) return "recorded";
  return Number.isFinite(Number(written)) ? Number(written) : written;
}
