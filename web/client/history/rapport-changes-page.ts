// A number and a time → why it is another number now: the steps between, and the rows that made them.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChangeReport, StateNumber } from "../../../engine/history/change-report.js";
import { monthText, periodMonth } from "../../report/period-label.js";
import { postJson } from "../api.js";
import "../figure/rapport-scope-select.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { scopeFrom } from "../overview/scope.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { monthText as monthName, numberText, spanText } from "../words.js";
import { importText, readImports, type KnownImport } from "./known-times.js";
import "./rapport-change-rows.js";
import "./rapport-change-steps.js";
import "./rapport-progress.js";

@customElement("rapport-changes-page")
export class RapportChangesPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  private readonly imports = new Load<KnownImport[]>(this);
  private readonly report = new Load<ChangeReport>(this);
  #asked = "";
  readonly #placed = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#placed);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#placed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) {
      this.#asked = "";
      void this.imports.run(readImports);
    }
    this.#ask();
  }

  /** The address is the question; asked again only when it changed. */
  get #question() {
    const { search } = router.place;
    const imports = this.imports.value ?? [];
    return {
      metric: search.get("metric") ?? "headcount",
      since: search.get("since") ?? imports.at(-2)?.id ?? "",
      people: search.get("people") ?? "all",
      from: search.get("from"),
      to: search.get("to"),
    };
  }

  #ask(): void {
    const { metric, since, people, from, to } = this.#question;
    if (this.meta.reader.rights !== "person" || !since) return;
    const scope = scopeFrom(people);
    const question = {
      metrics: [metric],
      ...(scope ? { where: [{ field: scope.field, op: "=", value: scope.value }] } : {}),
      ...(from && { from }),
      ...(to && { to }),
    };
    const key = JSON.stringify([question, since]);
    if (key === this.#asked) return;
    this.#asked = key;
    void this.report.run((signal) => postJson<ChangeReport>("/api/changes", { question, since }, { signal }));
  }

  override render(): TemplateResult {
    const report = this.report.value;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">${report ? this.#sentence(report) : t("changes.title")}</h1>
        ${this.meta.reader.rights === "person" && (this.imports.value?.length ?? 0) > 1 ? this.#controls() : nothing}
      </header>
      ${this.#body()}`;
  }

  #sentence({ metric, before, after, difference }: ChangeReport): string {
    const value = (state: StateNumber): string =>
      state.value === null
        ? t("changes.no_number")
        : numberText(state.value, metric.unit, { currency: this.meta.workspace.currency });
    return t(difference === 0 ? "changes.h1_same" : "changes.h1", {
      metric: say(metric.label),
      before: value(before),
      after: value(after),
    });
  }

  #controls(): TemplateResult {
    const { metric, since, people, from, to } = this.#question;
    const { history } = this.meta;
    const [first, last] = [periodMonth(history?.from ?? null), periodMonth(history?.to ?? null)];
    const months =
      first === null || last === null
        ? []
        : Array.from({ length: last - first + 1 }, (_, i) => monthText(first + i));
    const whole = { value: "", label: t("changes.whole") };
    const named = months.map((month) => ({ value: month, label: monthName(month) }));
    const earlier = (this.imports.value ?? []).slice(0, -1).reverse();
    const times = earlier.map((one) => ({ value: one.id, label: importText(one) }));
    if (!times.some((one) => one.value === since)) times.push({ value: since, label: since });
    return html`<div class="asof">
      ${select(
        t("changes.metric"),
        "metric",
        this.meta.metrics.map((one) => ({ value: one.id, label: say(one.label) })),
        metric,
      )}
      ${select(t("changes.since"), "since", times, since)}
      <rapport-scope-select
        .meta=${this.meta}
        .chosen=${people}
        @choose=${(event: CustomEvent<string>) => router.setSearch({ people: event.detail === "all" ? null : event.detail })}
      ></rapport-scope-select>
      ${select(t("changes.from"), "from", [whole, ...named], from ?? "")}
      ${select(t("changes.to"), "to", [whole, ...named], to ?? "")}
    </div>`;
  }

  #body(): TemplateResult {
    if (this.meta.reader.rights !== "person")
      return notice(t("changes.groups_only"), t("changes.groups_only_why"));
    const imports = this.imports.value;
    if (imports && imports.length < 2)
      return notice(
        t(imports.length === 0 ? "changes.none_yet" : "changes.one_import"),
        t("changes.one_import_why"),
      );
    const report = this.report.value;
    if (!report) {
      const load = imports ? this.report : this.imports;
      return html`<rapport-state
          .load=${load.state}
          .doing=${t("changes.doing")}
          @retry=${() => load.retry()}
          @cancel=${() => load.stop()}
        ></rapport-state>
        ${load.state.is === "waiting" ? html`<rapport-progress></rapport-progress>` : nothing}`;
    }
    return html`<div class="cols">
      <div class="stack">
        <rapport-change-steps .report=${report} .meta=${this.meta}></rapport-change-steps>
        <rapport-change-rows .report=${report} .meta=${this.meta}></rapport-change-rows>
      </div>
      <aside class="margin">${this.#method(report)}</aside>
    </div>`;
  }

  #method({ onlySteps, after }: ChangeReport): TemplateResult {
    return html`<section class="mn">
      <h2>${t("changes.method")}</h2>
      <p>${onlySteps ? t("changes.only_steps") : t("changes.method_steps")}</p>
      ${after.from && after.to ? html`<p>${t("changes.window", { span: spanText(after.from, after.to) })}</p>` : nothing}
      <pre class="sql" tabindex="0">npx rapport changes METRIC --since DAY -w DIR</pre>
    </section>`;
  }
}

const notice = (title: string, why: string): TemplateResult =>
  html`<div class="state" data-testid="empty">
    <p><b>${title}</b></p>
    <p>${why}</p>
  </div>`;

/** A control whose choice is a part of the address. */
const select = (
  label: string,
  name: string,
  options: { value: string; label: string }[],
  chosen: string,
): TemplateResult =>
  html`<label
    >${label}
    <select
      data-testid=${name}
      @change=${(event: Event) => router.setSearch({ [name]: (event.target as HTMLSelectElement).value })}
    >
      ${options.map(
        (one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`,
      )}
    </select></label
  >`;
