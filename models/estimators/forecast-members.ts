// The forecasters that are combined, each: series → point forecasts.
import { arimaAverage, type ArimaAverage } from "./arima-average.js";
import { etsAverage, type EtsAverage } from "./exponential-smoothing.js";
import { seasonalNaive } from "./naive-forecasts.js";
import {
  deseasonalise,
  differences,
  isSeasonal,
  reseasonalise,
  seasonalIndices,
} from "./seasonal-indices.js";
import { stl } from "./stl.js";
import { aggregatedSmoothing, type AggregatedForecast } from "./temporal-aggregation.js";
import { dynamicTheta, theta } from "./theta.js";

export type MemberId =
  | "ets"
  | "theta"
  | "dynamic_theta"
  | "stl_theta"
  | "aggregated"
  | "arima"
  | "arima_differenced"
  | "seasonal_naive";

export interface MemberForecasts {
  forecasts: Partial<Record<MemberId, Float64Array>>;
  ets: EtsAverage;
  aggregated?: AggregatedForecast;
  arima?: ArimaAverage;
  differenced?: ArimaAverage;
}

/** `start`: fits of nearly the same series, to begin from. Members that do not apply are left out. */
export function memberForecasts(
  y: Float64Array,
  m: number,
  horizon: number,
  start?: Pick<MemberForecasts, "ets" | "aggregated" | "arima" | "differenced">,
): MemberForecasts {
  const n = y.length;
  const ets = etsAverage(y, m, horizon, { start: start?.ets });
  const shrunk = n >= 2 * m + 2 ? seasonalIndices(y, m, true) : undefined;
  const isClearlySeasonal = isSeasonal(y, m) || isSeasonal(differences(y), m);
  const forecasts: MemberForecasts["forecasts"] = { ets: ets.mean };
  const themed = isClearlySeasonal ? shrunk : undefined;
  forecasts.theta = reseasonalise(theta(deseasonalise(y, themed), horizon), themed, n);
  const plain = deseasonalise(y, shrunk);
  forecasts.dynamic_theta = reseasonalise(dynamicTheta(plain, horizon), shrunk, n);
  const aggregated = m > 1 ? aggregatedSmoothing(plain, m, horizon, start?.aggregated?.levels) : undefined;
  if (aggregated) forecasts.aggregated = reseasonalise(aggregated.mean, shrunk, n);
  if (m > 1 && n >= 3 * m && isSeasonal(differences(y), m)) {
    const { seasonal } = stl(y, m);
    const adjusted = dynamicTheta(
      y.map((v, t) => v - seasonal[t]),
      horizon,
    );
    forecasts.stl_theta = adjusted.map((v, h) => v + seasonal[n - m + (h % m)]);
  }
  const arima = arimaAverage(y, m, horizon, { start: start?.arima });
  if (arima) forecasts.arima = arima.mean;
  const differenced = arimaAverage(y, m, horizon, {
    fixed: { d: 1, seasonalD: 0 },
    start: start?.differenced,
  });
  if (differenced) forecasts.arima_differenced = differenced.mean;
  const isPositive = y.every((v) => v > 0);
  const floor = y.every((v) => v >= 0) ? 0 : -Infinity;
  let most = -Infinity;
  for (const v of y) if (v > most) most = v;
  for (const [id, path] of Object.entries(forecasts) as [MemberId, Float64Array][])
    forecasts[id] = path.map((v) =>
      !Number.isFinite(v) ? y[n - 1] : Math.max(floor, isPositive ? Math.min(10 * most, v) : v),
    );
  return { forecasts, ets, aggregated, arima, differenced };
}

/** The baseline that the combination has to beat in the backtest. */
export const baseline = (y: Float64Array, m: number, horizon: number): Float64Array =>
  seasonalNaive(y, m, horizon);
