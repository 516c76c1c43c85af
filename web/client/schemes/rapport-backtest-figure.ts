// Figure: two schemes side by side on past periods: who gains and loses in groups, cost, order, weights, doubts about the inputs.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { dayText } from "../words.js";
import { backtestResult } from "./backtest-result.js";
import { sidesOf } from "./rapport-scheme-diff.js";
import { readBacktest, runBacktest, type BacktestAnswer, type SchemeList } from "./scheme-data.js";

const draftKey = "draft";

@customElement("rapport-backtest-figure")
export class RapportBacktestFigure extends RapportElement {
  @property({ type: Number }) number = 4;
  @property({ attribute: false }) list!: SchemeList;
  @property() scheme = "";
  @property() currency = "CNY";
  /** A text in the editor that is not saved. */
  @property({ attribute: false }) draft: string | null = null;
  @state() private a = "";
  @state() private b = "";
  @state() private periods: readonly string[] = [];
  private readonly load = new Load<BacktestAnswer>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("scheme") || (changed.has("list") && this.a === "")) this.#begin();
    if (changed.has("draft") && this.draft === null && this.b === draftKey) this.b = this.a;
  }

  /** The chosen scheme against its version before, or against another of the same period. */
  #begin(): void {
    const all = this.#sides;
    const own = all.filter(({ id }) => id === this.scheme);
    const other = all.filter(
      ({ id, grain }) => id !== this.scheme && grain === this.#grainOf(own.at(-1)?.key ?? ""),
    );
    this.b = (own.at(-1) ?? all.at(-1))?.key ?? "";
    this.a = (own.at(-2) ?? other.at(0) ?? own.at(-1))?.key ?? this.b;
    this.periods = this.#offered;
    this.load.state = { is: "idle" };
    const [a, b] = [this.#idOf(this.a), this.#idOf(this.b)];
    if (!this.list.canScore && a && b) void this.load.run((signal) => readBacktest(a, b, signal));
  }

  get #sides() {
    return sidesOf(this.list).map((side) => ({
      ...side,
      grain: this.list.schemes.find(({ id }) => id === side.id)!.period,
    }));
  }

  #idOf = (key: string): string | undefined => this.#sides.find((side) => side.key === key)?.id;
  #grainOf = (key: string): "month" | "quarter" =>
    this.#sides.find((side) => side.key === key)?.grain ?? "quarter";

  get #offered(): string[] {
    return this.list.periods[this.#grainOf(this.a)];
  }

  override render(): TemplateResult {
    const { state } = this.load;
    const answer = this.load.value;
    return figure({
      id: "figure-backtest",
      number: this.number,
      title: t("schemes.fig_backtest"),
      how: t("schemes.how_backtest"),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            this.#run();
          }}
        >
          ${this.#choice(t("schemes.side_a"), this.a, false, (key) => {
            this.a = key;
            this.periods = this.#offered;
          })}
          ${this.#choice(t("schemes.side_b"), this.b, true, (key) => (this.b = key))}
          ${this.list.canScore ? this.#periodChoice() : nothing}
          <button
            class="go"
            data-testid="run-backtest"
            ?disabled=${this.list.canScore && this.periods.length === 0}
          >
            ${t(this.list.canScore ? "schemes.run" : "schemes.show")}
          </button>
        </form>
        ${
          answer
            ? html`${answer.savedAt ? this.#saved(answer) : nothing}
              ${backtestResult(answer.backtest, this.currency)}`
            : state.is === "idle"
              ? nothing
              : html`<rapport-state
                  .load=${state}
                  .doing=${t("schemes.running")}
                  @retry=${() => this.load.retry()}
                  @cancel=${() => this.load.stop()}
                ></rapport-state>`
        }`,
    });
  }

  #saved({ savedAt, isStale }: BacktestAnswer): TemplateResult {
    return html`<p class=${isStale ? "how stale" : "how"}>
      ${t("schemes.saved_at", { date: dayText(savedAt!) })} ${isStale ? t("schemes.stale") : nothing}
    </p>`;
  }

  #choice(label: string, chosen: string, withDraft: boolean, set: (key: string) => void): TemplateResult {
    return html`<label
      >${label}
      <select @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${
          withDraft && this.draft !== null
            ? html`<option value=${draftKey} ?selected=${chosen === draftKey}>${t("schemes.draft")}</option>`
            : nothing
        }
        ${this.#sides.map(
          (side) => html`<option value=${side.key} ?selected=${side.key === chosen}>${side.label}</option>`,
        )}
      </select></label
    >`;
  }

  #periodChoice(): TemplateResult {
    const turn = (period: string): void => {
      this.periods = this.periods.includes(period)
        ? this.periods.filter((one) => one !== period)
        : [...this.periods, period].sort();
    };
    return html`<fieldset class="period-choice">
      <legend>${t("schemes.periods")}</legend>
      ${this.#offered.map(
        (period) =>
          html`<label
            ><input type="checkbox" .checked=${this.periods.includes(period)} @change=${() => turn(period)} />
            ${period}</label
          >`,
      )}
    </fieldset>`;
  }

  #run(): void {
    const side = (key: string) => {
      if (key === draftKey && this.draft !== null) return { text: this.draft };
      const { id, version } = this.#sides.find((one) => one.key === key)!;
      return { id, version };
    };
    const [idA, idB] = [this.#idOf(this.a), this.#idOf(this.b)];
    if (this.list.canScore) {
      const question = { a: side(this.a), b: side(this.b), periods: [...this.periods] };
      void this.load.run((signal) => runBacktest(question, signal));
    } else if (idA && idB) void this.load.run((signal) => readBacktest(idA, idB, signal));
  }
}
