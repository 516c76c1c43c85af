// Head of the page: which programme, its phases, its people, and since when its plan is on record.
import { html, nothing, type TemplateResult } from "lit";
import type { ProgrammesAnswer, ProgrammeView } from "../../server/programme-view.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { dayText, spanText } from "../words.js";

export function programmeFacts(
  { programmes }: ProgrammesAnswer,
  { programme, evaluation, registration }: ProgrammeView,
): TemplateResult {
  const { before, change, after } = programme.phases;
  const plan =
    registration.recordedAt === null
      ? t("programmes.plan_never")
      : t(registration.isBeforeStart ? "programmes.plan_early" : "programmes.plan_late", {
          date: dayText(registration.recordedAt),
        });
  return html`<div class="asof">
    ${
      programmes.length > 1
        ? html`<label
            >${t("programmes.which")}
            <select
              data-testid="programme"
              @change=${(event: Event) =>
                router.go(`/programmes?programme=${(event.target as HTMLSelectElement).value}`)}
            >
              ${programmes.map(
                (one) =>
                  html`<option value=${one.programme.id} ?selected=${one.programme.id === programme.id}>
                    ${say(one.programme.name)}
                  </option>`,
              )}
            </select></label
          >`
        : nothing
    }
    <span>${t("programmes.before")} <b>${spanText(before.from, before.to)}</b></span>
    <span>${t("programmes.change")} <b>${spanText(change.from, change.to)}</b></span>
    <span>${t("programmes.after")} <b>${spanText(after.from, after.to)}</b></span>
    ${
      evaluation
        ? html`<span
            >${t("programmes.people")}
            <b
              >${t("programmes.people_of", {
                treated: evaluation.people.treated,
                compared: evaluation.people.compared,
              })}</b
            ></span
          >`
        : nothing
    }
    <span data-testid="plan">${t("programmes.plan")} <b class="long">${plan}</b></span>
  </div>`;
}
