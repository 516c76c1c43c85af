// Tiers of a version → their weights side by side, each with its own sum, and who is in which: the first whose conditions hold.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../t.js";
import { conditionFields } from "./people-fields.js";
import { weightSum, withItem, withoutItem, type DraftVersion, type Path } from "./scheme-draft.js";
import { field, removal, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";
import { nameOf } from "./scheme-words.js";
import { plain } from "./plain-number.js";

export function tierFields(context: FormContext, at: Path, version: DraftVersion): TemplateResult {
  const { tiers = [], indicators = [] } = version;
  const add = (): void => {
    const n = tiers.length + 1;
    const weights = Object.fromEntries(indicators.map(({ id = "", weight = 0 }) => [id, weight]));
    const where = [{ field: "tenure_months", op: "<=", value: 12 }];
    const tier = { id: `tier_${n}`, name: { en: `Tier ${n}`, zh: `分层 ${n}` }, where, weights };
    context.write(withItem(context.text, [...at, "tiers"], tier));
  };
  return html`<h3>${t("schemes.tiers")}</h3>
    ${slips(context, [...at, "tiers"])} ${tiers.length > 0 ? weightTable(context, at, version) : nothing}
    ${tiers.map((tier, i) => {
      const place = [...at, "tiers", i];
      return html`<details class="scheme-part">
        <summary>${t("schemes.tier_of", { name: nameOf(tier.name, tier.id) })}</summary>
        ${slips(context, place)}
        <div class="scheme-fields">
          ${field(context, [...place, "name", "en"], t("schemes.name_en"), tier.name?.en, { isWide: true })}
          ${field(context, [...place, "name", "zh"], t("schemes.name_zh"), tier.name?.zh, { isWide: true })}
          ${removal(nameOf(tier.name, tier.id), () => context.write(withoutItem(context.text, place)))}
        </div>
        ${conditionFields(context, [...place, "where"], tier.where ?? [], { canBeNone: false })}
      </details>`;
    })}
    <button type="button" class="flat" data-testid="add-tier" @click=${add}>
      ${t("schemes.add_tier")}
    </button>`;
}

function weightTable(context: FormContext, at: Path, version: DraftVersion): TemplateResult {
  const { tiers = [], indicators = [] } = version;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.tiers")}>
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
