// The target entered → what it costs, what it earns in KPI schemes, and what the team carries beside it.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Unit } from "../../../engine/metrics/unit.js";
import type { Refusal } from "../../../models/index.js";
import type { TargetConsequence } from "../../server/target-routes.js";
import type { TargetGround } from "../../server/target-work.js";
import type { LoadState } from "../load.js";
import "../figure/rapport-state.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { intervalText, monthText, numberText, spanText } from "../words.js";
import "./rapport-ramp-plot.js";

type Part<T> = T | Refusal;
const isRefused = <T>(part: Part<T>): part is Refusal =>
  typeof part === "object" && part !== null && (part as Refusal).refused === true;

@customElement("rapport-target-consequence")
export class RapportTargetConsequence extends RapportElement {
  @property({ attribute: false }) ground: LoadState<TargetGround> = { is: "idle" };
  @property({ attribute: false }) consequence: LoadState<TargetConsequence> = { is: "idle" };
  @property({ type: Number }) target = 0;
  @property() unit: Unit = "money";
  @property() currency = "CNY";
  /** Kept while the next is worked out, so that the page does not jump. */
  #last: TargetConsequence | null = null;

  override render(): TemplateResult {
    if (this.consequence.is === "done") this.#last = this.consequence.value;
    return html`${this.#carry()}${this.#cost()}`;
  }

  #money = (value: number): string => numberText(value, this.unit, { currency: this.currency });

  #carry(): TemplateResult {
    const waiting = (): TemplateResult =>
      html`<rapport-state .load=${this.ground} .doing=${t("targets.doing_ground")}></rapport-state>`;
    if (this.ground.is !== "done")
      return figure({
        id: "figure-capacity",
        number: 2,
        title: t("targets.carry_title"),
        body: waiting(),
      });
    const { capacity } = this.ground.value;
    if (isRefused(capacity))
      return figure({
        id: "figure-capacity",
        number: 2,
        title: t("targets.carry_title"),
        body: refusedText(capacity),
      });
    const { carry, exits, ramp, leadTime, basis } = capacity;
    const lacks = this.target - carry.expected;
    const missing = lacks > 0 ? (this.#last?.missing ?? null) : null;
    const title =
      lacks > 0
        ? t("targets.carry_short", {
            carry: this.#money(carry.expected),
            missing: this.#money(lacks),
            people: (lacks / capacity.perPersonMonth / 3).toFixed(1),
          })
        : t("targets.carry_enough", { carry: this.#money(carry.expected) });
    const rows: [string, TemplateResult | string][] = [
      [
        t("targets.carry"),
        t("targets.carry_text", {
          carry: this.#money(carry.expected),
          range: intervalText(carry.low80, carry.high80, this.unit, { currency: this.currency }),
        }),
      ],
      [
        t("targets.heads"),
        t("targets.heads_text", {
          people: capacity.people,
          newcomers: capacity.newcomers,
          month: monthText(capacity.month),
        }),
      ],
      [
        t("targets.exits"),
        isRefused(exits)
          ? say(exits.text)
          : t("targets.exits_text", {
              expected: exits.expected.toFixed(1),
              low: exits.low80.toFixed(0),
              high: exits.high80.toFixed(0),
              people: exits.people,
            }),
      ],
      [
        t("targets.per_person"),
        t("targets.per_person_text", {
          amount: this.#money(capacity.perPersonMonth),
          span: spanText(basis.from, basis.to),
          growth: `${basis.growth >= 1 ? "+" : "−"}${Math.abs((basis.growth - 1) * 100).toFixed(1)}%`,
        }),
      ],
      [
        t("targets.lead_time"),
        isRefused(leadTime)
          ? say(leadTime.text)
          : t("targets.lead_time_text", {
              months: leadTime.median === null ? "–" : String(leadTime.median),
              filled: leadTime.filled,
              exits: leadTime.exits,
            }),
      ],
    ];
    if (missing) rows.push([t("targets.missing"), this.#missing(missing)]);
    return figure({
      id: "figure-capacity",
      number: 2,
      title,
      how: t("targets.carry_how"),
      body: html`${list(rows)}
      ${
        isRefused(ramp)
          ? refusedText(ramp)
          : html`<h3 class="part">
                ${
                  ramp.full === null
                    ? t("targets.ramp_never", { newcomers: ramp.newcomers })
                    : t("targets.ramp", { months: ramp.full, newcomers: ramp.newcomers })
                }
              </h3>
              <rapport-ramp-plot .ramp=${ramp}></rapport-ramp-plot>`
      }`,
      foot: t("targets.carry_foot"),
    });
  }

  #missing(missing: NonNullable<TargetConsequence["missing"]>): string {
    const people = missing.people.toFixed(1);
    if (missing.startBy === null) return t("targets.missing_plain", { people });
    const facts = { people, start: monthText(missing.startBy) };
    if (missing.decideBy === null) return t("targets.missing_start", facts);
    return t(missing.isTooLate ? "targets.missing_late" : "targets.missing_decide", {
      ...facts,
      decide: monthText(missing.decideBy),
    });
  }

  #cost(): TemplateResult {
    const last = this.#last;
    if (!last)
      return figure({
        id: "figure-cost",
        number: 3,
        title: t("targets.cost_title"),
        body: html`<rapport-state
          .load=${this.consequence}
          .doing=${t("targets.doing_cost")}
        ></rapport-state>`,
      });
    const { cost, schemes } = last;
    const pay = (value: number): string => numberText(value, "money", { currency: this.currency });
    const range = ({ low80, high80 }: { low80: number; high80: number }): string =>
      intervalText(low80, high80, "money", { currency: this.currency });
    const [first] = isRefused(cost) ? [] : cost;
    return figure({
      id: "figure-cost",
      number: 3,
      title: first
        ? t(first.isOwn ? "targets.cost_finding" : "targets.cost_finding_example", {
            expected: pay(first.expected),
            range: range(first),
          })
        : t("targets.cost_title"),
      how: first ? t("targets.cost_how") : undefined,
      body: html`${
          isRefused(cost)
            ? refusedText(cost)
            : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("targets.cost_title")}>
                <table data-testid="target-cost">
                  <thead>
                    <tr>
                      <th>${t("targets.rule")}</th>
                      <th class="r">${t("targets.people_short")}</th>
                      <th class="r">
                        ${t("targets.cost_expected")}<span class="sub">${t("targets.interval80")}</span>
                      </th>
                      <th class="r">${t("targets.cost_at_target")}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${cost.map(
                      (one) =>
                        html`<tr>
                          <th scope="row">
                            ${say(one.name)}
                            ${one.isOwn ? nothing : html`<small>${t("targets.example")}</small>`}
                            ${one.followsTarget ? nothing : html`<small>${t("targets.rule_fixed")}</small>`}
                          </th>
                          <td class="r">${one.people}</td>
                          <td class="r">
                            <b>${pay(one.expected)}</b>
                            <span class="sub">${range(one)}</span>
                          </td>
                          <td class="r">${pay(one.atTarget)}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
        }
        <h3 class="part">${t("targets.scheme")}</h3>
        ${schemes.length === 0 ? html`<div class="state"><p>${t("targets.no_scheme")}</p></div>` : this.#schemes(schemes)}`,
      foot: t("targets.cost_foot"),
    });
  }

  #schemes(schemes: TargetConsequence["schemes"]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("targets.scheme")}>
      <table data-testid="target-schemes">
        <thead>
          <tr>
            <th>${t("targets.indicator")}</th>
            <th class="r">${t("targets.weight")}</th>
            <th class="r">${t("targets.points_low")}</th>
            <th class="r">${t("targets.points_expected")}</th>
            <th class="r">${t("targets.points_high")}</th>
          </tr>
        </thead>
        <tbody>
          ${schemes.map(
            (one) =>
              html`<tr>
                <th scope="row">
                  ${say(one.indicatorName)}
                  <small
                    >${t("targets.of_scheme", { scheme: say(one.name), version: one.version })}
                    ${one.isOwn ? nothing : html` · ${t("targets.example")}`}</small
                  >
                </th>
                <td class="r">${one.weight}</td>
                <td class="r">${points(one.low)}</td>
                <td class="r"><b>${points(one.expected)}</b></td>
                <td class="r">${points(one.high)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

const points = (one: { points: number }): string => one.points.toFixed(1);

export const refusedText = ({ text }: Refusal): TemplateResult =>
  html`<div class="state" data-testid="part-refused"><p>${say(text)}</p></div>`;

const list = (rows: [string, TemplateResult | string][]): TemplateResult =>
  html`<dl class="kv facts">
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
