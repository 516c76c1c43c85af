// Notebooks: a list, or one of them as the server ran it, in a frame that may run no script.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LocalisedError } from "../../../engine/errors.js";
import { ApiError, requestJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load, type LoadState } from "../load.js";
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
  /** How the frame fares: a notebook takes as long as its questions. */
  @state() private frame: LoadState<true> = { is: "idle" };
  #asked = "";
  readonly #resized = new ResizeObserver(([entry]) => fit(entry.target as HTMLIFrameElement));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const asked = `${this.name} ${session.locale} ${session.as}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (this.name) this.frame = { is: "waiting", since: performance.now() };
    if (this.list.value === undefined || !this.name)
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
        <h1 data-testid="title" class=${this.name && this.frame.is === "done" ? "vh" : nothing}>
          ${this.name ? this.#title : t("pages.notebooks_h1")}
        </h1>
        ${this.name ? nothing : html`<p class="how">${t("pages.notebooks_how")}</p>`}
      </header>
      ${this.name ? this.#one() : this.#all()}`;
  }

  /** As its file names it; its own page repeats the title on its paper, so ours is then only spoken. */
  get #title(): string {
    const line = this.list.value?.find(({ name }) => name === this.name);
    return line ? say(line.title) : t("shell.notebooks");
  }

  protected override updated(): void {
    if (this.name && this.list.value) {
      document.title = document.title.replace(/^[^·]+/, `${this.#title} `);
    }
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
    const failed = this.frame.is === "failed";
    // sandbox without allow-scripts: text, tables and SVG only, under the page's own policy.
    return html`${
        this.frame.is === "done"
          ? nothing
          : html`<rapport-state
              .load=${this.frame}
              .doing=${t("pages.notebooks_running")}
              @retry=${() => this.#again()}
              @cancel=${() => history.back()}
            ></rapport-state>`
      }<iframe
        class="notebook"
        ?hidden=${failed}
        sandbox="allow-same-origin"
        title=${t("pages.notebook_frame", { name: this.#title })}
        src=${`/api/notebooks/${encodeURIComponent(this.name)}/page?${asked}`}
        @load=${(event: Event) => this.#ran(event.target as HTMLIFrameElement)}
      ></iframe>`;
  }

  #ran(frame: HTMLIFrameElement): void {
    const page = frame.contentDocument;
    if (page?.contentType === "text/html" && page.URL !== "about:blank") {
      this.frame = { is: "done", value: true };
      this.#resized.observe(frame);
      fit(frame);
      return;
    }
    this.frame = { is: "failed", error: errorIn(page) };
  }

  #again(): void {
    const frame = this.querySelector("iframe");
    this.frame = { is: "waiting", since: performance.now() };
    if (frame) frame.src = String(frame.src);
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
  const height = frame.contentDocument?.documentElement.getBoundingClientRect().height;
  if (height) frame.style.height = `${Math.ceil(height) + 8}px`;
}

/** The server answers a notebook that failed with its reason as JSON; no answer leaves a page we may not read. */
function errorIn(page: Document | null): ApiError {
  try {
    return new ApiError(422, JSON.parse(page?.body.textContent ?? "") as LocalisedError);
  } catch {
    return new ApiError(0, { code: "server_unreachable", message: "", hint: "", facts: {} });
  }
}
