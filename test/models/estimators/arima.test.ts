// ARIMA against the figures that R prints for its own examples (?arima, ?predict.Arima), and against simulated processes.
import { describe, expect, it } from "vitest";
import { arimaAverage, kpss } from "../../../models/estimators/arima-average.js";
import { arimaForecast, arimaSpread, fitArima, type ArimaOrder } from "../../../models/estimators/arima.js";
import { autocovariances, exactPass } from "../../../models/estimators/arma-process.js";
import { difference } from "../../../models/estimators/arima.js";
import { random } from "../../../models/estimators/random.js";

/** R datasets::lh, luteinizing hormone (Diggle 1990). */
const lh = Float64Array.from(
  "2.4 2.4 2.4 2.2 2.1 1.5 2.3 2.3 2.5 2.0 1.9 1.7 2.2 1.8 3.2 3.2 2.7 2.2 2.2 1.9 1.9 1.8 2.7 3.0 2.3 2.0 2.0 2.9 2.9 2.7 2.7 2.3 2.6 2.4 1.8 1.7 1.5 1.4 2.1 3.3 3.5 3.5 3.1 2.6 2.1 3.4 3.0 2.9".split(
    " ",
  ),
  Number,
);
/** R datasets::USAccDeaths, 1973–1978 (Brockwell & Davis 1991). */
const deaths = Float64Array.from(
  "9007 8106 8928 9137 10017 10826 11317 10744 9713 9938 9161 8927 7750 6981 8038 8422 8714 9512 10120 9823 8743 9129 8710 8680 8162 7306 8124 7870 9387 9556 10093 9620 8285 8466 8160 8034 7717 7461 7767 7925 8623 8945 10078 9179 8037 8488 7874 8647 7792 6957 7726 8106 8890 9299 10625 9302 8314 8850 8265 8796 7836 6892 7791 8192 9115 9434 10484 9827 9110 9070 8633 9240".split(
    " ",
  ),
  Number,
);
const order = (part: Partial<ArimaOrder>): ArimaOrder => ({
  p: 0,
  d: 0,
  q: 0,
  seasonalP: 0,
  seasonalD: 0,
  seasonalQ: 0,
  season: 1,
  hasConstant: true,
  ...part,
});
const logLikelihood = (w: Float64Array, mean: number, ar: number[], ma: number[]): number =>
  -0.5 *
  exactPass(
    w.map((v) => v - mean),
    { ar: Float64Array.from(ar), ma: Float64Array.from(ma) },
    0,
  )!.deviance;

describe("exact likelihood", () => {
  it("equals R's arima on lh: AR(1), AR(3) and ARMA(1,1)", () => {
    expect(logLikelihood(lh, 2.4133, [0.5739], [])).toBeCloseTo(-29.38, 2);
    expect(logLikelihood(lh, 2.3931, [0.6448, -0.0634, -0.2198], [])).toBeCloseTo(-27.09, 2);
    expect(logLikelihood(lh, 2.4101, [0.4522], [0.1982])).toBeCloseTo(-28.76, 2);
  });

  it("equals R's arima on USAccDeaths: (0,1,1)(0,1,1)[12]", () => {
    const ma = Array.from({ length: 13 }, () => 0);
    ma[0] = -0.4303;
    ma[11] = -0.5528;
    ma[12] = 0.4303 * 0.5528;
    expect(logLikelihood(difference(deaths, 1, 1, 12), 0, [], ma)).toBeCloseTo(-425.44, 2);
  });

  it("knows the autocovariances of an ARMA(1,1) in closed form", () => {
    const [phi, theta] = [0.7, 0.4];
    const gamma = autocovariances({ ar: Float64Array.of(phi), ma: Float64Array.of(theta) }, 3)!;
    const zero = (1 + 2 * phi * theta + theta * theta) / (1 - phi * phi);
    expect(gamma[0]).toBeCloseTo(zero, 10);
    expect(gamma[1]).toBeCloseTo(phi * zero + theta, 10);
    expect(gamma[3]).toBeCloseTo(phi * phi * gamma[1], 10);
  });
});

describe("fit and forecast", () => {
  it("equals R's arima(lh, order = c(3,0,0), method = CSS)", () => {
    const fit = fitArima(lh, order({ p: 3 }))!;
    [0.6578, -0.0658, -0.2348].forEach((v, k) => expect(fit.process.ar[k]).toBeCloseTo(v, 3));
    expect(fit.constant).toBeCloseTo(2.3918, 3);
  });

  it("forecasts as R's predict, given R's coefficients", () => {
    const known = (
      part: Partial<ArimaOrder>,
      ar: number[],
      ma: number[],
      constant: number,
      variance: number,
    ) => ({
      order: order(part),
      process: { ar: Float64Array.from(ar), ma: Float64Array.from(ma) },
      constant,
      variance,
      aicc: 0,
      coordinates: new Float64Array(0),
    });
    const level = known({ p: 3 }, [0.6448, -0.0634, -0.2198], [], 2.3931, 0.1787);
    const path = arimaForecast(lh, level, 6)!;
    [2.460173, 2.270829, 2.198597, 2.260696, 2.346939, 2.414479].forEach((v, h) =>
      expect(path[h]).toBeCloseTo(v, 3),
    );
    [0.4226823, 0.5029332].forEach((v, h) => expect(arimaSpread(level, 2)[h]).toBeCloseTo(v, 3));
    const ma = [-0.4303, ...Array.from({ length: 10 }, () => 0), -0.5528, 0.4303 * 0.5528];
    const seasonal = { d: 1, q: 1, seasonalD: 1, seasonalQ: 1, season: 12, hasConstant: false };
    const airline = known(seasonal, [], ma, 0, 99347);
    const ahead = arimaForecast(deaths, airline, 6)!;
    [8336.061, 7531.829, 8314.644, 8616.869, 9488.916, 9859.757].forEach((v, h) =>
      expect(Math.abs(ahead[h] - v)).toBeLessThan(2),
    );
    const own = fitArima(deaths, order(seasonal))!;
    expect(Math.sqrt(own.variance / 99347)).toBeCloseTo(1, 1);
    arimaForecast(deaths, own, 6)!.forEach((v, h) => expect(Math.abs(v / ahead[h] - 1)).toBeLessThan(0.02));
  });

  it("finds the coefficients of a simulated seasonal process", () => {
    const rng = random(5);
    const z = new Float64Array(1200);
    for (let t = 0; t < z.length; t++) {
      const at = (k: number) => (t >= k ? z[t - k] : 0);
      z[t] = 0.6 * at(1) + 0.5 * at(12) - 0.3 * at(13) + rng.normal();
    }
    const fit = fitArima(z, order({ p: 1, seasonalP: 1, season: 12 }))!;
    expect(fit.process.ar[0]).toBeCloseTo(0.6, 1);
    expect(fit.process.ar[11]).toBeCloseTo(0.5, 1);
    expect(fit.variance).toBeCloseTo(1, 0);
  });

  it("undoes differences exactly: a line goes on, a repeated season repeats", () => {
    const line = Float64Array.from({ length: 40 }, (_, t) => 3 + 2 * t + (t % 2 ? 1e-6 : -1e-6));
    const fit = fitArima(line, order({ d: 1, hasConstant: true }))!;
    arimaForecast(line, fit, 3)!.forEach((v, h) => expect(v).toBeCloseTo(3 + 2 * (40 + h), 3));
  });
});

describe("average of orders", () => {
  it("tells a random walk from a stationary series", () => {
    const rng = random(2);
    const noise = Float64Array.from({ length: 150 }, () => rng.normal());
    let sum = 0;
    expect(kpss(noise)).toBeLessThan(0.463);
    expect(kpss(noise.map((v) => (sum += v)))).toBeGreaterThan(0.463);
  });

  it("continues trend and season, and gives nothing for what it cannot fit", () => {
    const rng = random(3);
    const y = Float64Array.from(
      { length: 72 },
      (_, t) => 100 + t + 20 * Math.sin((2 * Math.PI * t) / 12) + rng.normal(),
    );
    const { mean, best } = arimaAverage(y, 12, 12)!;
    expect(best.order.seasonalD).toBe(1);
    mean.forEach((v, h) =>
      expect(Math.abs(v - (172 + h + 20 * Math.sin((2 * Math.PI * (72 + h)) / 12)))).toBeLessThan(5),
    );
    expect(arimaAverage(new Float64Array(30).fill(7), 12, 12)).toBeUndefined();
  });
});
