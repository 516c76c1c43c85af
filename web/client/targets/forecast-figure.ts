// Forecast and target → the first figure: quarters known and to come, with how well the forecast did on months held back.
import { html, type TemplateResult } from "lit";
import type { TargetsView } from "../../server/targets-view.js";
import { figure } from "../figure/figure.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { intervalText, numberText } from "../words.js";
import { knownQuarters, quarterText } from "./quarters.js";
import { fanAxis } from "./rapport-fan-chart.js";

export function forecastFigure(view: TargetsView, target: number, currency: string): TemplateResult {
  const { quarter, quarters, unit, error } = view;
  const money = (value: number): string => numberText(value, unit, { currency });
  const known = knownQuarters(view.history, quarters);
  return figure({
    id: "figure-forecast",
    number: 1,
    title: t("targets.fig", {
      quarter: quarterText(quarter.from),
      mean: money(quarter.mean),
      range: intervalText(quarter.low80, quarter.high80, unit, { currency }),
    }),
    how: t("targets.how"),
    body: html`<rapport-fan-chart
      .known=${known}
      .coming=${quarters}
      .target=${{ from: quarter.from, value: target }}
      .unit=${unit}
      .currency=${currency}
    ></rapport-fan-chart>`,
    foot: [
      error
        ? t("targets.foot", {
            months: error.months,
            forecast: money(error.forecast),
            naive: money(error.lastYear),
          })
        : "",
      fanAxis(known, quarters, target).min === 0 ? "" : t("targets.foot_axis"),
    ]
      .filter(Boolean)
      .join(session.locale === "zh" ? "" : " "),
  });
}
