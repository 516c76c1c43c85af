// A back-test → its parts in reading order: what can be compared, winners and losers, scores, cost, order, weights, doubts, fairness.
import { html, nothing, type TemplateResult } from "lit";
import type { Backtest, Range, Sensitivity } from "../../../models/schemes/backtest/backtest-types.js";
import { say, t } from "../t.js";
import { intervalText, numberText } from "../words.js";
import { doubtTable } from "./backtest-doubts.js";
import { rangeText } from "./range-text.js";
import "./rapport-score-histogram.js";
import { plain } from "./plain-number.js";

export const percent = (share: number): string => numberText(share, "share");
export const shareRange = ({ low, high }: { low: number; high: number }): string =>
  intervalText(low, high, "share");
export const sideName = (side: "a" | "b"): string => t(`schemes.side_${side}`);
const tenth = (value: number): string => plain(Math.round(value * 10) / 10);
const hundredth = (value: number): string => plain(Math.round(value * 100) / 100);

export function backtestResult(found: Backtest, currency: string): TemplateResult {
  const { comparability, isReleased, k } = found;
  return html`<div class="backtest" data-testid="backtest">
    ${isReleased ? html`<p class="how">${t("schemes.released", { k })}</p>` : nothing}
    ${comparability.basis === "whole" ? nothing : partial(found)} ${winners(found)} ${scores(found)}
    <h3>${t("schemes.cost")}</h3>
    <p data-testid="cost">${cost(found, currency)}</p>
    ${order(found)} ${found.sensitivity.map((one) => weights(one))} ${doubtTable(found)} ${fairness(found)}
  </div>`;
}

function partial({ comparability: { basis, known, common }, contributions }: Backtest): TemplateResult {
  const names = common.map((id) => {
    const row = contributions.find(({ indicator }) => indicator === id);
    return row ? say(row.name) : id;
  });
  return html`<p class="state" data-testid="partial">
    ${t(basis === "common" ? "schemes.basis_common" : "schemes.basis_none", {
      a: plain(known.a),
      b: plain(known.b),
      common: names.join(t("schemes.list_join")),
    })}
  </p>`;
}

function winners({ changes, comparability }: Backtest): TemplateResult | typeof nothing {
  if (comparability.basis === "none") return nothing;
  if (!changes) return html`<p class="refused"><span>${t("schemes.hidden")}</span></p>`;
  const { winners: won, losers, same, ranges } = changes;
  const most = Math.max(...ranges.map(({ people }) => people));
  const isKnown = won !== null && losers !== null && same !== null;
  return html`<h3 data-testid="winners">
      ${isKnown ? t("schemes.winners_title", { winners: won, losers, same }) : t("schemes.change_range")}
    </h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.change_range")}>
      <table>
        <thead>
          <tr>
            <th>${t("schemes.change_range")}</th>
            <th class="r">${t("schemes.people")}</th>
            <th class="bar-head" aria-hidden="true"></th>
          </tr>
        </thead>
        <tbody>
          ${ranges.map(
            (range) =>
              html`<tr>
                <th scope="row">${rangeText(range, true)}</th>
                <td class="r">${range.people}</td>
                <td class="people-bar" aria-hidden="true">
                  <i class=${signOf(range)} .style=${`width:${(100 * range.people) / most}%`}></i>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

const signOf = ({ from, to }: Range): string =>
  to !== null && to <= 0 ? "loss" : from !== null && from > 0 ? "gain" : "even";

const facts = (side: "a" | "b", { mean, median }: Backtest["sides"]["a"]): string =>
  `${sideName(side)}: ${t("schemes.mean_median", { mean: tenth(mean), median: tenth(median) })}`;

function scores({ sides: { a, b } }: Backtest): TemplateResult {
  return html`<h3>${t("schemes.histogram")}</h3>
    <p class="how">${facts("a", a)} · ${facts("b", b)}</p>
    ${
      a.histogram.length + b.histogram.length > 0
        ? html`<rapport-score-histogram
            .a=${a.histogram}
            .b=${b.histogram}
            .edges=${[...new Set([...a.bands, ...b.bands].map(({ atLeast }) => atLeast))]}
          ></rapport-score-histogram>`
        : html`<p class="refused"><span>${t("schemes.hidden")}</span></p>`
    }`;
}

const times = (value: number | null): string => (value === null ? "–" : hundredth(value));

function cost(
  { cost: { a, b, difference, unknown, multiplier, counted, leftOut } }: Backtest,
  currency: string,
): string {
  if (unknown !== null)
    return t(`schemes.cost_${unknown}`, { a: times(multiplier.a), b: times(multiplier.b) });
  if (a === null || b === null || difference === null) return t("schemes.hidden");
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const money = (amount: number): string => numberText(amount / 10 ** digits, "money", { currency });
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "";
  return t("schemes.cost_difference", {
    a: money(a),
    b: money(b),
    difference: `${sign}${money(Math.abs(difference))}`,
    counted,
    all: counted + leftOut,
  });
}

function order({ ranks, noise }: Backtest): TemplateResult | typeof nothing {
  if (!ranks) return nothing;
  const { tau, limits, topFifth, bandMoves, flow } = ranks;
  return html`<p data-testid="ranks">
      ${t("schemes.ranks", {
        tau: hundredth(tau),
        limits: `${hundredth(limits.low)}–${hundredth(limits.high)}`,
        turnover: percent(topFifth.turnover),
        range: shareRange(topFifth.limits),
      })}
      ${
        bandMoves
          ? t("schemes.band_moves", {
              up: bandMoves.up,
              down: bandMoves.down,
              same: bandMoves.same,
              far: bandMoves.byMoreThanOne,
            })
          : nothing
      }
    </p>
    ${
      noise
        ? html`<p>
            ${t("schemes.noise", {
              share: percent(noise.beyondNoise),
              range: shareRange(noise.limits),
              weight: tenth(noise.knownWeight),
              tau: hundredth(noise.tauOfSame),
            })}
          </p>`
        : nothing
    }
    ${flow.length > 0 ? flowTable(flow) : nothing}`;
}

function flowTable(flow: readonly (readonly number[])[]): TemplateResult {
  const most = Math.max(...flow.flat(), 1);
  return html`<h3>${t("schemes.flow")}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.flow")}>
      <table class="flow">
        <thead>
          <tr>
            <th>${t("schemes.flow_corner")}</th>
            ${flow.map((_, i) => html`<th class="r">${t("schemes.fifth", { n: i + 1 })}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${flow.map(
            (row, i) =>
              html`<tr>
                <th scope="row">${t("schemes.fifth", { n: i + 1 })}</th>
                ${row.map(
                  (people) =>
                    html`<td class="r" .style=${`--share:${Math.round((60 * people) / most)}%`}>
                      ${people}
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

function weights({ scheme, shifts, draws }: Sensitivity): TemplateResult {
  const title = t("schemes.sensitivity", { side: sideName(scheme) });
  return html`<details class="weights-of" data-testid="sensitivity">
    <summary>${title}</summary>
    <p class="how">${t("schemes.sensitivity_how")}</p>
    <p>
      ${t("schemes.draws", {
        move: tenth(draws.typicalMove),
        turnover: percent(draws.topFifthTurnover),
        steady: draws.steadyBands === null ? "" : t("schemes.steady", { share: percent(draws.steadyBands) }),
      })}
    </p>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th class="names">${t("schemes.indicator")}</th>
            <th class="r">${t("schemes.shift")}</th>
            <th class="r">${t("schemes.mean_change")}</th>
            <th class="r">${t("schemes.band_changes")}</th>
            <th class="r">${t("schemes.top_changes")}</th>
            <th class="r">${t("schemes.first_crossing")}</th>
          </tr>
        </thead>
        <tbody>
          ${shifts.map(
            (one) =>
              html`<tr>
                <th scope="row">${say(one.name)}<span class="sub">${tenth(one.weight)}</span></th>
                <td class="r">${one.shift > 0 ? "+5" : "−5"}</td>
                <td class="r">${hundredth(one.meanChange)}</td>
                <td class="r">${one.bandChanges ?? "–"}</td>
                <td class="r">${one.topFifthChanges ?? "–"}</td>
                <td class="r">${one.firstCrossing === null ? "–" : hundredth(one.firstCrossing)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}

function fairness({ fairness: all }: Backtest): TemplateResult {
  return html`${all.map(({ scheme, band, tables }) => {
    const title = t("schemes.fairness", { band: say(band), side: sideName(scheme) });
    return html`<details class="weights-of">
      <summary>${title}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table>
          <thead>
            <tr>
              <th>${t("schemes.group")}</th>
              <th class="r">${t("schemes.people")}</th>
              <th class="r">${t("schemes.rate")}</th>
              <th class="r">${t("schemes.ratio")}</th>
            </tr>
          </thead>
          <tbody>
            ${tables.flatMap(({ label, rows }) =>
              rows.map(
                (row) =>
                  html`<tr>
                    <th scope="row">${say(row.label)}<span class="sub">${say(label)}</span></th>
                    <td class="r">${row.people}</td>
                    <td class="r">
                      ${percent(row.rate)}<span class="sub">${shareRange(row.rateLimits)}</span>
                    </td>
                    <td class="r">
                      ${row.ratio === null ? "–" : hundredth(row.ratio)}<span class="sub"
                        >${
                          row.ratioLimits && row.verdict !== "reference"
                            ? `${hundredth(row.ratioLimits.low)}–${Number.isFinite(row.ratioLimits.high) ? hundredth(row.ratioLimits.high) : "∞"}`
                            : nothing
                        }</span
                      >
                    </td>
                  </tr>`,
              ),
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  })}`;
}
