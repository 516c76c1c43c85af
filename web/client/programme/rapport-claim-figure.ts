// Two shares and the people behind them, as a claim states them → points, relative change, interval, p, in a sentence.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ShareClaim } from "../../../models/programme/index.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { formNumber, numberField } from "./number-field.js";
import { checkClaim } from "./programme-data.js";

@customElement("rapport-claim-figure")
export class RapportClaimFigure extends RapportElement {
  @property({ type: Number }) number = 1;
  private readonly claim = new Load<ShareClaim>(this);

  override render(): TemplateResult {
    const found = this.claim.value;
    return figure({
      id: "figure-claim",
      number: this.number,
      title: t("programmes.fig_claim"),
      how: t("programmes.how_claim"),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            this.#check(event.target as HTMLFormElement);
          }}
        >
          ${numberField("before", t("programmes.c_before"), "35", { max: 100 })}
          ${numberField("after", t("programmes.c_after"), "25", { max: 100 })}
          ${numberField("n", t("programmes.p_n"), "100", { min: 1, max: 1e7, step: "1" })}
          ${numberField("stated", t("programmes.c_stated"), "-30", { min: -100, max: 10_000, isOptional: true })}
          <button class="out" data-testid="check-claim">${t("programmes.check")}</button>
        </form>
        ${found ? html`<p class="say" data-testid="claim">${say(found.text)}</p>` : nothing}
        ${this.claim.state.is === "failed" ? html`<rapport-state .load=${this.claim.state}></rapport-state>` : nothing}`,
    });
  }

  #check(form: HTMLFormElement): void {
    const n = formNumber(form, "n")!;
    const stated = formNumber(form, "stated");
    const question = {
      before: formNumber(form, "before")! / 100,
      after: formNumber(form, "after")! / 100,
      nBefore: n,
      nAfter: n,
      ...(stated === null ? {} : { stated: stated / 100 }),
    };
    void this.claim.run((signal) => checkClaim(question, signal));
  }
}
