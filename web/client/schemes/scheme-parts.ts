// Tiers, gates and bands of a version → their fields; each tier's weights with their own sum.
import { html, type TemplateResult } from "lit";
import { say, t } from "../t.js";
import { weightSum, withoutItem, type DraftVersion, type Path, type Words } from "./scheme-draft.js";
import { field, removal, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";
import { plain } from "./score-table.js";

const nameOf = (name: Words | undefined, other: string | undefined): string =>
  say({ en: name?.en ?? other ?? "–", zh: name?.zh ?? other ?? "–" });

export function tierTable(context: FormContext, at: Path, version: DraftVersion): TemplateResult {
  const { tiers = [], indicators = [] } = version;
  return html`<h3>${t("schemes.tiers")}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.tiers")}>
      <table class="tiers">
        <thead>
          <tr>
            <th>${t("schemes.indicator")}</th>
            ${tiers.map(({ id, name }) => html`<th>${nameOf(name, id)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${indicators.map(
            ({ id, name }) =>
              html`<tr>
                <th scope="row">${nameOf(name, id)}</th>
                ${tiers.map(
                  (tier, i) =>
                    html`<td>
                      ${field(
                        context,
                        [...at, "tiers", i, "weights", id ?? ""],
                        `${nameOf(tier.name, tier.id)}: ${nameOf(name, id)}`,
                        tier.weights?.[id ?? ""] ?? 0,
                        { type: "number", isBare: true, step: 1 },
                      )}
                    </td>`,
                )}
              </tr>`,
          )}
          <tr>
            <th scope="row">${t("schemes.together")}</th>
            ${tiers.map(({ weights }, i) => {
              const sum = weightSum(Object.values(weights ?? {}));
              return html`<td>
                <b class=${sum === 100 || version.is_partial ? "" : "slip"}>${plain(sum)}</b>
                ${slips(context, [...at, "tiers", i, "weights"])}
              </td>`;
            })}
          </tr>
        </tbody>
      </table>
    </div>`;
}

export function gateFields(context: FormContext, at: Path, { gates = [] }: DraftVersion): TemplateResult {
  return html`<h3>${t("schemes.gates")}</h3>
    ${gates.map(({ id, name, at_least: least, then }, i) => {
      const place = [...at, "gates", i];
      const key = then?.score_cap === undefined ? "bonus_factor" : "score_cap";
      return html`<div class="scheme-fields">
        ${field(context, [...place, "at_least"], t("schemes.gate_below", { name: nameOf(name, id) }), least, {
          type: "number",
          isWide: true,
        })}
        ${field(
          context,
          [...place, "then", key],
          t(key === "bonus_factor" ? "schemes.gate_factor" : "schemes.gate_cap"),
          then?.[key],
          { type: "number" },
        )}
      </div>`;
    })}`;
}

export function bandFields(context: FormContext, at: Path, { bands = [] }: DraftVersion): TemplateResult {
  return html`${bands.map(({ at_least: least, name, multiplier }, i) => {
    const place = [...at, "bands", i];
    const isBare = i > 0;
    return html`<div class="band-fields">
      ${field(context, [...place, "at_least"], t("schemes.band_from"), least, { type: "number", step: 1, isBare })}
      ${field(context, [...place, "name", "en"], t("schemes.name_en"), name?.en, { isBare })}
      ${field(context, [...place, "name", "zh"], t("schemes.name_zh"), name?.zh, { isBare })}
      ${field(context, [...place, "multiplier"], t("schemes.multiplier"), multiplier, { type: "number", step: 0.1, isBare })}
      ${removal(nameOf(name, String(least)), () => context.write(withoutItem(context.text, place)))}
    </div>`;
  })}`;
}
