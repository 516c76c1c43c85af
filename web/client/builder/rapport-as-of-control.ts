// On which organisation and with whose knowledge a report is answered: each month's own and today's, or others.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { monthText, periodMonth } from "../../report/period-label.js";
import type { ReportSpec } from "../../report/report-spec.js";
import { requestJson } from "../api.js";
import { importText, readImports, type KnownImport } from "../history/known-times.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { monthText as monthName } from "../words.js";
import { reportEvent } from "./report-event.js";
import "./rapport-popup.js";

@customElement("rapport-as-of-control")
export class RapportAsOfControl extends RapportElement {
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) meta!: Meta;
  @state() private imports: KnownImport[] = [];
  @state() private drafts: string[] = [];
  #asked = false;

  override render(): TemplateResult {
    const said = asOfText(this.report.asOf);
    return html`<span
      >${t("builder.as_of")}
      <rapport-popup
        look="as-control"
        kind="dialog"
        .test=${"as-of"}
        .says=${`${t("builder.as_of")}: ${said}`}
        .face=${said}
        .content=${() => this.#choices()}
      ></rapport-popup
    ></span>`;
  }

  /** Asked when the control is first opened: most reports never need it. */
  async #load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const [imports, { drafts }] = await Promise.all([
      readImports().catch(() => []),
      requestJson<{ drafts: { name: string }[] }>("/api/org-drafts").catch(() => ({ drafts: [] })),
    ]);
    this.imports = imports;
    this.drafts = drafts.map(({ name }) => name);
  }

  #choices(): TemplateResult {
    void this.#load();
    const { org, known } = this.report.asOf ?? {};
    const { history } = this.meta;
    const [first, last] = [periodMonth(history?.from ?? null), periodMonth(history?.to ?? null)];
    const months =
      first === null || last === null
        ? []
        : Array.from({ length: last - first + 1 }, (_, i) => monthText(last - i));
    const set = (change: { org?: string; known?: string }): void => {
      const next = { org, known, ...change };
      this.dispatchEvent(
        reportEvent({
          do: "as_of",
          ...(next.org && { org: next.org }),
          ...(next.known && { known: next.known }),
        }),
      );
    };
    const earlier = this.imports.slice(0, -1).reverse();
    return html`<div class="range">
      <label
        >${t("builder.organisation")}<select
          data-testid="as-of-org"
          @change=${(event: Event) => set({ org: (event.target as HTMLSelectElement).value })}
        >
          <option value="" ?selected=${!org}>${t("builder.org_own")}</option>
          <option value="latest" ?selected=${org === "latest"}>${t("builder.org_latest")}</option>
          ${this.drafts.map(
            (name) =>
              html`<option value=${`draft:${name}`} ?selected=${org === `draft:${name}`}>
                ${t("builder.org_draft", { name })}
              </option>`,
          )}
          ${months.map(
            (month) =>
              html`<option value=${month} ?selected=${org === month}>
                ${t("builder.org_month", { month: monthName(month) })}
              </option>`,
          )}
          ${org && !isListed(org, months, this.drafts) ? html`<option value=${org} selected>${org}</option>` : nothing}
        </select></label
      >
      <label
        >${t("builder.known")}<select
          data-testid="as-of-known"
          @change=${(event: Event) => set({ known: (event.target as HTMLSelectElement).value })}
        >
          <option value="" ?selected=${!known}>${t("builder.known_now")}</option>
          ${earlier.map(
            (one) => html`<option value=${one.id} ?selected=${known === one.id}>${importText(one)}</option>`,
          )}
          ${known && !earlier.some(({ id }) => id === known) ? html`<option value=${known} selected>${known}</option>` : nothing}
        </select></label
      >
      <p class="quiet">${t("builder.as_of_how")}</p>
    </div>`;
  }
}

const isListed = (org: string, months: readonly string[], drafts: readonly string[]): boolean =>
  org === "latest" || months.includes(org) || drafts.some((name) => org === `draft:${name}`);

/** "own, now"; "latest organisation"; "draft reorg, as known on 0003-…". */
export function asOfText(asOf: ReportSpec["asOf"]): string {
  const org = asOf?.org;
  const parts = [
    org === undefined
      ? ""
      : org === "latest"
        ? t("builder.org_latest")
        : org.startsWith("draft:")
          ? t("builder.org_draft", { name: org.slice(6) })
          : t("builder.org_month", { month: /^\d{4}-\d{2}$/.test(org) ? monthName(org) : org }),
    asOf?.known === undefined ? "" : t("builder.known_on", { known: asOf.known }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(t("evidence.comma")) : t("builder.as_now");
}
