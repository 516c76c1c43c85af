// Whose target is set: measure, people or one person, quarter. Each is part of the address.
import { html, nothing, type TemplateResult } from "lit";
import type { TargetsView } from "../../server/targets-view.js";
import "../figure/rapport-scope-select.js";
import type { Meta, MetaMetric } from "../meta.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { monthEndText } from "../words.js";
import { quarterText } from "./quarters.js";
import { summedMeasures } from "./summed-measures.js";

const set = (changes: Record<string, string | null>): void => router.setSearch(changes);
const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;

export function targetControls(
  meta: Meta,
  metric: MetaMetric | undefined,
  view: TargetsView | null,
): TemplateResult {
  return html`<div class="asof">
    <label
      >${t("targets.measure")}
      <select
        data-testid="metric"
        @change=${(event: Event) => set({ metric: valueOf(event), quarter: null, target: null })}
      >
        ${summedMeasures(meta).map(
          ({ id, label }) => html`<option value=${id} ?selected=${id === metric?.id}>${say(label)}</option>`,
        )}
      </select></label
    >
    <rapport-scope-select
      .meta=${meta}
      .teams=${true}
      .chosen=${router.place.search.get("people") ?? "all"}
      @choose=${(event: CustomEvent<string>) => set({ people: event.detail, person: null, target: null })}
    ></rapport-scope-select>
    <label
      >${t("targets.person")}
      <input
        class="person"
        data-testid="person"
        autocomplete="off"
        placeholder=${t("targets.person_hint")}
        .value=${router.place.search.get("person") ?? ""}
        @change=${(event: Event) =>
          set({ person: (event.target as HTMLInputElement).value.trim() || null, target: null })}
    /></label>
    ${
      view
        ? html`<label
              >${t("targets.quarter")}
              <select
                data-testid="quarter"
                @change=${(event: Event) => set({ quarter: valueOf(event), target: null })}
              >
                ${view.quarters.map(
                  ({ from }) =>
                    html`<option value=${from} ?selected=${from === view.quarter.from}>
                      ${quarterText(from)}
                    </option>`,
                )}
              </select></label
            ><span>${t("targets.known_to")} <b>${monthEndText(view.history.at(-1)!.month)}</b></span>`
        : nothing
    }
  </div>`;
}
