// Data quality: what is late, unusual, rejected, doubtful or at odds, and which error rate a sample has proved.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { QualityReport } from "../../../engine/quality/index.js";
import { requestJson } from "../api.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import "./rapport-quality-findings.js";
import "./rapport-quality-proof.js";
import "./rapport-quality-reconciliation.js";
import "./rapport-quality-sources.js";

@customElement("rapport-quality-page")
export class RapportQualityPage extends RapportPage {
  private shown: QualityReport | undefined;
  private readonly report = new Load<QualityReport>(this);

  protected override ask(): void {
    // Another reader: nothing of what the one before saw may stay.
    this.shown = undefined;
    void this.#again();
  }

  /** What is there stays while it is asked for anew: folds stay open. */
  async #again(): Promise<void> {
    await this.report.run((signal) => requestJson<QualityReport>("/api/quality", { signal }));
    if (this.report.value) this.shown = this.report.value;
  }

  override render(): TemplateResult {
    const report = this.report.state.is === "failed" ? undefined : (this.report.value ?? this.shown);
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">
          ${report ? t("quality.h1", { count: toDo(report) }) : t("quality.h1_loading")}
        </h1>
        ${report ? this.#counts(report) : nothing}
      </header>
      ${report ? this.#body(report) : this.waiting(this.report, t("quality.doing"))}`;
  }

  #counts({ toDo }: QualityReport): TemplateResult {
    const counts = [
      [t("quality.overdue"), toDo.overdue],
      [t("quality.unusual"), toDo.unusual],
      [t("quality.drifted"), toDo.drifted],
      [t("quality.rows_found"), toDo.findings],
      [t("quality.differences"), toDo.differences],
    ] as const;
    return html`<div class="asof">
      ${counts.map(
        ([label, count]) =>
          html`<span>${label} <b class=${count > 0 ? "stale" : ""}>${numberText(count, "count")}</b></span>`,
      )}
    </div>`;
  }

  #body(report: QualityReport): TemplateResult {
    if (report.sources.length === 0)
      return html`<div class="state" data-testid="empty">
        <p><b>${t("quality.empty")}</b></p>
      </div>`;
    const named = this.meta.reader.rights === "person";
    return html`<div class="cols" @rapport-purpose=${() => void this.#again()}>
      <div class="stack">
        <rapport-quality-sources .sources=${report.sources}></rapport-quality-sources>
        <rapport-quality-findings .findings=${report.findings} .named=${named}></rapport-quality-findings>
        <rapport-quality-reconciliation
          .checks=${report.reconciliations}
          .currency=${this.meta.workspace.currency}
        ></rapport-quality-reconciliation>
        <rapport-quality-proof
          .report=${report}
          .mayDraw=${named && !this.meta.reader.isScoped}
          @rapport-sample=${() => void this.#again()}
        ></rapport-quality-proof>
      </div>
      <aside class="margin">
        ${named ? nothing : html`<section class="mn"><p data-testid="counts-only">${t("quality.counts_only")}</p></section>`}
        <section class="mn light">
          <h2>${t("quality.rules_title")}</h2>
          <p>${t("quality.rows_rule")}</p>
          <p>${t("quality.seed")}</p>
          <p>${t("quality.once")}</p>
        </section>
      </aside>
    </div>`;
  }
}

/** Kinds of trouble, not rows: a hundred rows of one rule are one thing to look at. */
const toDo = ({ toDo, findings, reconciliations }: QualityReport): number =>
  toDo.overdue +
  toDo.unusual +
  toDo.drifted +
  findings.length +
  reconciliations.filter((r) => r.beyond > 0 || (r.isPaired && r.onlyLeft + r.onlyRight > 0)).length;
