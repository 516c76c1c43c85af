// A regression on a series of equal steps → standard errors that allow for autocorrelation up to a lag.
// Formula: (XᵀX)⁻¹ [Γ₀ + Σ_l (1 − l/(L+1)) (Γ_l + Γ_lᵀ)] (XᵀX)⁻¹, Γ_l = Σ_t u_t u_{t−l} x_t x_{t−l}ᵀ (Newey & West 1987). Numbers match
// statsmodels OLS(...).fit(cov_type="HAC", cov_kwds={"maxlags": L, "use_correction": True}).
import { leastSquares, sandwich, type LeastSquaresFit } from "./least-squares.js";

export interface NeweyWestFit extends LeastSquaresFit {
  covariance: Float64Array;
  standardErrors: Float64Array;
  lags: number;
  /** n − K. */
  freedom: number;
}

/** Newey and West's (1994) usual rule of thumb: ⌊4 (n/100)^(2/9)⌋. */
export const usualLags = (n: number): number => Math.floor(4 * (n / 100) ** (2 / 9));

/**
 * `design` row-major with `columns` columns in order of time. `time`: whole-numbered steps, where some are left out; rows
 * `l` steps apart (not `l` rows) are paired then. `correction` multiplies by n/(n − K).
 */
export function neweyWest(
  design: Float64Array,
  columns: number,
  y: ArrayLike<number>,
  { lags, correction = true, time }: { lags?: number; correction?: boolean; time?: ArrayLike<number> } = {},
): NeweyWestFit {
  const n = y.length;
  const most = lags ?? usualLags(n);
  const fit = leastSquares(design, columns, y);
  const scores = design.map((x, at) => x * fit.residuals[Math.floor(at / columns)]!);
  const rowAt = new Map<number, number>();
  for (let row = 0; row < n; row++) rowAt.set(time?.[row] ?? row, row);
  const meat = new Float64Array(columns * columns);
  for (let lag = 0; lag <= most; lag++) {
    const weight = 1 - lag / (most + 1);
    for (const [at, row] of rowAt) {
      const earlier = rowAt.get(at - lag);
      if (earlier === undefined) continue;
      for (let i = 0; i < columns; i++)
        for (let j = 0; j < columns; j++) {
          const product = scores[row * columns + i]! * scores[earlier * columns + j]!;
          meat[i * columns + j]! += weight * product;
          if (lag > 0) meat[j * columns + i]! += weight * product;
        }
    }
  }
  const freedom = n - fit.rank;
  const scale = correction ? n / freedom : 1;
  const covariance = sandwich(fit.bread, meat, columns).map((v) => v * scale);
  const aliased = new Set(fit.aliased);
  const standardErrors = Float64Array.from({ length: columns }, (_, j) =>
    aliased.has(j) ? Number.NaN : Math.sqrt(Math.max(0, covariance[j * columns + j]!)),
  );
  return { ...fit, covariance, standardErrors, lags: most, freedom };
}
