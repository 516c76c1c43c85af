// A share now, a share hoped for, people at hand → people needed, and what the people at hand would find.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PowerPlan } from "../../../models/programme/index.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { formNumber, numberField } from "./number-field.js";
import { reckonPower } from "./programme-data.js";

@customElement("rapport-power-figure")
export class RapportPowerFigure extends RapportElement {
  @property({ type: Number }) number = 1;
  private readonly plan = new Load<PowerPlan>(this);

  override render(): TemplateResult {
    const found = this.plan.value;
    return figure({
      id: "figure-power",
      number: this.number,
      title: t("programmes.fig_power"),
      how: t("programmes.how_power"),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            this.#reckon(event.target as HTMLFormElement);
          }}
        >
          ${numberField("from", t("programmes.p_from"), "35", { min: 0.1, max: 99.9 })}
          ${numberField("to", t("programmes.p_to"), "25", { min: 0.1, max: 99.9, isOptional: true })}
          ${numberField("n", t("programmes.p_n"), "100", { min: 1, max: 1e7, step: "1", isOptional: true })}
          ${numberField("cluster", t("programmes.p_cluster"), "1", { min: 1, max: 1e5, step: "1" })}
          ${numberField("icc", t("programmes.p_icc"), "0", { max: 1 })}
          <button class="out" data-testid="reckon-power">${t("programmes.reckon")}</button>
        </form>
        ${found ? html`<p class="say" data-testid="power">${say(found.text)}</p>` : nothing}
        ${this.plan.state.is === "failed" ? html`<rapport-state .load=${this.plan.state}></rapport-state>` : nothing}`,
    });
  }

  #reckon(form: HTMLFormElement): void {
    const [to, perGroup] = [formNumber(form, "to"), formNumber(form, "n")];
    const question = {
      from: formNumber(form, "from")! / 100,
      ...(to === null ? {} : { to: to / 100 }),
      ...(perGroup === null ? {} : { perGroup }),
      clusterSize: formNumber(form, "cluster") ?? 1,
      icc: formNumber(form, "icc") ?? 0,
    };
    void this.plan.run((signal) => reckonPower(question, signal));
  }
}
