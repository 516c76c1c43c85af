// The forecasters that are combined, each: series → point forecasts. More (SARIMA) take the same shape.
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
import { dynamicTheta, theta } from "./theta.js";

export type MemberId = "ets" | "theta" | "dynamic_theta" | "stl_theta" | "seasonal_naive";

export interface MemberForecasts {
  forecasts: Partial<Record<MemberId, Float64Array>>;
  ets: EtsAverage;
}

/** `start`: fits of nearly the same series, to begin from. Members that do not apply are left out. */
export function memberForecasts(
  y: Float64Array,
  m: number,
  horizon: number,
  start?: EtsAverage,
): MemberForecasts {
  const n = y.length;
  const ets = etsAverage(y, m, horizon, { start });
  const shrunk = n >= 2 * m + 2 ? seasonalIndices(y, m, true) : undefined;
  const isClearlySeasonal = isSeasonal(y, m) || isSeasonal(differences(y), m);
  const forecasts: MemberForecasts["forecasts"] = { ets: ets.mean };
  const themed = isClearlySeasonal ? shrunk : undefined;
  forecasts.theta = reseasonalise(theta(deseasonalise(y, themed), horizon), themed, n);
  forecasts.dynamic_theta = reseasonalise(dynamicTheta(deseasonalise(y, shrunk), horizon), shrunk, n);
  if (m > 1 && n >= 3 * m && isSeasonal(differences(y), m)) {
    const { seasonal } = stl(y, m);
    const adjusted = dynamicTheta(
      y.map((v, t) => v - seasonal[t]),
      horizon,
    );
    forecasts.stl_theta = adjusted.map((v, h) => v + seasonal[n - m + (h % m)]);
  }
  const isPositive = y.every((v) => v > 0);
  let most = -Infinity;
  for (const v of y) if (v > most) most = v;
  for (const [id, path] of Object.entries(forecasts) as [MemberId, Float64Array][])
    forecasts[id] = path.map((v) =>
      !Number.isFinite(v) ? y[n - 1] : isPositive ? Math.min(10 * most, Math.max(0, v)) : v,
    );
  return { forecasts, ets };
}

/** The baseline that the combination has to beat in the backtest. */
export const baseline = (y: Float64Array, m: number, horizon: number): Float64Array =>
  seasonalNaive(y, m, horizon);
