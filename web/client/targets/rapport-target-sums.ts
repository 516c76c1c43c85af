// Targets of a quarter, level by level → whether the parts add up to the whole, and how the whole would be shared out.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { TargetSum, TargetSums } from "../../../models/index.js";
import { postJson } from "../api.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import { quarterText } from "./quarters.js";

@customElement("rapport-target-sums")
export class RapportTargetSums extends RapportElement {
  @property() metric = "revenue";
  @property() quarter = "";
  @property() unit: Unit = "money";
  @property() currency = "CNY";
  /** Raised when a target was committed: the sums are another. */
  @property({ type: Number }) edition = 0;
  @state() private proposes = false;
  private readonly sums = new Load<TargetSums>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("metric") || changed.has("quarter")) this.proposes = false;
    if (changed.has("metric") || changed.has("quarter") || changed.has("edition")) this.#ask();
  }

  #ask(): void {
    const body = { metric: this.metric, quarter: this.quarter, propose: this.proposes };
    void this.sums.run((signal) => postJson<TargetSums>("/api/targets/sums", body, { signal }));
  }

  override render(): TemplateResult {
    const found = this.sums.value;
    const quarter = quarterText(this.quarter);
    if (!found)
      return this.#figure(
        t("targets.sums_title", { quarter }),
        html`<rapport-state
          .load=${this.sums.state}
          .doing=${t(this.proposes ? "targets.doing_propose" : "targets.doing_sums")}
          @retry=${() => this.sums.retry()}
          @cancel=${() => this.sums.stop()}
        ></rapport-state>`,
      );
    if (found.sums.length === 0)
      return this.#figure(
        t("targets.sums_title", { quarter }),
        html`<div class="state" data-testid="no-sums"><p>${t("targets.no_sums", { quarter })}</p></div>`,
      );
    const off = found.sums.find(({ gap, missing }) => gap !== null && missing === 0 && Math.abs(gap) >= 1);
    const title = off
      ? t(off.gap! > 0 ? "targets.sums_short" : "targets.sums_over", {
          whole: nameOf(off),
          gap: this.#money(Math.abs(off.gap!)),
        })
      : found.sums.some(({ target, missing }) => target === null || missing > 0)
        ? t("targets.sums_open", { quarter })
        : t("targets.sums_even", { quarter });
    return this.#figure(
      title,
      html`${found.sums.map((sum) => this.#sum(sum))}
      ${found.outside > 0 ? html`<p class="lab">${t("targets.outside", { n: found.outside })}</p>` : nothing}`,
      html`<button
        class="flat"
        data-testid="propose"
        aria-pressed=${this.proposes}
        @click=${() => {
          this.proposes = !this.proposes;
          this.#ask();
        }}
      >
        ${t("targets.propose")}
      </button>`,
    );
  }

  #figure(title: string, body: TemplateResult, controls?: TemplateResult): TemplateResult {
    return figure({ id: "figure-sums", number: 5, title, how: t("targets.sums_how"), controls, body });
  }

  #money(value: number): string {
    return numberText(value, this.unit, { currency: this.currency });
  }

  #sum(sum: TargetSum): TemplateResult {
    const isProposed = sum.of.some(({ proposal }) => proposal !== null);
    const amount = (value: number | null): string => (value === null ? "–" : this.#money(value));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${nameOf(sum)}>
      <table class="sums">
        <caption>
          <b>${nameOf(sum)}</b>
          ${sum.target === null ? t("targets.no_whole") : this.#money(sum.target)}
        </caption>
        <thead>
          <tr>
            <th>${t("targets.part")}</th>
            <th class="r">${t("targets.target")}</th>
            ${
              isProposed
                ? html`<th class="r">${t("targets.forecast")}</th>
                    <th class="r">${t("targets.proposal")}</th>`
                : nothing
            }
          </tr>
        </thead>
        <tbody>
          ${sum.of.map(
            (part) =>
              html`<tr>
                <th scope="row">${part.name}</th>
                <td class="r">${amount(part.target)}</td>
                ${
                  isProposed
                    ? html`<td class="r">${amount(part.forecast)}</td>
                        <td class="r">${amount(part.proposal)}</td>`
                    : nothing
                }
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              ${t("targets.sum")}
              ${sum.missing > 0 ? html`<small>${t("targets.parts_missing", { n: sum.missing })}</small>` : nothing}
            </th>
            <td class="r"><b>${this.#money(sum.sum)}</b></td>
            ${
              isProposed
                ? html`<td></td>
                    <td></td>`
                : nothing
            }
          </tr>
          ${
            sum.gap === null
              ? nothing
              : html`<tr>
                  <th scope="row">${t("targets.gap")}</th>
                  <td class="r">${this.#money(sum.gap)}</td>
                  ${
                    isProposed
                      ? html`<td></td>
                          <td></td>`
                      : nothing
                  }
                </tr>`
          }
        </tfoot>
      </table>
    </div>`;
  }
}

const nameOf = ({ whole }: TargetSum): string => whole.name ?? t("targets.company");
