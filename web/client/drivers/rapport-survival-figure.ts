// Figure: how long people stay and by which exit they go; one curve for each group when asked; a life table for readers
// of groups.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Survival } from "../../../engine/survival/survival.js";
import { postJson } from "../api.js";
import type { DrawnCurve } from "../chart/rapport-survival-chart.js";
import { figure, tableSwitch } from "../figure/figure.js";
import { refusalText } from "../figure/refused.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import type { Span } from "../overview/phases.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { intervalText, numberText, spanText } from "../words.js";
import "../chart/rapport-survival-chart.js";
import "../figure/rapport-state.js";

type Curve = NonNullable<Survival["curves"]>[number];

@customElement("rapport-survival-figure")
export class RapportSurvivalFigure extends RapportElement {
  @property({ attribute: false }) meta!: Meta & { history: Span };
  @property({ type: Number }) number = 4;
  @state() private by = "";
  @state() private asTable = false;
  private readonly told = new Load<Survival>(this);
  #asked = "";

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const asked = JSON.stringify([this.by, this.meta.snapshot, this.meta.reader.id]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    const question = this.by ? { by: this.by } : {};
    void this.told.run((signal) => postJson<Survival>("/api/survival", question, { signal }));
  }

  override render(): TemplateResult {
    const told = this.told.value;
    if (!told)
      return figure({
        id: "figure-survival",
        number: this.number,
        title: t("survival.title"),
        controls: this.by ? this.#controls() : nothing,
        body: html`<rapport-state
          .load=${this.told.state}
          .doing=${t("survival.doing")}
          @retry=${() => this.told.retry()}
          @cancel=${() => this.told.stop()}
        ></rapport-state>`,
      });
    const span = spanText(told.from, told.to);
    const { curves } = told;
    return figure({
      id: "figure-survival",
      number: this.number,
      title: !curves
        ? t("survival.title_table")
        : told.by
          ? t("survival.title_groups", { by: lowered(say(told.by.label)) })
          : this.#title(curves, told.kindsKnown),
      how: t(!curves ? "survival.how_table" : told.by ? "survival.how_groups" : "survival.how", { span }),
      controls: curves ? this.#controls() : nothing,
      body: curves ? this.#curves(curves, told) : this.#lifeTable(told.lifeTable ?? []),
      foot: curves ? this.#foot(curves) : undefined,
    });
  }

  #controls(): TemplateResult {
    const groups = this.meta.dimensions.filter(
      ({ id, kind }) => kind === "group" && !["tenure_band"].includes(id),
    );
    return html`<label
        >${t("survival.by")}
        <select
          data-testid="survival-by"
          @change=${(event: Event) => (this.by = (event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${this.by === ""}>${t("survival.everybody")}</option>
          ${groups.map(({ id, label }) => html`<option value=${id} ?selected=${id === this.by}>${say(label)}</option>`)}
        </select></label
      >${tableSwitch(this.asTable, () => (this.asTable = !this.asTable))}`;
  }

  #title(curves: Curve[], kindsKnown: boolean): string {
    const [curve] = curves;
    const { median, knownUntil, exits } = curve ?? { median: { years: null }, knownUntil: 0, exits: null };
    if (median.years === null) return t("survival.title_more", { years: years(knownUntil) });
    const [most] = Object.entries(exits ?? {}).sort(([, a], [, b]) => b - a);
    return curves.length === 1 && kindsKnown && most && most[1] > 0
      ? t("survival.title_half", {
          years: years(median.years),
          kind: most[0],
        })
      : t("survival.title_half_only", { years: years(median.years) });
  }

  #curves(curves: Curve[], { by, kindsKnown }: Survival): TemplateResult {
    // of a group in which nobody could be followed there is nothing to draw
    const followed = curves.filter(({ knownUntil }) => knownUntil > 0);
    if (this.asTable || followed.length > 6 || followed.length === 0)
      return by ? this.#groups(curves) : this.#marks(curves[0], kindsKnown);
    const drawn: DrawnCurve[] = by
      ? followed.map((curve, series) => this.#staying(curve, this.#name(curve.group), series, false))
      : [
          this.#staying(curves[0], t("survival.staying"), 0, true),
          ...(kindsKnown
            ? curves[0].leaving.map(({ kind, points }, i): DrawnCurve => ({
                name: t(`survival.${kind}`),
                points,
                from: 0,
                start: curves[0].startsAt,
                until: curves[0].knownUntil,
                band: false,
                series: i + 1,
              }))
            : []),
        ];
    return html`<rapport-survival-chart
      data-testid="survival-chart"
      .curves=${drawn}
      .label=${t("survival.staying")}
    ></rapport-survival-chart>`;
  }

  #staying(
    { staying, startsAt, knownUntil }: Curve,
    name: string,
    series: number,
    band: boolean,
  ): DrawnCurve {
    return { name, points: staying, from: 1, start: startsAt, until: knownUntil, band, series };
  }

  #name(group: Curve["group"]): string {
    if (group === null) return t("figure.unknown");
    const value = this.told.value?.by?.values?.find((v) => v.value === String(group));
    return value ? say(value.label) : String(group);
  }

  #marks({ marks, leaving }: Curve, kindsKnown: boolean): TemplateResult {
    const kinds = kindsKnown ? leaving : [];
    return html`<div class="scroll" tabindex="0">
      <table class="tcard" data-testid="survival-table">
        <thead>
          <tr>
            <th>${t("survival.years")}</th>
            <th class="r">${t("survival.at_risk")}</th>
            <th class="r">${t("survival.staying")}</th>
            <th class="r hideph">${t("survival.interval")}</th>
            ${kinds.map(({ kind }) => html`<th class="r">${t(`survival.${kind}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${marks.map(
            ({ years: at, atRisk, value, low, high }, i) =>
              html`<tr>
                <th scope="row">${at}</th>
                <td class="r">${atRisk}</td>
                <td class="r">${numberText(value, "share", { low, high })}</td>
                <td class="r hideph">${intervalText(low, high, "share")}</td>
                ${kinds.map((kind) => html`<td class="r">${numberText(kind.marks[i]?.value ?? null, "share")}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #groups(curves: Curve[]): TemplateResult {
    const at = [1, 3, 5];
    return html`<div class="scroll" tabindex="0">
      <table class="tcard" data-testid="survival-groups">
        <thead>
          <tr>
            <th>${t("survival.group")}</th>
            <th class="r">${t("survival.people")}</th>
            <th class="r">${t("survival.exits")}</th>
            <th class="r">${t("survival.median")}</th>
            ${at.map((one) => html`<th class="r">${t("survival.after", { years: one })}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${curves.map((curve) => {
            const { people, exits, median, marks } = curve;
            const mark = (one: number) => marks.find((m) => m.years === one);
            return html`<tr>
              <th scope="row">${this.#name(curve.group)}</th>
              <td class="r">${people}</td>
              <td class="r">${Object.values(exits).reduce((a, b) => a + b, 0)}</td>
              <td class="r">
                ${median.years === null ? t("survival.not_known") : t("survival.years_value", { years: years(median.years) })}
              </td>
              ${at.map((one) => {
                const { value = null, low = null, high = null } = mark(one) ?? {};
                return html`<td class="r">
                  ${numberText(value, "share", { low, high })}<br /><small
                    >${intervalText(low, high, "share")}</small
                  >
                </td>`;
              })}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  #lifeTable(rows: NonNullable<Survival["lifeTable"]>): TemplateResult {
    return html`<table class="tcard" data-testid="life-table">
      <thead>
        <tr>
          <th>${t("survival.until")}</th>
          <th class="r">${t("survival.rate")}</th>
          <th class="r">${t("survival.staying")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ until, rate, staying, refused }) =>
            html`<tr>
              <th scope="row">${until}</th>
              <td class=${refused ? "r refused" : "r"}>
                ${refused ? html`<span>${refusalText(refused)}</span>` : numberText(rate, "rate_per_year")}
              </td>
              <td class="r">${numberText(staying, "share")}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #foot(curves: Curve[]): string | undefined {
    const late = curves.filter(({ startsAt }) => startsAt > 0);
    if (curves.length !== 1 || late.length === 0) return undefined;
    return t("survival.starts", { years: years(late[0].startsAt) });
  }
}

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const years = (value: number): string =>
  value.toLocaleString(session.locale === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 1 });

declare global {
  interface HTMLElementTagNameMap {
    "rapport-survival-figure": RapportSurvivalFigure;
  }
}
