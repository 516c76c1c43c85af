// A number → why it changed: what it is compared with, a waterfall of the parts, what each means, the groups behind it.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Explanation } from "../../../engine/explain/explain.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import { postJson } from "../api.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import type { Fact } from "../overview/fact.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { differenceText, numberText, spanText } from "../words.js";
import { chip } from "./chip.js";
import "../chart/rapport-waterfall.js";
import "./rapport-state.js";

const comparisons = ["previous_period", "previous_year", "spring_festival"] as const;

@customElement("rapport-why-changed")
export class RapportWhyChanged extends RapportElement {
  @property({ attribute: false }) fact!: Fact;
  @property({ attribute: false }) meta!: Meta;
  @state() private against: (typeof comparisons)[number] = "previous_year";
  @state() private by = "team";
  private readonly told = new Load<Explanation>(this);
  #asked = "";

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { fact, against } = this;
    const groups = this.#groups;
    if (!groups.some(({ id }) => id === this.by)) this.by = groups[0]?.id ?? "department";
    const question = {
      metric: fact.metric.id,
      ...(fact.where.length > 0 && { where: fact.where }),
      from: fact.from,
      to: fact.to,
      against,
      by: this.by,
    };
    const asked = JSON.stringify([question, this.meta.snapshot, this.meta.reader.id, session.locale]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.told.run((signal) => postJson<Explanation>("/api/explain", question, { signal }));
  }

  get #groups() {
    return this.meta.dimensions.filter(({ kind }) => kind === "group");
  }

  override render(): TemplateResult {
    const told = this.told.value;
    return html`<section class="why" data-testid="why-changed" aria-live="polite">
      <h3>${t("why.title")}</h3>
      <p class="bar">
        ${this.#choice(
          "why.against",
          this.against,
          comparisons.map((one) => [one, t(`why.${one}`)]),
          (value) => {
            this.against = value as typeof this.against;
          },
        )}
        ${this.#choice(
          "why.by",
          this.by,
          this.#groups.map(({ id, label }) => [id, say(label)]),
          (value) => {
            this.by = value;
          },
        )}
      </p>
      ${
        told
          ? this.#explained(told)
          : html`<rapport-state
              .load=${this.told.state}
              .doing=${t("why.doing")}
              @retry=${() => this.told.retry()}
              @cancel=${() => this.told.stop()}
            ></rapport-state>`
      }
    </section>`;
  }

  #choice(
    label: "why.against" | "why.by",
    chosen: string,
    options: (readonly [string, string])[],
    choose: (value: string) => void,
  ): TemplateResult {
    return html`<label
      >${t(label)}
      <select
        data-testid=${label.replace(".", "-")}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${options.map(([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`)}
      </select></label
    >`;
  }

  #explained(told: Explanation): TemplateResult {
    const { metric, other, now, parts, difference, chance } = told;
    const currency = this.meta.workspace.currency;
    const unit = differenceUnit(metric.unit);
    // One number of decimals for all parts, so that they can be added up by eye.
    const size = Math.abs(difference);
    const precision = { currency, ...(metric.unit !== "count" && { low: -size, high: size }) };
    const number = (value: number): string => numberText(value, metric.unit, precision);
    const change = (value: number): string => differenceText(value, unit, precision);
    const shown = parts.map((part) => ({ ...part, words: change(part.value) }));
    const main = shown
      .filter(({ words }) => /[1-9]/.test(words))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
      .slice(0, 2)
      .map((part) => t("why.part_of", { part: say(part.label), value: part.words }));
    const facts = {
      metric: say(metric.label),
      before: number(other.value),
      after: number(now.value),
      from: spanText(other.from, other.to),
      to: spanText(now.from, now.to),
    };
    const sentence =
      main.length === 0
        ? t("why.no_change", facts)
        : t("why.sentence", {
            ...facts,
            change: change(difference),
            parts: main.join(t("evidence.comma_list")),
          });
    return html`<p data-testid="why-sentence">${sentence} ${chance ? chip(chance) : nothing}</p>
      <rapport-waterfall
        .label=${say(metric.label)}
        .first=${{ label: t("why.before"), value: other.value, words: number(other.value) }}
        .last=${{ label: t("why.now"), value: now.value, words: number(now.value) }}
        .parts=${shown.map(({ label, value, words }) => ({ label: say(label), value, words }))}
      ></rapport-waterfall>
      <dl class="kv">
        ${shown.map(
          ({ label, words, meaning, people, groups }) =>
            html`<dt>${say(label)}</dt>
              <dd>
                <b>${words}</b> · ${t("why.people", { count: people })}<br />
                <span class="quiet">${say(meaning)}${this.#largest(groups, change, told)}</span>
              </dd>`,
        )}
      </dl>
      <p class="quiet">${t("why.adds_up")}</p>`;
  }

  #largest(
    groups: Explanation["parts"][number]["groups"],
    change: (value: number) => string,
    { by }: Explanation,
  ): string {
    const name = (group: string | number | null): string =>
      group === null
        ? t("figure.unknown")
        : say(
            by.values?.find(({ value }) => value === String(group))?.label ?? {
              en: String(group),
              zh: String(group),
            },
          );
    const largest = groups
      .map(({ group, value }) => ({ name: name(group), words: change(value) }))
      .filter(({ words }) => /[1-9]/.test(words))
      .slice(0, 3);
    if (largest.length === 0) return "";
    const list = largest.map((g) => `${g.name} ${g.words}`).join(t("evidence.comma_list"));
    return session.locale === "zh" ? `。${t("why.groups")}：${list}` : `. ${t("why.groups")}: ${list}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-why-changed": RapportWhyChanged;
  }
}
