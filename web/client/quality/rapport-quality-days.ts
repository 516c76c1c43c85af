// What each source recorded on the days of one employee-month, with file and row.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SourceDay } from "../../../engine/quality/index.js";
import { requestJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText, numberText } from "../words.js";

@customElement("rapport-quality-days")
export class RapportQualityDays extends RapportElement {
  @property() employee = "";
  @property() month = "";
  private readonly days = new Load<SourceDay[]>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("employee") && !changed.has("month")) return;
    const search = new URLSearchParams({ employee: this.employee, month: this.month });
    void this.days.run(
      async (signal) =>
        (await requestJson<{ days: SourceDay[] }>(`/api/quality/days?${search}`, { signal })).days,
    );
  }

  override render(): TemplateResult {
    const days = this.days.value;
    if (!days)
      return html`<rapport-state
        .load=${this.days.state}
        .doing=${t("quality.reading_rows")}
        @retry=${() => this.days.retry()}
      ></rapport-state>`;
    return html`<table data-testid="quality-days">
      <thead>
        <tr>
          <th>${t("quality.day")}</th>
          <th>${t("quality.source")}</th>
          <th>${t("quality.says")}</th>
          <th>${t("quality.file")}</th>
          <th class="r">${t("quality.row")}</th>
        </tr>
      </thead>
      <tbody>
        ${days.map(
          (day) =>
            html`<tr>
              <td class="nb">${dayText(day.day)}</td>
              <td>${say(day.source)}</td>
              <td>${say(day.text)}</td>
              <td class="file">${day.file ?? "–"}</td>
              <td class="r">${day.row === null ? "–" : numberText(day.row, "count")}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
