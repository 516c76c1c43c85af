// The overview: sentences first, then what changed, who came and went, and unit by unit; the evidence in the margin.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { monthText } from "../words.js";
import "../figure/rapport-evidence-place.js";
import "../figure/rapport-state.js";
import type { Fact } from "./fact.js";
import { factsOf, phaseWords } from "./facts-of.js";
import { sentencesOf, titleOf } from "./narrative.js";
import { loadOverview, type OverviewData } from "./overview-data.js";
import type { Span } from "./phases.js";
import { piecesOf, sentenceText } from "./sentence-words.js";
import "./rapport-flow-figure.js";
import "./rapport-measure-figure.js";
import "./rapport-overview-head.js";
import "./rapport-overview-notes.js";
import "./rapport-unit-figure.js";

/** Owns the answers and which number is chosen (`?n=`); `?people=` narrows to a part of the company. */
@customElement("rapport-overview-page")
export class RapportOverviewPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta & { history: Span };
  private readonly data = new Load<OverviewData>(this);
  #asked = "";

  readonly #moved = (): void => {
    this.#ask();
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
    this.addEventListener("rapport-fact", this.#chosen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) this.#ask();
  }

  readonly #chosen = (event: Event): void => {
    const { fact, show } = (event as CustomEvent<{ fact: Fact; show: boolean }>).detail;
    router.setSearch({ n: fact.id }, "replace");
    if (show) this.querySelector("rapport-evidence-place")?.show();
  };

  #ask(): void {
    const people = router.place.search.get("people");
    const question = `${this.meta.snapshot} ${this.meta.reader.id} ${people}`;
    if (question === this.#asked) return;
    this.#asked = question;
    void this.data.run((signal) => loadOverview(this.meta, people, signal));
  }

  override render(): TemplateResult {
    const data = this.data.value;
    const { locale } = session;
    const { currency } = this.meta.workspace;
    const separator = locale === "zh" ? "" : " ";
    const title = data
      ? titleOf(data)
          .map((sentence) => sentenceText(sentence, locale, currency))
          .join(separator)
          .replace(/；$/, "")
      : t("overview.h1_plain");
    return html`<rapport-overview-head
        .meta=${this.meta}
        .data=${data}
        .title=${title}
      ></rapport-overview-head>
      ${data ? this.#body(data) : this.#waiting()}`;
  }

  #waiting(): TemplateResult {
    const { from, to } = this.meta.history;
    return html`<rapport-state
      .load=${this.data.state}
      .doing=${t("overview.doing", { from: monthText(from), to: monthText(to) })}
      @retry=${() => this.data.retry()}
      @cancel=${() => this.data.stop()}
    ></rapport-state>`;
  }

  #body(data: OverviewData): TemplateResult {
    const facts = factsOf(data);
    const chosen = facts.find(({ id }) => id === router.place.search.get("n")) ?? facts[0] ?? null;
    return html`<div class="cols">
      <div class="stack">
        <section aria-label=${t("shell.overview")}>${this.#sentences(data, chosen)}</section>
        <rapport-measure-figure .meta=${this.meta} .data=${data}></rapport-measure-figure>
        <rapport-flow-figure .meta=${this.meta} .data=${data}></rapport-flow-figure>
        ${
          data.units.length > 1
            ? html`<rapport-unit-figure .meta=${this.meta} .data=${data}></rapport-unit-figure>`
            : nothing
        }
      </div>
      <aside class="margin" aria-label=${t("evidence.title")}>
        <rapport-evidence-place
          .meta=${this.meta}
          .fact=${chosen}
          .about=${chosen ? phaseWords(chosen, data) : ""}
        ></rapport-evidence-place>
        <rapport-overview-notes .meta=${this.meta} .data=${data}></rapport-overview-notes>
      </aside>
    </div>`;
  }

  #sentences(data: OverviewData, chosen: Fact | null): TemplateResult {
    const { locale } = session;
    const space = locale === "zh" ? "" : " ";
    return html`<p class="say" data-testid="narrative">
      ${sentencesOf(data).map(
        (sentence) =>
          html`${piecesOf(sentence, locale, this.meta.workspace.currency).map((piece) =>
            typeof piece === "string"
              ? piece
              : html`<a
                  class="num"
                  href=${`?n=${encodeURIComponent(piece.number.fact.id)}`}
                  aria-current=${piece.number.fact.id === chosen?.id ? "true" : nothing}
                  title=${`${say(piece.number.fact.metric.label)} · ${phaseWords(piece.number.fact, data)}`}
                  @click=${(event: Event) => this.#choose(event, piece.number.fact)}
                  >${piece.text}</a
                >`,
          )}${space}`,
      )}
    </p>`;
  }

  #choose(event: Event, fact: Fact): void {
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("rapport-fact", { detail: { fact, show: true } }));
  }
}
