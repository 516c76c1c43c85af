// Source, quarter, error rate, accepted errors, strata → the plan they need, and a sample drawn. Emits "rapport-sample".
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Sample, SamplingPlan, SourceQuality } from "../../../engine/quality/index.js";
import { postJson, requestJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { rateText } from "./rate-text.js";

const limits = [0.005, 0.01, 0.02, 0.05];
const accepted = [0, 1, 2, 3];
const strata = ["none", "month", "department", "file"] as const;

@customElement("rapport-sample-draw")
export class RapportSampleDraw extends RapportElement {
  @property({ attribute: false }) sources: SourceQuality[] = [];
  /** The last quarter that is over. */
  @property() quarter = "";
  @state() private table = "";
  @state() private chosenQuarter = "";
  @state() private limit = 0.01;
  @state() private accept = 0;
  @state() private by: (typeof strata)[number] = "none";
  private readonly plan = new Load<SamplingPlan>(this);
  private readonly drawn = new Load<Sample>(this);

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("sources") && !this.sources.some((s) => s.table === this.table))
      this.table = (this.sources.find((s) => s.table === "attendance_day") ?? this.sources[0])?.table ?? "";
    if (changed.has("limit") || changed.has("accept")) {
      const search = new URLSearchParams({ limit: String(this.limit), accept: String(this.accept) });
      void this.plan.run((signal) => requestJson<SamplingPlan>(`/api/quality/plan?${search}`, { signal }));
    }
  }

  override render(): TemplateResult {
    const quarter = this.chosenQuarter || this.quarter;
    return html`<form
      class="quality-form"
      data-testid="draw-form"
      @submit=${(event: Event) => this.#draw(event)}
    >
      <h3>${t("quality.draw_title")}</h3>
      <div class="fields">
        ${this.#select(
          t("quality.source"),
          this.sources.map((s) => [s.table, say(s.title)]),
          this.table,
          (value) => (this.table = value),
        )}
        <label
          >${t("quality.quarter")}<input
            name="quarter"
            pattern="\\d{4}-?Q[1-4]"
            required
            .value=${quarter}
            @change=${(event: Event) => (this.chosenQuarter = (event.target as HTMLInputElement).value)}
        /></label>
        ${this.#select(
          t("quality.limit"),
          limits.map((l) => [String(l), numberText(l, "share")]),
          String(this.limit),
          (value) => (this.limit = Number(value)),
        )}
        ${this.#select(
          t("quality.accept"),
          accepted.map((c) => [String(c), String(c)]),
          String(this.accept),
          (value) => (this.accept = Number(value)),
        )}
        ${this.#select(
          t("quality.strata"),
          strata.map((s) => [s, t(`quality.strata_${s}`)]),
          this.by,
          (value) => (this.by = value as typeof this.by),
        )}
      </div>
      ${this.#planText()}
      <p class="acts">
        <button class="go" ?disabled=${this.drawn.state.is === "waiting"}>${t("quality.draw")}</button>
      </p>
      ${
        this.drawn.state.is === "failed"
          ? html`<rapport-state .load=${this.drawn.state} @retry=${() => this.drawn.retry()}></rapport-state>`
          : nothing
      }
    </form>`;
  }

  #planText(): TemplateResult {
    const plan = this.plan.value;
    const pass = plan?.passes[1];
    return html`<p class="how" aria-live="polite" data-testid="plan">
      ${
        plan && pass
          ? t("quality.plan", {
              size: numberText(plan.size, "count"),
              confidence: numberText(plan.confidence, "share"),
              rate: rateText(pass.rate),
              chance: numberText(pass.chance, "share", { low: 0, high: 1 }),
            })
          : " "
      }
    </p>`;
  }

  #select(
    label: string,
    choices: readonly (readonly [string, string])[],
    chosen: string,
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label
      >${label}<select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
      </select></label
    >`;
  }

  async #draw(event: Event): Promise<void> {
    event.preventDefault();
    const { table, limit, accept, by } = this;
    const quarter = this.chosenQuarter || this.quarter;
    await this.drawn.run((signal) =>
      postJson<Sample>("/api/quality/samples", { table, quarter, limit, accept, by }, { signal }),
    );
    if (this.drawn.value) this.dispatchEvent(new CustomEvent("rapport-sample", { bubbles: true }));
  }
}
