// The one owner of the report: actions in, history kept, the address always telling the present.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { act, unknownFields, type ReportAction } from "../../report/report-action.js";
import type { FieldCatalogue } from "../../report/field-catalogue.js";
import { goTo, present, record, redo, startHistory, undo, type History } from "../../report/history.js";
import { emptyReport, type ReportSpec } from "../../report/report-spec.js";
import { decodeReport, encodeReport } from "../../report/url-state.js";
import { router } from "../router.js";
import { readReport, type SavedReport } from "./saved-reports.js";
import type { StepLabel } from "./step-label.js";

export type Notice =
  | { is: "bad_link" }
  | { is: "unknown_fields"; fields: string[] }
  | { is: "failed"; text: string };

export class BuilderState implements ReactiveController {
  history: History<ReportSpec, StepLabel> = startHistory(emptyReport, { do: "start" });
  saved: SavedReport | null = null;
  notice: Notice | null = null;
  #catalogue: FieldCatalogue = { metrics: [], dimensions: [] };
  #turn = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    router.addEventListener("change", this.#moved);
  }
  hostDisconnected(): void {
    router.removeEventListener("change", this.#moved);
  }

  get report(): ReportSpec {
    return present(this.history);
  }
  /** Whether the report differs from what was last saved. */
  get changed(): boolean {
    return this.saved === null || JSON.stringify(this.saved.report) !== JSON.stringify(this.report);
  }

  /** Reads the address: a saved report by its id, changes to it or a whole report in the query. */
  async start(catalogue: FieldCatalogue): Promise<void> {
    this.#catalogue = catalogue;
    const turn = ++this.#turn;
    const { saved, report } = await this.#read();
    if (turn !== this.#turn) return;
    this.saved = saved;
    this.history = startHistory(report, saved ? { do: "open", name: saved.name } : { do: "start" });
    this.host.requestUpdate();
  }

  do(action: ReportAction): void {
    const before = this.report;
    this.history = record(this.history, act(before, action), action);
    if (this.report === before) return;
    // Back undoes a filter; everything else is undone by Undo
    this.#write(action.do === "filter" ? "push" : "replace");
  }

  undo(): void {
    this.goTo(undo(this.history).at);
  }
  redo(): void {
    this.goTo(redo(this.history).at);
  }
  goTo(at: number): void {
    this.history = goTo(this.history, at);
    this.#write("replace");
  }

  /** Another report in place of this one: the way back stays in the history. */
  replace(report: ReportSpec, label: StepLabel, saved: SavedReport | null): void {
    this.history = record(this.history, report, label);
    this.saved = saved;
    this.#write("push");
  }

  keptAs(saved: SavedReport): void {
    this.saved = saved;
    this.#write("replace");
  }

  dismiss(): void {
    this.notice = null;
    this.host.requestUpdate();
  }

  /** Address of the present report, for the clipboard. */
  get link(): string {
    return new URL(this.#href(), location.href).href;
  }

  #href(): string {
    const path = this.saved ? `/reports/${this.saved.id}` : "/reports";
    return this.changed && this.report !== emptyReport ? `${path}?${encodeReport(this.report)}` : path;
  }

  #write(how: "push" | "replace"): void {
    const href = this.#href();
    if (how === "push") history.pushState(null, "", href);
    else history.replaceState(null, "", href);
    this.host.requestUpdate();
  }

  readonly #moved = async (): Promise<void> => {
    if (!location.pathname.startsWith("/reports")) return;
    const turn = ++this.#turn;
    const { saved, report } = await this.#read();
    if (turn !== this.#turn) return;
    this.saved = saved;
    const text = JSON.stringify(report);
    const known = this.history.steps.findLastIndex(({ state }) => JSON.stringify(state) === text);
    if (known >= 0) this.history = goTo(this.history, known);
    else
      this.history = record(this.history, report, saved ? { do: "open", name: saved.name } : { do: "new" });
    this.host.requestUpdate();
  };

  async #read(): Promise<{ saved: SavedReport | null; report: ReportSpec }> {
    const id = decodeURIComponent(location.pathname.split("/")[2] ?? "");
    const search = location.search;
    let saved: SavedReport | null = null;
    if (id)
      try {
        saved = await readReport(id);
      } catch (error) {
        this.notice = { is: "failed", text: (error as Error).message };
      }
    try {
      return { saved, report: this.#known(decodeReport(search) ?? saved?.report ?? emptyReport) };
    } catch {
      this.notice = { is: "bad_link" };
      return { saved, report: saved?.report ?? emptyReport };
    }
  }

  /** Fields that this workspace lacks are left out, and said. */
  #known(report: ReportSpec): ReportSpec {
    const unknown = unknownFields(this.#catalogue, report);
    if (unknown.length === 0) return report;
    this.notice = { is: "unknown_fields", fields: [...new Set(unknown)] };
    const keep = (names: string[]): string[] => names.filter((name) => !unknown.includes(name));
    return {
      ...report,
      metrics: keep(report.metrics),
      across: keep(report.across),
      colour: keep(report.colour),
      panels: keep(report.panels),
      filters: report.filters.filter(({ field }) => !unknown.includes(field)),
    };
  }
}
