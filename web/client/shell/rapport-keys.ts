// ? lists the keys; Esc closes, and the focus returns to where it was.
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const withCommand = (key: string): string[] => (mac ? [`⌘${key}`] : ["Ctrl", key]);

const groups: { title: MessageKey; keys: [string[], MessageKey][] }[] = [
  {
    title: "keys.everywhere",
    keys: [
      [withCommand("K"), "keys.find"],
      [["?"], "keys.this"],
      [["Tab"], "keys.next"],
      [["Enter"], "keys.open"],
      [["Esc"], "keys.back"],
    ],
  },
  {
    title: "keys.charts",
    keys: [
      [["←", "→"], "keys.marks"],
      [["Home", "End"], "keys.ends"],
      [["Enter"], "keys.evidence"],
    ],
  },
  {
    title: "keys.reports",
    keys: [
      [["↑", "↓"], "keys.fields"],
      [["Enter"], "keys.add"],
      [["←", "→", "↑", "↓"], "keys.move"],
      [["Delete"], "keys.remove"],
      [withCommand("Z"), "keys.undo"],
      [mac ? ["⇧⌘Z"] : ["Ctrl", "Shift", "Z"], "keys.redo"],
    ],
  },
];

@customElement("rapport-keys")
export class RapportKeys extends RapportElement {
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0];
    if (
      at instanceof HTMLInputElement ||
      at instanceof HTMLTextAreaElement ||
      at instanceof HTMLSelectElement
    )
      return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.#open();
  };

  readonly #open = (): void => this.querySelector("dialog")?.showModal();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#key);
    document.addEventListener("rapport-keys", this.#open);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.#key);
    document.removeEventListener("rapport-keys", this.#open);
  }

  override render(): TemplateResult {
    const close = (): void => this.querySelector("dialog")?.close();
    return html`<dialog
      class="keys"
      aria-labelledby="keys-title"
      data-testid="keys"
      @click=${(event: Event) => event.target === event.currentTarget && close()}
    >
      <div class="in">
        <h2 id="keys-title">${t("keys.title")}</h2>
        <div class="key-groups">
          ${groups.map(
            ({ title, keys }) =>
              html`<section>
                <h3>${t(title)}</h3>
                <dl>
                  ${keys.map(
                    ([names, what]) =>
                      html`<dt>${names.map((name) => html`<kbd>${name}</kbd> `)}</dt>
                        <dd>${t(what)}</dd>`,
                  )}
                </dl>
              </section>`,
          )}
        </div>
        <p class="acts"><button class="out" @click=${close}>${t("shell.close")}</button></p>
      </div>
    </dialog>`;
  }
}
