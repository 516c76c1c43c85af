// Claims: a text is pasted, its numbers are checked, and what is found stands beside the marked text.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Finding, Verdict } from "../../../models/claims/index.js";
import type { ClaimsAnswer } from "../../server/claim-routes.js";
import { postJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { markedText } from "./marked-text.js";

const examples = ["change", "weights", "table", "survey"] as const;
const marked: readonly Verdict[] = ["wrong", "doubtful", "incomplete", "ambiguous"];

@customElement("rapport-claims-page")
export class RapportClaimsPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @state() private text = "";
  private readonly answer = new Load<ClaimsAnswer>(this);
  #reader = "";

  protected override willUpdate(): void {
    // another reader may see other numbers of our own: what was answered to the one before goes
    const { id } = this.meta.reader;
    if (this.#reader !== "" && this.#reader !== id && this.text.trim() !== "") this.#check();
    this.#reader = id;
  }

  override render(): TemplateResult {
    const found = this.answer.value;
    const count = found ? marked.reduce((all, verdict) => all + found.counts[verdict], 0) : 0;
    return html`<header class="head">
        <p class="crumb">${t("claims.crumb")}</p>
        <h1 data-testid="title">${found ? t("claims.h1_done", { count }) : t("claims.h1")}</h1>
        <p class="how">${t("claims.how")}</p>
      </header>
      <div class="cols">
        <div class="stack">
          ${this.#form()}
          ${found ? this.#found(found) : this.answer.state.is === "idle" ? nothing : this.#waiting()}
        </div>
        <aside class="margin">
          <div class="mn">
            <h2>${t("claims.what_title")}</h2>
            <p>${t("claims.what")}</p>
          </div>
          <div class="mn light">
            <h2>${t("claims.own_title")}</h2>
            <p>${t("claims.own")}</p>
          </div>
        </aside>
      </div>`;
  }

  #form(): TemplateResult {
    return html`<form
      class="claims-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#check();
      }}
    >
      <label for="claims-text">${t("claims.text")}</label>
      <textarea
        id="claims-text"
        data-testid="claims-text"
        rows="7"
        maxlength="50000"
        required
        .value=${this.text}
        @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#check();
        }}
      ></textarea>
      <p class="claims-acts">
        <button class="go" data-testid="check-claims" ?disabled=${this.text.trim() === ""}>
          ${t("claims.check")}
        </button>
        <span>${t("claims.examples")}</span>
        ${examples.map(
          (name) =>
            html`<button
              type="button"
              class="flat"
              data-testid=${`example-${name}`}
              @click=${() => this.#example(name)}
            >
              ${t(`claims.example_${name}`)}
            </button>`,
        )}
      </p>
    </form>`;
  }

  #waiting(): TemplateResult {
    return html`<rapport-state
      .load=${this.answer.state}
      .doing=${t("claims.doing")}
      @retry=${() => this.answer.retry()}
      @cancel=${() => this.answer.stop()}
    ></rapport-state>`;
  }

  #found({ text, findings, counts, numbers }: ClaimsAnswer): TemplateResult {
    if (findings.length === 0)
      return html`<div class="state" data-testid="no-claims">
        <p><b>${t("claims.none")}</b></p>
        <p>${t("claims.numbers", { numbers })} ${t("claims.none_next")}</p>
      </div>`;
    return html`<section aria-labelledby="claims-marked">
        <h2 id="claims-marked" class="claims-h">${t("claims.marked")}</h2>
        <div class="claims-text" data-testid="marked">${markedText(text, findings)}</div>
        <p class="claims-legend">
          ${[...marked, "consistent" as const, "not_checkable" as const]
            .filter((verdict) => counts[verdict] > 0)
            .map(
              (verdict) =>
                html`<span class="claim is-${verdict}">${t(`claims.${verdict}`)} ${counts[verdict]}</span>`,
            )}
        </p>
      </section>
      <section aria-labelledby="claims-found">
        <h2 id="claims-found" class="claims-h">${t("claims.found")}</h2>
        ${this.#lists(text, findings)}
      </section>`;
  }

  /** What to look at; behind it, closed, what holds. Numbers are those of the marks. */
  #lists(text: string, findings: readonly Finding[]): TemplateResult {
    const numbered = findings.map((finding, i) => ({ finding, number: i + 1 }));
    const [open, rest] = [true, false].map((is) =>
      numbered.filter(({ finding }) => marked.includes(finding.verdict) === is),
    ) as [typeof numbered, typeof numbered];
    const list = (of: typeof numbered, id: string): TemplateResult =>
      html`<ol class="claims-list" data-testid=${id}>
        ${of.map(({ finding, number }) => this.#finding(text, finding, number))}
      </ol>`;
    return html`${open.length > 0 ? list(open, "findings") : nothing}
    ${
      rest.length > 0
        ? html`<details class="claims-rest" ?open=${open.length === 0}>
            <summary>${t("claims.rest", { count: rest.length })}</summary>
            ${list(rest, "findings-rest")}
          </details>`
        : nothing
    }`;
  }

  #finding(text: string, { verdict, spans, reason, right, settle }: Finding, number: number): TemplateResult {
    const [{ start, end }] = spans;
    return html`<li id=${`claim-${number}`} tabindex="-1" data-verdict=${verdict} data-number=${number}>
      <p class="claims-verdict">
        <span class="claim is-${verdict}">${t(`claims.${verdict}`)}</span>
        <a class="claims-back" href=${`#mark-${number}`} title=${t("claims.back")}
          ><q>${text.slice(start, end).trim()}</q></a
        >
      </p>
      <p>${say(reason)}</p>
      ${
        right || settle
          ? html`<dl class="kv">
              ${
                right
                  ? html`<dt>${t("claims.right")}</dt>
                      <dd>${say(right)}</dd>`
                  : nothing
              }
              ${
                settle
                  ? html`<dt>${t("claims.settle")}</dt>
                      <dd>${say(settle)}</dd>`
                  : nothing
              }
            </dl>`
          : nothing
      }
    </li>`;
  }

  #example(name: (typeof examples)[number]): void {
    this.text = t(`claims.example_${name}_text`);
    this.#check();
  }

  #check(): void {
    const { text } = this;
    if (text.trim() === "") return;
    void this.answer.run((signal) => postJson<ClaimsAnswer>("/api/claims", { text }, { signal }));
  }
}
