// Figure: every target in force, those most at risk first: what was said when it was committed, what the data say now.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StandingTarget, StandingTargets } from "../../../models/index.js";
import { figure } from "../figure/figure.js";
import { metricOf, type Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { quarterText } from "../targets/quarters.js";
import { subjectText } from "../targets/rapport-target-record.js";
import { chanceText } from "../targets/rapport-target-setter.js";
import { dayText, intervalText, numberText } from "../words.js";

/** Below it a target is more likely missed than reached. */
const even = 0.5;

@customElement("rapport-risk-figure")
export class RapportRiskFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) found!: StandingTargets;

  override render(): TemplateResult {
    const { targets, further } = this.found;
    const low = targets.filter(({ now }) => now !== null && now.chance < even).length;
    return figure({
      id: "figure-risk",
      number: 1,
      title:
        targets.length === 0 ? t("standing.fig_none") : t("standing.fig_risk", { low, n: targets.length }),
      how: targets.length === 0 ? "" : t("standing.how_risk"),
      body: targets.length === 0 ? this.#empty() : this.#table(targets),
      foot: further > 0 ? t("standing.further", { n: further }) : "",
    });
  }

  #empty(): TemplateResult {
    return html`<div class="state" data-testid="no-standing">
      <p><b>${t("standing.none")}</b></p>
      <p>${t("standing.none_next")}</p>
      <p class="acts"><a class="link" href="/targets">${t("standing.set_one")}</a></p>
    </div>`;
  }

  #table(targets: readonly StandingTarget[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("standing.title")}>
      <table data-testid="standing">
        <thead>
          <tr>
            <th class="names">${t("targets.for")}</th>
            <th class="r">${t("targets.target")}</th>
            <th class="r hideph">${t("standing.expected")}</th>
            <th class="r hideph">${t("standing.chance_then")}</th>
            <th class="r">${t("standing.chance_now")}</th>
            <th class="hideph chance-head" aria-hidden="true"></th>
          </tr>
        </thead>
        <tbody>
          ${targets.map((target) => this.#row(target))}
        </tbody>
      </table>
    </div>`;
  }

  #row(line: StandingTarget): TemplateResult {
    const metric = metricOf(this.meta, line.metric);
    const unit = metric?.unit ?? "count";
    const { currency } = this.meta.workspace;
    const amount = (value: number): string => numberText(value, unit, { currency });
    const { now, because } = line;
    const then = html`${chanceText(line.chance)}<span class="sub">${line.by}, ${dayText(line.at)}</span>`;
    return html`<tr>
      <th scope="row">
        <a href=${addressOf(line)}>${subjectText(line)}</a>
        <span class="sub">${quarterText(line.from)} · ${metric ? say(metric.label) : line.metric}</span>
      </th>
      <td class="r">${amount(line.value)}</td>
      ${
        now === null
          ? html`<td class="r hideph">–</td>
              <td class="r hideph">${then}</td>
              <td class="r" colspan="2"><span class="sub">${because ? say(because) : nothing}</span></td>`
          : html`<td class="r hideph">
                ${amount(now.mean)}<span class="sub"
                  >${intervalText(now.low80, now.high80, unit, { currency })}</span
                >
              </td>
              <td class="r hideph">${then}</td>
              <td class="r"><b>${chanceText(now.chance)}</b>${doneText(now)}</td>
              <td class="hideph chance" aria-hidden="true">
                <div class="chance-bar">
                  <i .style=${`width:${100 * now.chance}%`}></i><b .style=${`left:${100 * line.chance}%`}></b>
                </div>
              </td>`
      }
    </tr>`;
  }
}

/** "4 points ahead of what is due" of the quarter that runs. */
function doneText({ points }: NonNullable<StandingTarget["now"]>): TemplateResult | typeof nothing {
  if (points === null) return nothing;
  const size = Math.abs(points).toFixed(0);
  return html`<span class="sub"
    >${size === "0" ? t("standing.as_due") : t(points > 0 ? "standing.ahead" : "standing.behind", { points: size })}</span
  >`;
}

/** The target's own page. */
function addressOf({ metric, where, employee, from, value }: StandingTarget): string {
  const [only] = where;
  const search = new URLSearchParams({ metric, quarter: from, target: String(Math.round(value)) });
  if (employee !== undefined) search.set("person", employee);
  else if (only && where.length === 1 && typeof only.value === "string")
    search.set("people", `${only.field}:${only.value}`);
  return `/targets?${search}`;
}
