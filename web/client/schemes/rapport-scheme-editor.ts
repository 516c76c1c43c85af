// A scheme's file → form and text side by side, each changing the other; slips by line and field, doubts, a trial on a past period.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import "./rapport-score-histogram.js";
import {
  checkScheme,
  previewScheme,
  saveScheme,
  type ListedScheme,
  type SchemeCheck,
  type SchemeList,
  type SchemePreview,
  type Slip,
} from "./scheme-data.js";
import { draftValue, type DraftValue } from "./scheme-draft.js";
import { schemeForm } from "./scheme-form.js";
import { plain } from "./plain-number.js";
import { scoreTable } from "./score-table.js";

const quietMs = 350;

/** Emits "draft" with the text as it stands, and "saved" with the new list. */
@customElement("rapport-scheme-editor")
export class RapportSchemeEditor extends RapportElement {
  @property({ type: Number }) number = 2;
  @property({ attribute: false }) meta!: Meta;
  /** Null: a new file. */
  @property({ attribute: false }) scheme: ListedScheme | null = null;
  @property({ attribute: false }) begin = "";
  @property({ attribute: false }) list!: SchemeList;
  @state() private text = "";
  @state() private version = 0;
  @state() private checked: SchemeCheck | null = null;
  @state() private isSaved = false;
  private readonly check = new Load<SchemeCheck>(this);
  private readonly preview = new Load<SchemePreview>(this);
  private readonly saving = new Load<SchemeList>(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the form shows while the text is no YAML. */
  #last: DraftValue = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("scheme") && !changed.has("begin")) return;
    const before = changed.get("scheme");
    const isSame = before && this.scheme && before.id === this.scheme.id && before.hash === this.scheme.hash;
    if (isSame && this.text !== "") return;
    const isOwnSave = this.isSaved && before?.id === this.scheme?.id;
    this.text = this.scheme?.text ?? this.begin;
    if (!isOwnSave) {
      this.version = Math.max(0, (draftValue(this.text)?.versions?.length ?? 1) - 1);
      this.isSaved = false;
      this.preview.state = { is: "idle" };
    }
    this.checked = null;
    this.#check();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  get #value(): DraftValue | null {
    const value = draftValue(this.text);
    if (value) this.#last = value;
    return value;
  }

  #write(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.isSaved = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), quietMs);
    this.dispatchEvent(new CustomEvent("draft", { detail: this.isChanged ? text : null }));
  }

  #check(): void {
    void this.check.run(async (signal) => (this.checked = await checkScheme(this.text, signal)));
  }

  get isChanged(): boolean {
    return this.text !== (this.scheme?.text ?? "");
  }

  override render(): TemplateResult {
    const value = this.#value;
    const shown = value ?? this.#last;
    const name =
      shown.name?.en || shown.name?.zh ? say({ en: shown.name.en ?? "", zh: shown.name.zh ?? "" }) : "–";
    return figure({
      id: "figure-scheme-editor",
      number: this.number,
      title: t("schemes.fig_edit", { name }),
      how: t(this.list.canWrite ? "schemes.how_edit" : "schemes.how_read"),
      body: html`<div class="scheme-sides">
          <section aria-label=${t("schemes.form")}>
            ${value ? nothing : html`<p class="slip" role="status">${t("schemes.unreadable")}</p>`}
            <fieldset class="bare" ?disabled=${!this.list.canWrite || value === null}>
              ${schemeForm({
                text: this.text,
                value: shown,
                version: Math.min(this.version, Math.max(0, (shown.versions?.length ?? 1) - 1)),
                metrics: this.list.metrics,
                dimensions: this.meta.dimensions,
                slips: this.checked?.slips ?? [],
                write: (text) => this.#write(text),
                choose: (version) => (this.version = version),
              })}
            </fieldset>
          </section>
          ${this.#textSide()}
        </div>
        ${this.list.canWrite ? this.#acts(shown) : nothing} ${this.list.canScore ? this.#trial() : nothing}`,
    });
  }

  #textSide(): TemplateResult {
    const { checked } = this;
    return html`<section class="scheme-text">
      <label
        >${t("schemes.text")}
        <textarea
          data-testid="scheme-yaml"
          spellcheck="false"
          autocomplete="off"
          wrap="off"
          rows="26"
          ?readonly=${!this.list.canWrite}
          .value=${this.text}
          @input=${(event: Event) => this.#write((event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <div aria-live="polite" data-testid="slips">
        ${
          checked === null
            ? html`<p class="quiet">${t("schemes.checking")} …</p>`
            : html`<p class=${checked.slips.length > 0 ? "slip" : "quiet"}>
                  ${t("schemes.slips", { count: checked.slips.length })}
                </p>
                ${this.#notes(checked.slips, "slip")}
                ${
                  checked.slips.length > 0
                    ? nothing
                    : html`<p class="quiet">${t("schemes.warnings", { count: checked.warnings.length })}</p>
                        ${this.#notes(checked.warnings, "doubt")}`
                }`
        }
      </div>
    </section>`;
  }

  #notes(notes: readonly Slip[], kind: string): TemplateResult {
    return html`<ul class="notes">
      ${notes.map(
        ({ line, text }) =>
          html`<li class=${kind}>
            <button type="button" class="flat" @click=${() => this.#goTo(line)}>
              ${t("schemes.line", { line })}
            </button>
            ${say(text)}
          </li>`,
      )}
    </ul>`;
  }

  #goTo(line: number): void {
    const area = this.querySelector("textarea");
    if (!area) return;
    const lines = this.text.split("\n");
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.focus();
    area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    area.scrollTop = (line - 4) * (area.scrollHeight / Math.max(1, lines.length));
  }

  #acts({ id }: DraftValue): TemplateResult {
    const holds = this.checked !== null && this.checked.slips.length === 0 && id !== undefined;
    const failed = this.saving.state.is === "failed" ? this.saving.state.error.detail : null;
    return html`<p class="acts" role="status">
        ${
          this.isChanged || this.scheme?.isOwn === false
            ? html`<button
                class="go"
                data-testid="save-scheme"
                ?disabled=${!holds}
                @click=${() => this.#save(id!)}
              >
                ${t("schemes.save", { id: id ?? "…" })}
              </button>`
            : nothing
        }
        ${
          this.isChanged && this.scheme
            ? html`<button class="link" @click=${() => this.#write(this.scheme!.text)}>
                ${t("schemes.revert")}
              </button>`
            : nothing
        }
        ${this.isSaved ? t("schemes.saved") : nothing}
      </p>
      ${failed ? html`<p class="slip" role="alert">${failed.message} ${failed.hint}</p>` : nothing}`;
  }

  #save(id: string): void {
    // a shipped example becomes the company's own; another id is another file
    const expected = this.scheme?.isOwn && this.scheme.id === id ? this.scheme.hash : null;
    void this.saving.run(async () => {
      const list = await saveScheme(id, this.text, expected);
      this.isSaved = true;
      this.dispatchEvent(new CustomEvent("saved", { detail: { list, id } }));
      return list;
    });
  }

  #trial(): TemplateResult {
    const { state } = this.preview;
    const found = this.preview.value;
    const holds = this.checked !== null && this.checked.slips.length === 0;
    return html`<p class="acts">
        <button class="out" data-testid="preview" ?disabled=${!holds} @click=${() => this.#try()}>
          ${t("schemes.preview")}
        </button>
      </p>
      ${
        state.is === "idle" || found
          ? nothing
          : html`<rapport-state
              .load=${state}
              .doing=${t("schemes.previewing")}
              @retry=${() => this.preview.retry()}
              @cancel=${() => this.preview.stop()}
            ></rapport-state>`
      }
      ${found ? this.#tried(found) : nothing}`;
  }

  #try(): void {
    const text = this.text;
    void this.preview.run((signal) => previewScheme(text, signal));
  }

  #tried({ period, facts, example }: SchemePreview): TemplateResult {
    return html`<div data-testid="previewed">
      <h3>
        ${t("schemes.preview_title", {
          period,
          count: facts.people,
          mean: plain(Math.round(facts.mean * 10) / 10),
          median: plain(Math.round(facts.median * 10) / 10),
        })}
      </h3>
      <rapport-score-histogram
        .a=${facts.histogram}
        .edges=${facts.bands.map(({ atLeast }) => atLeast)}
      ></rapport-score-histogram>
      <h3>${t("schemes.example")}</h3>
      ${example ? scoreTable(example, t("schemes.example")) : html`<p>${t("schemes.too_few")}</p>`}
    </div>`;
  }
}
