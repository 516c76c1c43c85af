// ⌘K or Ctrl K: type a few letters, arrows, Enter.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { requestJson } from "../api.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { t } from "../t.js";
import { matching, paletteEntries, type PaletteEntry, type SavedReport } from "./palette-entries.js";

@customElement("rapport-palette")
export class RapportPalette extends RapportElement {
  @property({ attribute: false }) meta?: Meta;
  @state() private typed: string = "";
  @state() private at: number = 0;
  @state() private reports: SavedReport[] = [];

  readonly #open = (): void => {
    const dialog = this.querySelector("dialog");
    if (!dialog || dialog.open) return;
    this.typed = "";
    this.at = 0;
    dialog.showModal();
    this.querySelector("input")?.focus();
    void this.#loadReports();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      this.#open();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#key);
    document.addEventListener("rapport-palette", this.#open);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("rapport-palette", this.#open);
  }

  async #loadReports(): Promise<void> {
    // The palette stays useful without the list: pages and metrics are known already.
    const answer = await requestJson<{ reports: SavedReport[] }>("/api/reports").catch(() => undefined);
    this.reports = answer?.reports ?? [];
  }

  #run(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    this.querySelector("dialog")?.close();
    if ("href" in entry.run) router.go(entry.run.href);
    else entry.run.act();
  }

  #walk(event: KeyboardEvent, found: PaletteEntry[]): void {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.#run(found[this.at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.at = found.length === 0 ? 0 : (this.at + step + found.length) % found.length;
      void this.updateComplete.then(() =>
        this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }),
      );
    }
  }

  override render(): TemplateResult {
    const found = matching(paletteEntries(this.meta, this.reports), this.typed);
    return html`<dialog
      class="palette"
      aria-label=${t("shell.find_everything")}
      data-testid="palette"
      @click=${(event: Event) => event.target === event.currentTarget && this.querySelector("dialog")?.close()}
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant=${found.length > 0 ? `palette-${this.at}` : nothing}
        aria-label=${t("shell.find_everything")}
        placeholder=${t("shell.find_everything")}
        autocomplete="off"
        .value=${this.typed}
        @input=${(event: Event) => {
          this.typed = (event.target as HTMLInputElement).value;
          this.at = 0;
        }}
        @keydown=${(event: KeyboardEvent) => this.#walk(event, found)}
      />
      <ul id="palette-list" role="listbox" aria-label=${t("shell.find_everything")}>
        ${found.map(
          (entry, i) =>
            html`<li
              id=${`palette-${i}`}
              role="option"
              aria-selected=${i === this.at}
              @click=${() => this.#run(entry)}
              @pointermove=${() => (this.at = i)}
            >
              <span>${entry.label}</span><small>${t(`shell.kind_${entry.kind}`)}</small>
            </li>`,
        )}
      </ul>
      ${found.length === 0 ? html`<p class="none">${t("shell.find_nothing", { text: this.typed })}</p>` : nothing}
      <p class="vh" role="status">${t("shell.find_count", { count: found.length })}</p>
    </dialog>`;
  }
}
