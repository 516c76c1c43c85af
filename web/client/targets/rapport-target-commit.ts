// A target entered and a reason → one line of the ledger, or why not.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Filter } from "../../../engine/metrics/metric-query.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { TargetCommitAnswer } from "../../server/target-ledger-routes.js";
import { postJson } from "../api.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { quarterText } from "./quarters.js";
import { chanceText } from "./rapport-target-setter.js";

export interface TargetPlace {
  metric: string;
  where: Filter[];
  employee?: string;
  quarter: string;
}

/** Emits "rapport-committed" when the line is on record. */
@customElement("rapport-target-commit")
export class RapportTargetCommit extends RapportElement {
  @property({ attribute: false }) place!: TargetPlace;
  @property({ type: Number }) target = 0;
  @property() unit: Unit = "money";
  @property() currency = "CNY";
  @state() private why = "";
  @state() private isBare = false;
  private readonly sent = new Load<TargetCommitAnswer>(this);

  override render(): TemplateResult {
    const amount = numberText(this.target, this.unit, { currency: this.currency });
    const isWaiting = this.sent.state.is === "waiting";
    return html`<form class="commit" @submit=${(event: Event) => void this.#send(event)}>
      <label class="lab" for="target-why">${t("targets.why")}</label>
      <input
        id="target-why"
        type="text"
        maxlength="500"
        autocomplete="off"
        data-testid="target-why"
        aria-invalid=${this.isBare ? "true" : nothing}
        aria-describedby="target-commit-note"
        .value=${this.why}
        @input=${(event: Event) => {
          this.why = (event.target as HTMLInputElement).value;
          this.isBare = false;
        }}
      />
      <button class="go" type="submit" data-testid="target-commit" ?disabled=${isWaiting}>
        ${t("targets.commit_to", { amount, quarter: quarterText(this.place.quarter) })}
      </button>
      <p class="lab" id="target-commit-note">${t("targets.commit_note")}</p>
      <div aria-live="polite">${this.#outcome()}</div>
    </form>`;
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    if (this.why.trim() === "") {
      this.isBare = true;
      return;
    }
    const body = { ...this.place, value: Math.round(this.target * 100) / 100, why: this.why };
    await this.sent.run((signal) => postJson<TargetCommitAnswer>("/api/targets", body, { signal }));
    if (this.sent.value?.state !== "committed") return;
    this.why = "";
    this.dispatchEvent(new CustomEvent("rapport-committed", { bubbles: true }));
  }

  #outcome(): TemplateResult | typeof nothing {
    if (this.isBare) return html`<p class="lab wrong" role="alert">${t("targets.why_missing")}</p>`;
    const { state: sent } = this.sent;
    if (sent.is === "waiting") return html`<p class="lab">${t("targets.committing")}</p>`;
    if (sent.is === "failed")
      return html`<p class="lab wrong" role="alert">
        ${sent.error.detail.message}<br />${sent.error.detail.hint}
      </p>`;
    if (sent.is !== "done") return nothing;
    if (sent.value.state === "refused")
      return html`<p class="lab wrong" role="alert">${say(sent.value.refusal.text)}</p>`;
    const { line } = sent.value;
    return html`<p class="lab" data-testid="target-committed">
      ${t("targets.committed", {
        seq: line.seq,
        amount: numberText(line.value, this.unit, { currency: this.currency }),
        chance: chanceText(line.chance),
      })}
      ${line.insteadOf === null ? nothing : t("targets.replaces", { seq: line.insteadOf })}
    </p>`;
  }
}
