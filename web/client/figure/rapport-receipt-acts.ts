// What can be done with a number's receipt: save it, have it recomputed, see what changed since.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerifyReport } from "../../../engine/history/verify-report.js";
import type { Bilingual } from "../../../engine/locale.js";
import { postJson } from "../api.js";
import { Load } from "../load.js";
import type { Fact } from "../overview/fact.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import "../history/rapport-progress.js";

type Verified = Omit<VerifyReport, "reasons"> & { reasons: { code: string; text: Bilingual }[] };

@customElement("rapport-receipt-acts")
export class RapportReceiptActs extends RapportElement {
  @property({ attribute: false }) fact!: Fact;
  @property({ type: Boolean }) mayVerify = false;
  private readonly verified = new Load<Verified>(this);
  #of = "";

  protected override willUpdate(): void {
    if (this.fact.receipt.id === this.#of) return;
    this.#of = this.fact.receipt.id;
    this.verified.state = { is: "idle" };
  }

  override render(): TemplateResult {
    const { state } = this.verified;
    return html`<p class="acts">
        <button class="link" data-testid="save-receipt" @click=${() => void this.#save()}>
          ${t("changes.save_receipt")}
        </button>
        ${
          this.mayVerify
            ? html`<button
                class="link"
                data-testid="verify"
                ?disabled=${state.is === "waiting"}
                @click=${() => this.#verify()}
              >
                ${t("changes.verify")}
              </button>`
            : nothing
        }
        <a class="link" href=${`/changes?${this.#since()}`}>${t("changes.why_changed")}</a>
      </p>
      ${
        state.is === "waiting"
          ? html`<p class="quiet" role="status">${t("changes.verifying")}</p>
              <rapport-progress></rapport-progress>`
          : nothing
      }
      ${state.is === "failed" ? html`<p class="stale" role="alert">${state.error.message}</p>` : nothing}
      ${state.is === "done" ? this.#verdict(state.value) : nothing}`;
  }

  #verdict({ verdict, reasons }: Verified): TemplateResult {
    return html`<div role="status" data-testid="verdict">
      <p><b class=${verdict === "equal" ? "" : "stale"}>${t(`changes.${verdict}`)}</b></p>
      <ul class="lines quiet">
        ${reasons.map(({ text }) => html`<li>${say(text)}</li>`)}
      </ul>
    </div>`;
  }

  /** The same question once more, as a document with every cell: what `rapport verify` takes. */
  async #save(): Promise<void> {
    const document_ = await postJson<{ receipt: { id: string } }>("/api/query", this.fact.receipt.spec);
    const url = URL.createObjectURL(
      new Blob([`${JSON.stringify(document_, null, 2)}\n`], { type: "application/json" }),
    );
    const link = Object.assign(document.createElement("a"), {
      href: url,
      download: `receipt-${document_.receipt.id}.json`,
    });
    link.click();
    URL.revokeObjectURL(url);
  }

  /** The receipt of the number as it stands on the page. */
  #verify(): void {
    void this.verified.run((signal) => postJson<Verified>("/api/verify", this.fact.receipt, { signal }));
  }

  #since(): string {
    const { metric, where, from, to } = this.fact;
    const [only] = where.filter((w) => w.op === "=" && (w.field === "division" || w.field === "department"));
    return new URLSearchParams({
      metric: metric.id,
      from,
      to,
      ...(only && where.length === 1 ? { people: `${only.field}:${String(only.value)}` } : {}),
    }).toString();
  }
}
