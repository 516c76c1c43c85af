// The frame around every page: top line, whose eyes, the page of the address, tab bar, palette.
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { Load } from "../load.js";
import { loadMeta, type Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { pageFor, type Page } from "./pages.js";
import "./rapport-top-line.js";
import "./rapport-section-links.js";
import "./rapport-tab-bar.js";
import "./rapport-keys.js";
import "./rapport-palette.js";
import "../figure/rapport-state.js";

/** Owns the workspace's description (`Meta`) and hands it down; pages own the rest. */
@customElement("rapport-app")
export class RapportApp extends RapportElement {
  private readonly meta = new Load<Meta>(this);
  #lastPath = location.pathname;
  #asked = "";

  readonly #moved = (): void => {
    if (location.pathname !== this.#lastPath) {
      this.#lastPath = location.pathname;
      void this.updateComplete.then(() => this.querySelector<HTMLElement>("main")?.focus());
    }
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
    this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  protected override sessionChanged(): void {
    if (this.#asked !== (session.as ?? "")) this.#load();
  }

  #load(): void {
    this.#asked = session.as ?? "";
    void this.meta.run(async (signal) => {
      try {
        return await loadMeta(signal);
      } catch (error) {
        // A person remembered from another workspace: look with one's own eyes instead of failing.
        if (session.as === null || signal.aborted) throw error;
        session.setAs(null);
        return loadMeta(signal);
      }
    });
  }

  override render(): TemplateResult {
    const { path } = router.place;
    const page = pageFor(path);
    const meta = this.meta.value;
    document.title = [t(page.title), meta ? say(meta.workspace.name) : "", "Rapport"]
      .filter(Boolean)
      .join(" · ");
    return html`
      <a class="skip" href="#main">${t("shell.skip")}</a>
      <rapport-top-line .meta=${meta} .section=${page.section}></rapport-top-line>
      <rapport-section-links .section=${page.section} .path=${path}></rapport-section-links>
      ${meta && session.as !== null ? this.#viewingAs(meta) : ""}
      <main class="page" id="main" tabindex="-1" data-testid="page-${page.section}">
        ${
          meta
            ? this.#page(page, meta, path)
            : html`<rapport-state
                .load=${this.meta.state}
                .doing=${t("states.opening")}
                @retry=${() => this.meta.retry()}
                @cancel=${() => this.meta.stop()}
              ></rapport-state>`
        }
      </main>
      <rapport-tab-bar .section=${page.section}></rapport-tab-bar>
      <rapport-palette .meta=${meta}></rapport-palette>
      <rapport-keys></rapport-keys>
    `;
  }

  /** Without a month of employment there is nothing to ask: what to import stands there instead. */
  #page(page: Page, meta: Meta, path: string): TemplateResult {
    const needsHistory =
      page.section !== "data" && page.section !== "notebooks" && page.section !== "missing";
    if (meta.history !== null || !needsHistory) return page.draw(meta, path);
    return html`<header class="head"><h1 data-testid="title">${t("data.empty_title")}</h1></header>
      <div class="state" data-testid="empty">
        <p><b>${t("states.empty")}</b></p>
        <p>${t("data.empty")}</p>
        <p class="acts"><a class="link" href="/data">${t("states.import_file")}</a></p>
      </div>`;
  }

  #viewingAs(meta: Meta): TemplateResult {
    return html`<div class="as-strip" role="status" data-testid="viewing-as">
      <p>
        <span>${t("shell.viewing_as", { name: meta.reader.name, k: meta.workspace.k })}</span>
        <button class="link" @click=${() => session.setAs(null)}>${t("shell.stop_viewing_as")}</button>
      </p>
    </div>`;
  }
}
