// Working, stopped, failed, offline: what stands where an answer will be, and the way on.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LoadState } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** `doing` names the work in words. Emits "retry" and "cancel", and "rapport-purpose" when the reader said what for. */
@customElement("rapport-state")
export class RapportState extends RapportElement {
  @property({ attribute: false }) load?: LoadState<unknown>;
  @property() doing?: string;
  @property({ type: Boolean }) offline: boolean = false;
  @state() private seconds: number = 0;
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      if (this.load?.is === "waiting")
        this.seconds = Math.floor((performance.now() - this.load.since) / 1000);
    }, 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  override render(): TemplateResult | typeof nothing {
    const { load } = this;
    if (this.offline || (load?.is === "failed" && load.error.detail.code === "server_unreachable"))
      return this.#failed(t("states.offline"), t("states.offline_hint"));
    if (load?.is === "failed") {
      const { code, message, hint, facts } = load.error.detail;
      if (code === "purpose_required" || code === "purpose_unknown")
        return this.#askPurpose(message, listOf(facts.accepted));
      return this.#failed(message, hint || t("states.failed_unchanged"));
    }
    if (load?.is === "stopped")
      return html`<div class="state" role="status">
        <p>${t("states.cancelled")}</p>
        <p class="acts">${this.#button("retry", t("states.again"))}</p>
      </div>`;
    return this.#working();
  }

  #working(): TemplateResult {
    return html`<div class="ghost" role="status" data-testid="loading">
        ${
          this.doing
            ? html`<span
                >${this.seconds >= 2 ? t("states.since", { doing: this.doing, seconds: this.seconds }) : this.doing}</span
              >`
            : nothing
        }
        <i></i>
      </div>
      ${
        this.seconds >= 1 && this.load?.is === "waiting"
          ? html`<p class="acts">${this.#button("cancel", t("states.cancel"))}</p>`
          : nothing
      }`;
  }

  #failed(message: string, hint: string): TemplateResult {
    return html`<div class="state err" role="alert" data-testid="failed">
      <p><b>${message}</b></p>
      <p>${hint}</p>
      <p class="acts">${this.#button("retry", t("states.again"))}</p>
    </div>`;
  }

  /** The policy wants to know what exact numbers are read for: one of its list, or in the reader's own words. */
  #askPurpose(message: string, accepted: readonly string[]): TemplateResult {
    const give = (event: Event): void => {
      event.preventDefault();
      const given = new FormData(event.target as HTMLFormElement).get("purpose");
      if (typeof given !== "string" || given.trim() === "") return;
      session.setPurpose(given);
      this.#emit("retry");
      this.dispatchEvent(new CustomEvent("rapport-purpose", { bubbles: true }));
    };
    const field =
      accepted.length > 0
        ? html`<select name="purpose">
            ${accepted.map((one) => html`<option>${one}</option>`)}
          </select>`
        : html`<input name="purpose" required maxlength="200" />`;
    return html`<form class="state ask-purpose" role="alert" data-testid="ask-purpose" @submit=${give}>
      <p><b>${message}</b></p>
      <p><label>${t("states.purpose")}${field}</label></p>
      <p>${t("states.purpose_kept")}</p>
      <p class="acts"><button class="link" data-testid="give-purpose">${t("states.purpose_give")}</button></p>
    </form>`;
  }

  #button(name: "retry" | "cancel", label: string): TemplateResult {
    return html`<button class="link" data-testid=${name} @click=${() => this.#emit(name)}>${label}</button>`;
  }

  #emit(name: "retry" | "cancel"): void {
    this.seconds = 0;
    if (this.offline) location.reload();
    else this.dispatchEvent(new CustomEvent(name));
  }
}
