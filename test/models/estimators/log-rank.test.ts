// The log-rank test against R's survdiff on public data, and what must hold for any data.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { logRank } from "../../../models/estimators/log-rank.js";
import { fitCox } from "../../../models/estimators/cox-regression.js";
import { readFlatFile } from "../../../models/read-flat-file.js";
import { benchmarkFile, isThere, needsBenchmark } from "../benchmark-file.js";

interface Survdiff {
  rho: number;
  obs: number[];
  exp: number[];
  chisq: number;
  df: number;
  p: number;
}

const cases = [
  ["survival/rossi.csv", "rossi", "logrank_fin", "week", "arrest", "1", "fin"],
  ["survival/lung_R.csv", "lung", "logrank_sex", "time", "status", "2", "sex"],
  ["survival/lung_R.csv", "lung", "peto_sex", "time", "status", "2", "sex"],
  ["survival/veteran_R.csv", "veteran", "logrank_trt", "time", "status", "1", "trt"],
  ["turnover_babushkin.csv", "turnover_babushkin", "logrank_greywage", "stag", "event", "1", "greywage"],
  ["turnover_babushkin.csv", "turnover_babushkin", "logrank_way", "stag", "event", "1", "way"],
  ["turnover_babushkin.csv", "turnover_babushkin", "logrank_traffic", "stag", "event", "1", "traffic"],
  ["turnover_babushkin.csv", "turnover_babushkin", "peto_greywage", "stag", "event", "1", "greywage"],
] as const;

const near = (found: number, value: number): void =>
  expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));

describe("log-rank test equals R's survdiff (promise 22)", () => {
  for (const [file, reference, name, time, event, happened, by] of cases) {
    const there = isThere(`data/${file}`, `reference/survival/${reference}.json`);
    it.skipIf(!there)(`${reference} ${name}${there ? "" : ` ${needsBenchmark}`}`, () => {
      const expected = JSON.parse(
        readFileSync(benchmarkFile(`reference/survival/${reference}.json`), "utf8"),
      )[name] as Survdiff;
      const flat = readFlatFile(benchmarkFile(`data/${file}`));
      const cells = (column: string) => flat.records.map((r) => r[flat.header.indexOf(column)]!);
      const levels = [...new Set(cells(by))].sort();
      const test = logRank(
        { stop: cells(time).map(Number), event: cells(event).map((text) => Number(text === happened)) },
        cells(by).map((text) => levels.indexOf(text)),
        levels.length,
        expected.rho,
      );
      expected.obs.forEach((value, g) => near(test.observed[g]!, value));
      expected.exp.forEach((value, g) => near(test.expected[g]!, value));
      near(test.chisq, expected.chisq);
      near(test.p, expected.p);
      expect(test.df).toBe(expected.df);
    });
  }
});

describe("log-rank test", () => {
  it("without ties is the score test of Cox's model with the group as covariate", () => {
    const stop = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7];
    const event = [1, 1, 0, 1, 1, 1, 0, 1, 1, 0];
    const start = [0, 0, 1, 0, 2, 0, 0.5, 0, 0, 3];
    const group = [0, 1, 0, 1, 0, 0, 1, 1, 0, 1];
    const cox = fitCox({ start, stop, event }, Float64Array.from(group), 1);
    expect(logRank({ start, stop, event }, group, 2).chisq).toBeCloseTo(cox.score.chisq, 10);
  });

  it("leaves out a group in which nobody was ever at risk of an event", () => {
    const rows = { stop: [1, 2, 3, 4, 0.5], event: [1, 1, 1, 1, 0] };
    const three = logRank(rows, [0, 1, 0, 1, 2], 3);
    expect(three.df).toBe(1);
    expect(three.chisq).toBeCloseTo(
      logRank({ stop: rows.stop.slice(0, 4), event: rows.event.slice(0, 4) }, [0, 1, 0, 1], 2).chisq,
      12,
    );
  });
});
