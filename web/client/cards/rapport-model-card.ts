// One model's card: what it learnt from, how it did on later data, whom it treats how, what it may not look at, its limits.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CardFairness, StoredCard } from "../../../models/evidence/index.js";
import { calibrationTexts, measureText } from "../../../models/evidence/card-words.js";
import { figure } from "../figure/figure.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { dayText, numberText, spanText } from "../words.js";

const count = (value: number): string => numberText(value, "count");
const two = (value: number | null): string => (value === null ? "–" : value.toFixed(2));

@customElement("rapport-model-card")
export class RapportModelCard extends RapportElement {
  @property({ attribute: false }) stored!: StoredCard;
  @property({ attribute: false }) meta?: Meta;
  @property({ type: Number }) number = 1;

  override render(): TemplateResult {
    const { card, id, refusal } = this.stored;
    return figure({
      id: `figure-card-${id}`,
      number: this.number,
      title: card ? say(card.title) : id,
      how: card ? say(card.question) : "",
      body: html`<dl class="kv card-facts">
        <dt>${t("cards.fitted")}</dt>
        <dd data-testid="card-state">${this.#state()}</dd>
        ${refusal ? this.#fact(t("cards.refused"), html`${say(refusal)}`) : nothing}
        ${card ? this.#facts(card) : refusal ? nothing : html`<dd>${t("cards.hidden")}</dd>`}
      </dl>`,
    });
  }

  #state(): TemplateResult {
    const { fittedAt, isStale, needsRefit, isOn } = this.stored;
    const doubts = [
      ...(needsRefit ? [t("cards.refit")] : []),
      ...(isStale ? [t("cards.stale")] : []),
      ...(isOn === false ? [t("cards.off")] : []),
    ];
    return html`${dayText(fittedAt)}
    ${
      doubts.length > 0
        ? html`<span class="stale"> ${doubts.join(t("evidence.comma_list"))}</span>`
        : html`<span class="quiet"> ${t("cards.current")}</span>`
    }`;
  }

  #fact(name: string, words: TemplateResult | string): TemplateResult {
    return html`<dt>${name}</dt>
      <dd>${words}</dd>`;
  }

  #facts(card: NonNullable<StoredCard["card"]>): TemplateResult {
    const comma = t("evidence.comma_list");
    const { rows, people, events, calibration, backtest } = card;
    return html`${this.#fact(t("cards.window"), spanText(card.window.from, card.window.to))}
    ${this.#fact(
      t("cards.counts"),
      t("cards.counts_of", { rows: count(rows), people: count(people), events: count(events) }),
    )}
    ${this.#fact(
      t("cards.test"),
      backtest.length === 0
        ? t("cards.test_none")
        : html`<ul class="lines">
            ${backtest.map(
              ({ measure, model, baseline, verdict }) =>
                html`<li>
                  ${t("cards.against", {
                    measure: measureText(measure, session.locale),
                    model: model.toFixed(3),
                    baseline: baseline.toFixed(3),
                  })}
                  <span class="sub">${say(verdict)}</span>
                </li>`,
            )}
          </ul>`,
    )}
    ${
      calibration
        ? this.#fact(t("cards.calibration"), t("cards.calibration_of", calibrationTexts(calibration)))
        : nothing
    }
    ${this.#fact(
      t("cards.fairness"),
      this.stored.fairness.length === 0
        ? t("cards.fairness_none")
        : html`<ul class="lines">
            ${this.stored.fairness.map((table) => this.#ratios(table))}
          </ul>`,
    )}
    ${card.inputs.length > 0 ? this.#fact(t("cards.inputs"), card.inputs.map(({ label }) => say(label)).join(comma)) : nothing}
    ${
      card.excluded.length > 0
        ? this.#fact(
            t("cards.excluded"),
            html`<ul class="lines">
              ${card.excluded.map(({ name, reason }) => html`<li>${this.#named(name)}<span class="sub">${say(reason)}</span></li>`)}
            </ul>`,
          )
        : nothing
    }
    ${this.#fact(
      t("cards.limits"),
      html`<ul class="lines">
        ${card.limits.map((limit) => html`<li>${say(limit)}</li>`)}
      </ul>`,
    )}`;
  }

  /** "age, birth_date" → names of the catalogue where it has them. */
  #named(ids: string): string {
    const known = new Map(this.meta?.dimensions.map(({ id, label }) => [id, say(label)]));
    // columns of a person that are no dimension of the catalogue
    known.set("age", t("cards.name_age")).set("birth_date", t("cards.name_birth_date"));
    return ids
      .split(", ")
      .map((id) => known.get(id) ?? id.replaceAll("_", " "))
      .join(t("evidence.comma_list"));
  }

  #ratios({ label, rows }: CardFairness): TemplateResult {
    return html`<li>
      ${say(label)}
      ${rows.map(
        (row) =>
          html`<span class="sub"
            >${t("cards.ratio", {
              group: say(row.label),
              ratio: two(row.ratio),
              low: two(row.low),
              high: two(row.high),
              selected: row.selected,
              people: row.people,
            })}</span
          >`,
      )}
    </li>`;
  }
}
