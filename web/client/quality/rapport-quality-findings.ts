// One fold per rule: how many rows broke it; opened, the file and row of each.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FindingRow, RuleCount } from "../../../engine/quality/index.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText, numberText } from "../words.js";

@customElement("rapport-quality-findings")
export class RapportQualityFindings extends RapportElement {
  @property({ attribute: false }) findings: RuleCount[] = [];
  /** May the rows behind the counts be shown? */
  @property({ type: Boolean }) named = false;
  readonly #rows = new Map<string, Load<FindingRow[]>>();

  override render(): TemplateResult {
    const sum = (kind: RuleCount["kind"]): number =>
      this.findings.filter((f) => f.kind === kind).reduce((total, f) => total + f.count, 0);
    return figure({
      id: "figure-quality-findings",
      number: 2,
      title: t("quality.fig_findings", { rejected: sum("reject"), doubtful: sum("warning") }),
      how: t("quality.how_findings"),
      body:
        this.findings.length === 0
          ? html`<p class="quiet">${t("quality.no_findings")}</p>`
          : html`<ul class="sources" data-testid="quality-findings">
              ${this.findings.map((finding) => this.#finding(finding))}
            </ul>`,
    });
  }

  #finding(finding: RuleCount): TemplateResult {
    const { kind, rule, label, table, advice, count, imports } = finding;
    const last = imports.at(-1);
    return html`<li data-testid=${`finding-${rule}-${table}`}>
      <h3>${say(label)}</h3>
      <p>
        <span class="stale">${t("quality.row_count", { count })}</span>
        ${t(kind === "reject" ? "quality.rejected" : "quality.doubtful")} · <code>${table}</code>${
          last
            ? html` · ${t("quality.over_imports", { count: imports.length, day: dayText(last.at) })}`
            : nothing
        }
      </p>
      ${advice ? html`<p>${say(advice)}</p>` : nothing}
      ${
        this.named
          ? html`<details
              @toggle=${(event: Event) => {
                if ((event.target as HTMLDetailsElement).open) this.#open(finding);
              }}
            >
              <summary>${t("quality.open_rows")}</summary>
              ${this.#list(finding)}
            </details>`
          : nothing
      }
    </li>`;
  }

  #open({ rule, table }: RuleCount): void {
    const key = `${rule} ${table}`;
    if (this.#rows.has(key)) return;
    const load = new Load<FindingRow[]>(this);
    this.#rows.set(key, load);
    const search = new URLSearchParams({ rule, table });
    void load.run(
      async (signal) =>
        (await requestJson<{ rows: FindingRow[] }>(`/api/quality/findings?${search}`, { signal })).rows,
    );
  }

  #list({ rule, table, kind }: RuleCount): TemplateResult {
    const load = this.#rows.get(`${rule} ${table}`);
    if (!load?.value)
      return html`<rapport-state
        .load=${load?.state}
        .doing=${t("quality.reading_rows")}
        @retry=${() => load?.retry()}
      ></rapport-state>`;
    return html`<div class="scroll tall" tabindex="0" role="region" aria-label=${t("quality.row")}>
      <table>
        <thead>
          <tr>
            <th>${t("quality.file")}</th>
            <th class="r">${t("quality.row")}</th>
            <th>${t("quality.column")}</th>
            ${kind === "warning" ? html`<th>${t("quality.person")}</th>` : nothing}
            <th>${t("quality.found")}</th>
            ${kind === "reject" ? html`<th>${t("quality.wanted")}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${load.value.map(
            (row) =>
              html`<tr>
                <td class="file">${row.file}</td>
                <td class="r">${numberText(row.row, "count")}</td>
                <td>${row.column}</td>
                ${kind === "warning" ? html`<td>${row.employeeId ?? "–"}</td>` : nothing}
                <td>${row.found ?? "–"}</td>
                ${kind === "reject" ? html`<td>${row.expected ? say(row.expected) : "–"}</td>` : nothing}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
