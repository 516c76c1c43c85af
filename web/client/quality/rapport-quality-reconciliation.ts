// One fold per pair of sources: how many employee-months agree, the largest differences, and the days behind one.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Difference, Reconciliation } from "../../../engine/quality/index.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthText, numberText, spanText } from "../words.js";
import "./rapport-quality-days.js";

@customElement("rapport-quality-reconciliation")
export class RapportQualityReconciliation extends RapportElement {
  @property({ attribute: false }) checks: Reconciliation[] = [];
  @property() currency = "CNY";
  /** `check employee month` whose days are shown. */
  @state() private shown: string | null = null;

  override render(): TemplateResult {
    return figure({
      id: "figure-quality-reconciliation",
      number: 3,
      title:
        this.checks.length === 0
          ? t("quality.no_reconciliation_title")
          : t("quality.fig_reconciliation", { count: this.checks.reduce((sum, c) => sum + odd(c), 0) }),
      how: t("quality.how_reconciliation"),
      body:
        this.checks.length === 0
          ? html`<p class="quiet">${t("quality.no_reconciliation")}</p>`
          : html`<ul class="sources" data-testid="quality-reconciliation">
              ${this.checks.map((check) => this.#check(check))}
            </ul>`,
    });
  }

  #check(check: Reconciliation): TemplateResult {
    const { id, title, left, right, compared, beyond, isPaired, onlyLeft, onlyRight, largest } = check;
    const span = check.from && check.to ? spanText(check.from, check.to) : "–";
    return html`<li data-testid=${`check-${id}`}>
      <h3>${say(title)}</h3>
      <p>
        ${t("quality.compared", { count: compared, span })} ·
        <span class=${beyond > 0 ? "stale" : ""}>${this.#beyond(check)}</span>
        ${isPaired && onlyLeft > 0 ? html` · <span class="stale">${t("quality.only_left", { count: onlyLeft, side: say(left) })}</span>` : nothing}
        ${isPaired && onlyRight > 0 ? html` · <span class="stale">${t("quality.only_left", { count: onlyRight, side: say(right) })}</span>` : nothing}
      </p>
      ${check.isSystematic ? html`<p>${t("quality.systematic")}</p>` : nothing}
      ${
        largest && largest.length > 0
          ? html`<details ?open=${largest.length <= 5 && !check.isSystematic}>
              <summary>${t("quality.largest", { count: largest.length })}</summary>
              ${this.#table(check, largest)}
            </details>`
          : nothing
      }
    </li>`;
  }

  #beyond(check: Reconciliation): string {
    const { beyond: count, tolerance, unit } = check;
    const parts = [
      ...(tolerance.absolute > 0 ? [this.#amount(tolerance.absolute, unit)] : []),
      ...(tolerance.relative > 0 ? [numberText(tolerance.relative, "share")] : []),
    ];
    if (parts.length === 0) return t("quality.differ", { count });
    const [amount, share] = parts;
    const both = share === undefined ? amount! : t("quality.tolerance", { amount: amount!, share });
    return t("quality.beyond", { count, tolerance: both });
  }

  #amount(value: number | null, unit: Reconciliation["unit"]): string {
    return value === null
      ? t("quality.missing")
      : numberText(value, unit === "days" ? "count" : unit, { currency: this.currency });
  }

  #table(check: Reconciliation, rows: Difference[]): TemplateResult {
    return html`<div class="scroll tall" tabindex="0" role="region" aria-label=${say(check.title)}>
      <table>
        <thead>
          <tr>
            <th>${t("quality.person")}</th>
            <th>${t("quality.month")}</th>
            <th class="r">${say(check.left)}</th>
            <th class="r">${say(check.right)}</th>
            <th class="r">${t("quality.difference")}</th>
            <th class="r">${t("quality.days")}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.#row(check, row))}
        </tbody>
      </table>
    </div>`;
  }

  #row(check: Reconciliation, { employeeId, month, left, right, difference }: Difference): TemplateResult {
    const key = `${check.id} ${employeeId} ${month}`;
    const isShown = this.shown === key;
    return html`<tr>
        <th scope="row">${employeeId}</th>
        <td>${monthText(month)}</td>
        <td class="r">${this.#amount(left, check.unit)}</td>
        <td class="r">${this.#amount(right, check.unit)}</td>
        <td class="r stale">${difference > 0 ? "+" : ""}${this.#amount(difference, check.unit)}</td>
        <td class="r">
          <button
            class="link"
            aria-expanded=${isShown}
            aria-label=${t("quality.show_days", { person: employeeId, month: monthText(month) })}
            @click=${() => (this.shown = isShown ? null : key)}
          >
            ${t("quality.days")}
          </button>
        </td>
      </tr>
      ${
        isShown
          ? html`<tr>
              <td colspan="6">
                <rapport-quality-days .employee=${employeeId} .month=${month}></rapport-quality-days>
              </td>
            </tr>`
          : nothing
      }`;
  }
}

/** Employee-months that somebody should look at. */
const odd = (check: Reconciliation): number =>
  (check.isSystematic ? 0 : check.beyond) + (check.isPaired ? check.onlyLeft + check.onlyRight : 0);
