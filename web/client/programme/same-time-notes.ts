// Margin: what else changed in a programme's months; its effects cannot be told from the programme's.
import { html, type TemplateResult } from "lit";
import type { ProgrammeEvaluation } from "../../../models/programme/index.js";
import { say, t } from "../t.js";
import { dayText, spanText } from "../words.js";

export function sameTime({ overlaps }: ProgrammeEvaluation): TemplateResult {
  return html`<section class="mn" data-testid="same-time">
    <h2>${t("programmes.same_time")}</h2>
    ${
      overlaps.length === 0
        ? html`<p>${t("programmes.same_time_none")}</p>`
        : html`<ul class="lines">
            ${overlaps.map(
              ({ name, at, when }) =>
                html`<li>
                  ${say(name)}
                  <span class="sub"
                    >${at.length > 7 ? dayText(at) : spanText(at, at)},
                    ${t(when === "change" ? "programmes.in_change" : "programmes.later")}</span
                  >
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
