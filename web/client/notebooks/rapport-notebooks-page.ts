// Notebooks: a list, or one of them as the server ran it, in a frame that may run no script.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { requestJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";

interface NotebookLine {
  name: string;
  title: { en: string; zh: string } | string;
  question?: { en: string; zh: string } | string;
}

@customElement("rapport-notebooks-page")
export class RapportNotebooksPage extends RapportElement {
  /** Name of the notebook in the address; "" = the list. */
  @property() name = "";
  private readonly list = new Load<NotebookLine[]>(this);
  #asked = "";

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const asked = `${this.name} ${session.locale} ${session.as}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (!this.name)
      void this.list.run(async (signal) => {
        const { notebooks } = await requestJson<{ notebooks: NotebookLine[] }>("/api/notebooks", { signal });
        return notebooks;
      });
  }

  override render(): TemplateResult {
    return html`<header class="head">
        <p class="crumb">
          ${this.name ? html`<a href="/notebooks">${t("pages.notebooks_back")}</a>` : t("shell.notebooks")}
        </p>
        <h1 data-testid="title">${this.name || t("pages.notebooks_h1")}</h1>
        ${this.name ? nothing : html`<p class="how">${t("pages.notebooks_how")}</p>`}
      </header>
      ${this.name ? this.#one() : this.#all()}`;
  }

  #all(): TemplateResult {
    const notebooks = this.list.value;
    if (!notebooks) return this.#waiting(this.list, t("pages.notebooks_listing"));
    if (notebooks.length === 0)
      return html`<div class="state" data-testid="empty">
        <p><b>${t("pages.notebooks_none")}</b></p>
        <p>${t("pages.notebooks_none_text")}</p>
      </div>`;
    return html`<ul class="sources">
      ${notebooks.map(
        ({ name, title, question }) =>
          html`<li>
            <h2><a href=${`/notebooks/${encodeURIComponent(name)}`}>${say(title)}</a></h2>
            ${question ? html`<p>${say(question)}</p>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #one(): TemplateResult {
    const asked = new URLSearchParams({ locale: session.locale });
    if (session.as !== null) asked.set("as", session.as);
    // sandbox without allow-scripts: text, tables and SVG only, under the page's own policy.
    return html`<iframe
      class="notebook"
      sandbox="allow-same-origin"
      title=${t("pages.notebook_frame", { name: this.name })}
      src=${`/api/notebooks/${encodeURIComponent(this.name)}/page?${asked}`}
      @load=${(event: Event) => fit(event.target as HTMLIFrameElement)}
    ></iframe>`;
  }

  #waiting(load: Load<unknown>, doing: string): TemplateResult {
    return html`<rapport-state
      .load=${load.state}
      .doing=${doing}
      @retry=${() => load.retry()}
      @cancel=${() => load.stop()}
    ></rapport-state>`;
  }
}

/** As tall as its content: the page scrolls, not the frame. */
function fit(frame: HTMLIFrameElement): void {
  const height = frame.contentDocument?.documentElement.scrollHeight;
  if (height) frame.style.height = `${height + 8}px`;
}
