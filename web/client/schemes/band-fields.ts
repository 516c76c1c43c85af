// Bands of a version → a row each: from which score, its name, the multiplier of the bonus.
import { html, type TemplateResult } from "lit";
import { t } from "../t.js";
import { withItem, withoutItem, type DraftVersion, type Path } from "./scheme-draft.js";
import { field, removal } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";
import { nameOf } from "./scheme-words.js";

export function bandFields(context: FormContext, at: Path, { bands = [] }: DraftVersion): TemplateResult {
  const add = (): void => {
    const band = { at_least: 60, name: { en: "band", zh: "等级" }, multiplier: 1 };
    context.write(withItem(context.text, [...at, "bands"], band));
  };
  return html`<h3>${t("schemes.bands")}</h3>
    ${bands.map(({ at_least: least, name, multiplier }, i) => {
      const place = [...at, "bands", i];
      const isBare = i > 0;
      return html`<div class="band-fields">
        ${field(context, [...place, "at_least"], t("schemes.band_from"), least, { type: "number", step: 1, isBare })}
        ${field(context, [...place, "name", "en"], t("schemes.name_en"), name?.en, { isBare })}
        ${field(context, [...place, "name", "zh"], t("schemes.name_zh"), name?.zh, { isBare })}
        ${field(context, [...place, "multiplier"], t("schemes.multiplier"), multiplier, { type: "number", step: 0.1, isBare })}
        ${removal(nameOf(name, String(least)), () => context.write(withoutItem(context.text, place)))}
      </div>`;
    })}
    <button type="button" class="flat" @click=${add}>${t("schemes.add_band")}</button>`;
}
