// Two organisations side by side, and drafts of a third one to redraw: which units differ, and where the people are.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { monthText, periodMonth } from "../../report/period-label.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { t } from "../t.js";
import { monthText as monthName } from "../words.js";
import { readComparison, readDrafts, type Draft, type OrganisationComparison } from "./organisation-data.js";
import "./rapport-draft-editor.js";
import "./rapport-unit-table.js";

/** `show` = day that the draft of that name is now compared with; `gone` = a draft that was deleted. */
interface DraftEvent {
  name?: string;
  show?: string;
  gone?: string;
}

@customElement("rapport-organisation-page")
export class RapportOrganisationPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  private readonly comparison = new Load<OrganisationComparison>(this);
  private readonly drafts = new Load<Draft[]>(this);
  /** The answer that stays in place while the next is fetched. */
  #shown: OrganisationComparison | null = null;
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

  get #sides(): { a: string; b: string } {
    const { search } = router.place;
    return { a: search.get("a") ?? this.meta.history?.from ?? "latest", b: search.get("b") ?? "latest" };
  }

  get #mayDraft(): boolean {
    return this.meta.reader.rights === "person";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) {
      this.#asked = "";
      this.#shown = null;
      if (this.#mayDraft) void this.drafts.run(readDrafts);
    }
    const { a, b } = this.#sides;
    const key = `${a} ${b}`;
    if (key !== this.#asked) {
      this.#asked = key;
      void this.comparison.run((signal) => readComparison(a, b, signal));
    }
    this.#shown = this.comparison.value ?? this.#shown;
  }

  /** After a draft changed: its steps and what it comes to. */
  #changed({ show, gone, name }: DraftEvent): void {
    this.#asked = "";
    void this.drafts.run(readDrafts);
    const { a, b } = this.#sides;
    if (show !== undefined) router.setSearch({ a: show, b: `draft:${name}` }, "replace");
    else if (gone !== undefined && [a, b].includes(`draft:${gone}`))
      router.setSearch({ a: null, b: null }, "replace");
    else this.requestUpdate();
  }

  override render(): TemplateResult {
    const shown = this.#shown;
    const differing = shown?.units.filter(({ changes }) => changes.length > 0).length ?? 0;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">
          ${shown ? t("organisation.h1", { count: differing }) : t("organisation.h1_loading")}
        </h1>
        ${this.meta.history ? this.#controls() : nothing}
      </header>
      <div class="cols">
        <div class="stack">
          ${
            shown && this.comparison.state.is !== "failed"
              ? html`<rapport-unit-table .comparison=${shown}></rapport-unit-table>`
              : html`<rapport-state
                  .load=${this.comparison.state}
                  .doing=${t("organisation.doing")}
                  @retry=${() => this.comparison.retry()}
                  @cancel=${() => this.comparison.stop()}
                ></rapport-state>`
          }
        </div>
        <aside class="margin">
          ${
            this.#mayDraft
              ? html`<rapport-draft-editor
                  .drafts=${this.drafts.value ?? []}
                  .comparison=${shown}
                  .history=${this.meta.history}
                  @rapport-draft=${(event: CustomEvent<DraftEvent>) => this.#changed(event.detail)}
                ></rapport-draft-editor>`
              : html`<section class="mn"><p>${t("organisation.groups_only")}</p></section>`
          }
        </aside>
      </div>`;
  }

  #controls(): TemplateResult {
    const { a, b } = this.#sides;
    const { history } = this.meta;
    const [first, last] = [periodMonth(history!.from)!, periodMonth(history!.to)!];
    const months = Array.from({ length: last - first + 1 }, (_, i) => monthText(last - i));
    const choices = [
      { value: "latest", label: t("organisation.latest") },
      ...(this.drafts.value ?? []).map(({ name }) => ({
        value: `draft:${name}`,
        label: t("organisation.draft_named", { name }),
      })),
      ...months.map((month) => ({ value: month, label: monthName(month) })),
    ];
    const select = (name: "a" | "b", label: string, chosen: string): TemplateResult =>
      html`<label
        >${label}
        <select
          data-testid=${`side-${name}`}
          @change=${(event: Event) => router.setSearch({ [name]: (event.target as HTMLSelectElement).value })}
        >
          ${choices.some(({ value }) => value === chosen) ? nothing : html`<option value=${chosen} selected>${chosen}</option>`}
          ${choices.map(
            (one) => html`<option value=${one.value} ?selected=${one.value === chosen}>${one.label}</option>`,
          )}
        </select></label
      >`;
    return html`<div class="asof">
      ${select("a", t("organisation.left"), a)} ${select("b", t("organisation.right"), b)}
    </div>`;
  }
}
