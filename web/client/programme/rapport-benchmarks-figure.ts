// Figure: figures from outside beside ours, with source, date and n; ours only where both measure the same, else why not.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ComparedBenchmark } from "../../../models/programme/index.js";
import type { BenchmarksAnswer } from "../../server/benchmark-routes.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { intervalText, numberText } from "../words.js";

@customElement("rapport-benchmarks-figure")
export class RapportBenchmarksFigure extends RapportElement {
  @property({ type: Number }) number = 1;
  /** What the answer depends on beside the address: data and reader. */
  @property() asked = "";
  @property() currency = "CNY";
  private readonly answer = new Load<BenchmarksAnswer>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("asked")) void this.answer.run((signal) => requestJson("/api/benchmarks", { signal }));
  }

  override render(): TemplateResult {
    const found = this.answer.value;
    const isEmpty = found && found.compared.length + found.problems.length === 0;
    return figure({
      id: "figure-benchmarks",
      number: this.number,
      title: t("benchmark.title"),
      how: t("benchmark.how"),
      body: !found
        ? html`<rapport-state
            .load=${this.answer.state}
            .doing=${t("benchmark.doing")}
            @retry=${() => this.answer.retry()}
            @cancel=${() => this.answer.stop()}
          ></rapport-state>`
        : isEmpty
          ? html`<div class="state"><p>${t("benchmark.none")}</p></div>`
          : this.#table(found),
    });
  }

  #table({ compared, problems }: BenchmarksAnswer): TemplateResult {
    return html`${problems.map(
      ({ message, hint }) =>
        html`<div class="state err" role="alert">
          <p><b>${message}</b> ${hint}</p>
        </div>`,
    )}
    ${
      compared.length === 0
        ? nothing
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("benchmark.title")}>
            <table data-testid="benchmarks">
              <thead>
                <tr>
                  <th>${t("benchmark.what")}</th>
                  <th class="r">${t("benchmark.theirs")}</th>
                  <th class="r">${t("benchmark.ours")}</th>
                  <th>${t("benchmark.source")}</th>
                </tr>
              </thead>
              <tbody>
                ${compared.map((one) => this.#row(one))}
              </tbody>
            </table>
          </div>`
    }`;
  }

  #row({ benchmark, label, unit, mismatches, ours }: ComparedBenchmark): TemplateResult {
    const { value, range, measures, source, url, date, n } = benchmark;
    const { currency } = this;
    const write = (x: number): string =>
      measures === "change_points"
        ? t("benchmark.points", { value: Math.round(1000 * x) / 10 })
        : measures === "change_relative" || measures === "unknown"
          ? numberText(x, "share")
          : numberText(x, unit ?? "index", { currency });
    const theirs = range ? `${write(range.from)} – ${write(range.to)}` : write(value!);
    return html`<tr>
      <th scope="row">
        ${say(benchmark.label)}<span class="sub"
          >${t(`benchmark.${measures}`)}${label ? html` · ${say(label)}` : nothing}</span
        >
      </th>
      <td class="r">${theirs}</td>
      <td class="r wrap">
        ${
          mismatches.length > 0
            ? html`<span class="sub" data-testid="not-comparable"
                >${t("benchmark.not_comparable", {
                  why: mismatches.map((why) => t(`benchmark.other_${why}`)).join(t("evidence.comma_list")),
                })}</span
              >`
            : ours && unit
              ? html`<b>${numberText(ours.value, unit, { currency })}</b>
                  <span class="sub">${intervalText(ours.low, ours.high, unit, { currency })}</span>`
              : html`<span class="sub">${t("benchmark.not_shown")}</span>`
        }
      </td>
      <td class="wrap">
        ${url ? html`<a href=${url} rel="noreferrer">${source}</a>` : source}<span class="sub"
          >${date} · ${t(`benchmark.n_${n.of}`, { n: numberText(n.count, "count") })}</span
        >
      </td>
    </tr>`;
  }
}
