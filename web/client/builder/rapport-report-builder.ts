// The report builder: owns the report, asks its question, hands both down; parts answer with actions.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isTimeGrain } from "../../../engine/metrics/metric-query.js";
import { chosenChart, suggestCharts } from "../../report/chart-rules.js";
import { findField, type FieldCatalogue } from "../../report/field-catalogue.js";
import { describeReport } from "../../report/finding.js";
import { groupColumns, type Row } from "../../report/report-data.js";
import type { ReportAction } from "../../report/report-action.js";
import { reportId } from "../../report/report-id.js";
import { reportQuery } from "../../report/report-query.js";
import { reportShape } from "../../report/report-shape.js";
import { emptyReport, shelves, type ReportSpec, type Shelf } from "../../report/report-spec.js";
import { ask } from "../api.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { BuilderState } from "./builder-state.js";
import { catalogueFromMeta } from "./catalogue-from-meta.js";
import { aboutChosen, chosenFact, type Answered, type ChosenCell } from "./chosen-number.js";
import { listReports, readReport, saveReport } from "./saved-reports.js";
import { shelfName } from "./step-label.js";
import "./rapport-builder-head.js";
import "./rapport-chart-suggestions.js";
import "./rapport-empty-report.js";
import "./rapport-field-list.js";
import "./rapport-history-bar.js";
import "./rapport-report-figure.js";
import "./rapport-saved-menu.js";
import "./rapport-shelf.js";
import "../figure/rapport-evidence-place.js";
import "../figure/rapport-state.js";

@customElement("rapport-report-builder")
export class RapportReportBuilder extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @state() private chosen: ChosenCell | null = null;
  @state() private pending = "";
  @state() private announced = "";

  private readonly state = new BuilderState(this);
  private readonly answer = new Load<Answered>(this);
  #catalogue: FieldCatalogue = { metrics: [], dimensions: [] };
  #last: Answered | null = null;
  #asked = "";
  #as: string | null = session.as;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#keys);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#keys);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("meta")) {
      const first = this.#catalogue.metrics.length === 0;
      this.#catalogue = catalogueFromMeta(this.meta);
      if (first) void this.state.start(this.#catalogue);
    }
    this.#ask();
  }

  protected override updated(): void {
    const { report } = this.state;
    if (report.metrics.length > 0)
      document.title = [report.title || this.#name(), say(this.meta.workspace.name), "Rapport"].join(" · ");
  }

  /** Asks when the question has changed; moving a group or naming the report asks nothing. */
  #ask(): void {
    const { report } = this.state;
    const query = reportQuery(report);
    const text = JSON.stringify([query, session.as]);
    if (session.as !== this.#as) {
      this.#as = session.as;
      this.#last = null;
    }
    if (text === this.#asked) {
      const value = this.answer.value;
      if (value && value.report !== report) value.report = report;
      return;
    }
    this.#asked = text;
    this.chosen = null;
    if (!query) {
      this.#last = null;
      return;
    }
    // after this update, not inside it
    void Promise.resolve().then(() =>
      this.answer.run(async (signal) => (this.#last = { report, answer: await ask(query, signal) })),
    );
  }

  override render(): TemplateResult {
    const { report, saved, changed } = this.state;
    const shown = this.answer.value ?? this.#last;
    const suggestions = suggestCharts(reportShape(report, this.#catalogue, shown?.answer));
    const chart = chosenChart(suggestions, report.chart);
    return html`
      <rapport-builder-head
        .report=${report}
        .meta=${this.meta}
        .saved=${saved}
        .changed=${changed}
        .name=${this.#name()}
        .notice=${this.state.notice}
        @dismiss=${() => this.state.dismiss()}
        @report-action=${this.#act}
      ></rapport-builder-head>
      <div class="bld" @report-action=${this.#act} @edit-filter=${this.#editFilter}>
        <rapport-field-list .catalogue=${this.#catalogue} .report=${report}></rapport-field-list>
        <div class="middle">
          <div class="hist">
            <rapport-history-bar
              .history=${this.state.history}
              .catalogue=${this.#catalogue}
              @go-to=${(event: CustomEvent<number>) => this.state.goTo(event.detail)}
            ></rapport-history-bar>
            <rapport-saved-menu
              .saved=${saved}
              .changed=${changed}
              .empty=${report.metrics.length === 0}
              .suggested=${report.title || this.#name()}
              @new-report=${() => this.state.replace(emptyReport, { do: "new" }, null)}
              @open-report=${(event: CustomEvent<string>) => void this.#open(event.detail)}
              @save-report=${(event: CustomEvent<string>) => void this.#save(event.detail)}
              @forget-report=${() => this.state.replace(report, { do: "new" }, null)}
              @copy-link=${() => void navigator.clipboard.writeText(this.state.link)}
            ></rapport-saved-menu>
          </div>
          <section class="shelves" aria-label=${t("builder.shelves")}>
            ${shelves.map((shelf) => this.#shelf(shelf, shown))}
          </section>
          <p class="vh" role="status" aria-live="polite">${this.announced}</p>
          ${this.#figure(shown, chart)}
        </div>
        <aside class="margin">
          <rapport-chart-suggestions
            .suggestions=${suggestions}
            .chosen=${report.asTable ? null : chart}
          ></rapport-chart-suggestions>
          ${
            shown && report.metrics.length > 0
              ? html`<rapport-evidence-place
                  .meta=${this.meta}
                  .fact=${chosenFact(shown, this.chosen, this.meta)}
                  .about=${aboutChosen(shown, this.chosen)}
                ></rapport-evidence-place>`
              : nothing
          }
        </aside>
      </div>
    `;
  }

  #shelf(shelf: Shelf, shown: Answered | null): TemplateResult {
    const { report } = this.state;
    const notes: Record<string, string> = {};
    for (const { name } of shown ? groupColumns(shown.answer.columns) : [])
      if (!isTimeGrain(name))
        notes[name] = t("builder.groups_count", {
          count: new Set(shown!.answer.rows.map((row) => row[name])).size,
        });
    return html`<rapport-shelf
      .shelf=${shelf}
      .report=${report}
      .catalogue=${this.#catalogue}
      .meta=${this.meta}
      .notes=${notes}
      .pending=${shelf === "only" ? this.pending : ""}
    ></rapport-shelf>`;
  }

  #figure(shown: Answered | null, chart: ReturnType<typeof chosenChart>): TemplateResult {
    const { report } = this.state;
    const { state: load } = this.answer;
    if (report.metrics.length === 0)
      return html`<rapport-empty-report
        .catalogue=${this.#catalogue}
        .meta=${this.meta}
        @start-report=${(event: CustomEvent<ReportSpec>) => this.state.replace(event.detail, { do: "new" }, null)}
      ></rapport-empty-report>`;
    const waiting = load.is === "waiting" || load.is === "idle";
    const labels = report.metrics.map((id) => this.#label(id)).join(", ");
    const status = html`<rapport-state
      .load=${load}
      .doing=${t("builder.asking", { metric: labels })}
      @retry=${() => this.answer.retry()}
      @cancel=${() => this.answer.stop()}
    ></rapport-state>`;
    // A question that failed leaves the last answer standing, with what went wrong above it.
    const broken = load.is === "failed" || load.is === "stopped";
    if (!shown) return status;
    return html`${
        broken
          ? html`<div class="broken" data-testid="earlier">
              ${status}
              <p class="how">${t("builder.earlier")}</p>
            </div>`
          : nothing
      }<rapport-report-figure
        .report=${shown.report}
        .data=${shown.answer}
        .meta=${this.meta}
        .chart=${(waiting || broken) && shown.report !== report ? chosenChart(suggestCharts(reportShape(shown.report, this.#catalogue, shown.answer)), shown.report.chart) : chart}
        .busy=${waiting}
        @rapport-mark=${(event: CustomEvent<{ row?: number; column?: string }>) => this.#choose(event.detail?.row, event.detail?.column)}
        @rapport-cell=${(event: CustomEvent<{ row: Row; column: { name: string; metric?: string } }>) =>
          this.#choose(
            shown.answer.rows.indexOf(event.detail.row),
            event.detail.column.metric ?? event.detail.column.name,
          )}
      ></rapport-report-figure>
      ${waiting ? html`<div class="asking">${status}</div>` : nothing}`;
  }

  #choose(row: number | undefined, column: string | undefined): void {
    if (row === undefined || column === undefined) return;
    this.chosen = { row, column };
    void this.updateComplete.then(() => this.querySelector("rapport-evidence-place")?.show());
  }

  readonly #act = (event: Event): void => {
    const action = (event as CustomEvent<ReportAction>).detail;
    this.state.do(action);
    if (action.do === "filter") this.pending = "";
    if (action.do !== "place") return;
    this.announced = t("builder.moved", { field: this.#label(action.field), shelf: shelfName(action.shelf) });
    // keys move a pill again and again: the focus goes with it
    if (document.activeElement?.closest("rapport-shelf"))
      requestAnimationFrame(() =>
        this.querySelector<HTMLElement>(`[data-pill="${action.field}"] button`)?.focus(),
      );
  };

  readonly #editFilter = (event: Event): void => {
    this.pending = (event as CustomEvent<string>).detail;
  };

  readonly #keys = (event: KeyboardEvent): void => {
    const typing = event.composedPath()[0];
    if (typing instanceof HTMLInputElement && ["text", "search"].includes(typing.type) && typing.value !== "")
      return;
    if (!(event.metaKey || event.ctrlKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.state.redo();
    else this.state.undo();
  };

  async #open(id: string): Promise<void> {
    const saved = await readReport(id);
    this.state.replace(saved.report, { do: "open", name: saved.name }, saved);
  }

  async #save(name: string): Promise<void> {
    try {
      const { reports } = await listReports();
      const id =
        this.state.saved?.name === name
          ? this.state.saved.id
          : reportId(
              name,
              reports.map((line) => line.id),
            );
      this.state.keptAs(await saveReport(id, name, this.state.report));
      this.announced = t("builder.saved", { name });
    } catch (error) {
      this.state.notice = { is: "failed", text: (error as Error).message };
      this.requestUpdate();
    }
  }

  #label(id: string): string {
    const field = findField(this.#catalogue, id);
    return field ? say(field.label) : id;
  }

  #name(): string {
    const { report } = this.state;
    if (report.metrics.length === 0) return t("builder.untitled");
    return describeReport(
      report,
      (id) => findField(this.#catalogue, id)?.label ?? { en: id, zh: id },
      session.locale,
    );
  }
}
