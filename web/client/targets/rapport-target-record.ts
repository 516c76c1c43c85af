// The ledger of targets: every line with its chance and what came, how often targets were reached, and whether chances were right.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CommittedTarget } from "../../../models/index.js";
import type { TargetLedgerAnswer } from "../../server/target-ledger-routes.js";
import { postJson, requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { metricOf, type Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { dayText, numberText } from "../words.js";
import { quarterText } from "./quarters.js";
import { optimismText } from "./rapport-target-past.js";
import { chanceText } from "./rapport-target-setter.js";

const path = "/api/targets";
const percent = (share: number): string => `${Math.round(share * 100)}%`;

@customElement("rapport-target-record")
export class RapportTargetRecord extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  /** Number of the first of its two figures. */
  @property({ type: Number }) first = 6;
  @property({ type: Number }) edition = 0;
  private readonly ledger = new Load<TargetLedgerAnswer>(this);
  #asked = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("meta") && !changed.has("edition")) return;
    const asked = `${this.meta.snapshot} ${this.meta.reader.id} ${this.edition}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.ledger.run((signal) => requestJson<TargetLedgerAnswer>(path, { signal }));
  }

  override render(): TemplateResult {
    const found = this.ledger.value;
    if (!found)
      return figure({
        id: "figure-ledger",
        number: this.first,
        title: t("targets.ledger"),
        body: html`<rapport-state
          .load=${this.ledger.state}
          .doing=${t("targets.doing_ledger")}
          @retry=${() => this.ledger.retry()}
          @cancel=${() => this.ledger.stop()}
        ></rapport-state>`,
      });
    if (found.targets.length === 0)
      return figure({
        id: "figure-ledger",
        number: this.first,
        title: t("targets.ledger"),
        body: html`<div class="state" data-testid="no-targets"><p>${t("targets.no_targets")}</p></div>`,
      });
    return html`${this.#lines(found)}${this.#calibration(found)}`;
  }

  #lines({ targets, record, canScore, knownTo }: TargetLedgerAnswer): TemplateResult {
    const due = targets.filter(({ to, score }) => score === null && to <= knownTo).length;
    return figure({
      id: "figure-ledger",
      number: this.first,
      title:
        record.scored > 0
          ? t("targets.ledger_scored", {
              reached: record.reached,
              scored: record.scored,
              expected: record.expected.toFixed(1),
            })
          : t("targets.ledger_open", { n: targets.length }),
      how: t("targets.ledger_how"),
      controls:
        canScore && due > 0
          ? html`<button
              class="flat"
              data-testid="score-targets"
              @click=${() => void this.ledger.run((signal) => postJson<TargetLedgerAnswer>(`${path}/scores`, {}, { signal }))}
            >
              ${t("targets.score_due", { n: due })}
            </button>`
          : nothing,
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("targets.ledger")}>
        <table data-testid="target-ledger">
          <thead>
            <tr>
              <th>${t("targets.for")}</th>
              <th>${t("targets.quarter")}</th>
              <th class="r">${t("targets.target")}</th>
              <th class="r">${t("targets.chance_short")}</th>
              <th class="r">${t("targets.actual")}</th>
              <th>${t("targets.reason")}</th>
            </tr>
          </thead>
          <tbody>
            ${[...targets].reverse().map((line) => this.#line(line, knownTo))}
          </tbody>
        </table>
      </div>`,
      foot: [
        record.optimism ? optimismText(record.optimism) : "",
        record.late > 0 ? t("targets.late", { n: record.late }) : "",
      ]
        .filter(Boolean)
        .join(session.locale === "zh" ? "" : " "),
    });
  }

  #line(line: CommittedTarget, knownTo: string): TemplateResult {
    const metric = metricOf(this.meta, line.metric);
    const { currency } = this.meta.workspace;
    const amount = (value: number): string => numberText(value, metric?.unit ?? "count", { currency });
    const { score } = line;
    const came = score
      ? score.actual === null
        ? t("targets.incomplete")
        : html`<b>${amount(score.actual)}</b>
            <small>${t(score.reached ? "targets.yes" : "targets.no")}</small>`
      : t(line.to <= knownTo ? "targets.due" : "targets.not_due");
    return html`<tr class=${line.replacedBy === null ? "" : "replaced"}>
      <th scope="row">
        ${subjectText(line)}
        <small>${metric ? say(metric.label) : line.metric}</small>
      </th>
      <td>${quarterText(line.from)}</td>
      <td class="r">
        ${line.replacedBy === null ? amount(line.value) : html`<s>${amount(line.value)}</s>`}
        ${line.replacedBy === null ? nothing : html`<small>${t("targets.replaced_by", { seq: line.replacedBy })}</small>`}
      </td>
      <td class="r">${chanceText(line.chance)}</td>
      <td class="r">${came}</td>
      <td class="why">
        ${line.why}
        <small>${t("targets.by", { seq: line.seq, by: line.by, date: dayText(line.at) })}</small>
      </td>
    </tr>`;
  }

  #calibration({ record }: TargetLedgerAnswer): TemplateResult | typeof nothing {
    const { brier, bins, scored, leastScored } = record;
    if (scored === 0) return nothing;
    const number = this.first + 1;
    if (brier === null || bins === null)
      return figure({
        id: "figure-calibration",
        number,
        title: t("targets.calibration"),
        body: html`<div class="state">
          <p>${t("targets.calibration_few", { scored, least: leastScored, more: leastScored - scored })}</p>
        </div>`,
      });
    return figure({
      id: "figure-calibration",
      number,
      title: t("targets.calibration_found", { brier: brier.toFixed(3) }),
      how: t("targets.calibration_how"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("targets.calibration")}>
        <table data-testid="target-calibration">
          <thead>
            <tr>
              <th class="r">${t("targets.said")}</th>
              <th class="r">${t("targets.targets")}</th>
              <th class="r">${t("targets.came")}</th>
              <th class="r">95%</th>
            </tr>
          </thead>
          <tbody>
            ${bins.map(
              (bin) =>
                html`<tr>
                  <td class="r">${percent(bin.predicted)}</td>
                  <td class="r">${bin.rows}</td>
                  <td class="r"><b>${percent(bin.observed)}</b></td>
                  <td class="r">${percent(bin.low)} – ${percent(bin.high)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
      foot: t("targets.calibration_foot"),
    });
  }
}

export function subjectText({ where, employee, reportsOf }: CommittedTarget): string {
  if (employee !== undefined) return employee;
  const parts = where.map(({ value }) => [value].flat().join("/"));
  if (reportsOf !== undefined) parts.push(t("targets.reports_of", { employee: reportsOf }));
  return parts.length > 0 ? parts.join(" · ") : t("targets.company");
}
