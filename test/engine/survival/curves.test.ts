// Kaplan–Meier and Aalen–Johansen against published values, R's own on public data, and what must hold for any data.
import { readFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aalenJohansen } from "../../../engine/survival/aalen-johansen.js";
import {
  kaplanMeier,
  survivalAt,
  survivalQuantile,
  type RiskTime,
} from "../../../engine/survival/kaplan-meier.js";
import { benchmarkFile, isThere, needsBenchmark } from "../../models/benchmark-file.js";
import { generator } from "../metrics/random-company.js";

interface Interval {
  start: number;
  stop: number;
  /** Kind of event at `stop`; null = censored. */
  kind: number | null;
}

/** Intervals (start, stop] → what happens at each time. */
function riskTimes(intervals: readonly Interval[], kinds = 1): RiskTime[] {
  const times = [...new Set(intervals.flatMap(({ start, stop }) => [start, stop]))].sort((a, b) => a - b);
  return times.map((time) => ({
    time,
    entered: intervals.filter(({ start }) => start === time).length,
    left: intervals.filter(({ stop }) => stop === time).length,
    events: Array.from(
      { length: kinds },
      (_, k) => intervals.filter(({ stop, kind }) => stop === time && kind === k).length,
    ),
  }));
}

interface Fixture {
  groups: Record<
    string,
    {
      events: number[];
      censored: number[];
      times: number[];
      n_risk: number[];
      survival: number[];
      std_err: (number | null)[];
      median: number;
      exact: number[];
      low: (number | null)[];
      high: (number | null)[];
    }
  >;
  competing: {
    rows: [number, string][];
    followed_longer: number;
    at_risk: Record<string, number>;
    incidence_percent: Record<string, number>;
    survival_percent: Record<string, number>;
  };
}
const fixture = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../reference/survival-curves.json"), "utf8"),
) as Fixture;

/** Equal to that many decimals; null in the fixture is NaN here. */
const same = (found: number, expected: number | null, decimals: number): void =>
  expect(expected === null ? Number.isNaN(found) : Math.abs(found - expected) < 0.51 * 10 ** -decimals).toBe(
    true,
  );

describe("published values", () => {
  it.each(Object.keys(fixture.groups))("aml, %s: survfit's table", (name) => {
    const group = fixture.groups[name];
    const steps = kaplanMeier(
      riskTimes([
        ...group.events.map((stop) => ({ start: 0, stop, kind: 0 })),
        ...group.censored.map((stop) => ({ start: 0, stop, kind: null })),
      ]),
    );
    expect(steps.map(({ time }) => time)).toEqual(group.times);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual(group.n_risk);
    for (const [i, step] of steps.entries()) {
      expect(step.survival).toBeCloseTo(group.survival[i], 3);
      expect(step.survival).toBeCloseTo(group.exact[i], 12);
      same(step.error, group.std_err[i], 4);
      same(step.low, group.low[i], 9);
      same(step.high, group.high[i], 9);
    }
    expect(survivalQuantile(steps, 0.5)).toBe(group.median);
  });

  it("competing causes of death: Satagopan's table 2", () => {
    const { rows, followed_longer, at_risk, incidence_percent, survival_percent } = fixture.competing;
    const kinds: Record<string, number | null> = { cancer: 0, other: 1, censored: null };
    const times = riskTimes(
      [
        ...rows.map(([stop, kind]) => ({ start: 0, stop, kind: kinds[kind] })),
        ...Array.from({ length: followed_longer }, () => ({ start: 0, stop: 100, kind: null })),
      ],
      2,
    );
    const [cancer] = aalenJohansen(times, 2);
    expect(Object.fromEntries(cancer.map(({ time, atRisk }) => [time, atRisk]))).toEqual(
      Object.fromEntries(Object.keys(incidence_percent).map((time) => [time, at_risk[time]])),
    );
    // printed from rounded steps: the last digit may differ by one
    for (const { time, incidence } of cancer)
      expect(Math.abs(incidence * 100 - incidence_percent[time])).toBeLessThan(0.15);
    for (const { time, survival, atRisk } of kaplanMeier(times)) {
      expect(atRisk).toBe(at_risk[time]);
      expect(Math.abs(survival * 100 - survival_percent[time])).toBeLessThan(0.1);
    }
  });

  it("delayed entry by hand: (0, 4] (1, 3] (2, 5] (2, 6], events at 3, 4 and 6", () => {
    const times = riskTimes([
      { start: 0, stop: 4, kind: 0 },
      { start: 1, stop: 3, kind: 0 },
      { start: 2, stop: 5, kind: null },
      { start: 2, stop: 6, kind: 0 },
    ]);
    const steps = kaplanMeier(times);
    expect(steps.map(({ time, atRisk }) => [time, atRisk])).toEqual([
      [3, 4],
      [4, 3],
      [6, 1],
    ]);
    expect(steps.map(({ survival }) => survival)).toEqual([3 / 4, (3 / 4) * (2 / 3), 0]);
  });
});

interface Reference {
  at: {
    strata: string;
    time: number;
    n_risk: number;
    surv: number;
    std_err: number;
    lower: number;
    upper: number;
  }[];
  quantiles: Record<"quantile" | "lower" | "upper", Record<string, number | Record<string, number>>>;
}

/** Rows of a CSV with a header; quotes around names and texts only. */
function csvRows(name: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(benchmarkFile(name), "utf8").trim().split(/\r?\n/);
  const names = head.split(",").map((n) => n.replaceAll('"', ""));
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, i) => [names[i], value.replaceAll('"', "")])),
  );
}

const cases = [
  { data: "lung_R", file: "lung", part: "km_all", time: "time", event: "status", is: "2" },
  { data: "rossi", file: "rossi", part: "km_all", time: "week", event: "arrest", is: "1" },
] as const;

describe(`promise 22: equal to R survival 3.5-3 ${needsBenchmark}`, () => {
  for (const { data, file, part, time, event, is } of cases) {
    const csv = `data/survival/${data}.csv`;
    const json = `reference/survival/${file}.json`;
    it.skipIf(!isThere(csv, json))(`${file}: curve, Greenwood, log-log limits, quartiles`, () => {
      const intervals = csvRows(csv).map((row) => ({
        start: 0,
        stop: Number(row[time]),
        kind: row[event] === is ? 0 : null,
      }));
      const expected = (
        JSON.parse(readFileSync(benchmarkFile(json), "utf8")) as Record<string, Record<string, Reference>>
      )[part]["log-log"];
      const times = riskTimes(intervals);
      const steps = kaplanMeier(times);
      for (const at of expected.at) {
        const step = survivalAt(steps, at.time);
        expect(step?.survival ?? 1).toBeCloseTo(at.surv, 10);
        if (!step) continue;
        expect(step.error).toBeCloseTo(at.std_err, 10);
        expect(step.low).toBeCloseTo(at.lower, 10);
        expect(step.high).toBeCloseTo(at.upper, 10);
      }
      for (const [share, quantile] of Object.entries(expected.quantiles.quantile)) {
        if (typeof quantile !== "number") continue;
        const at = 1 - Number(share) / 100;
        expect(survivalQuantile(steps, at)).toBe(quantile);
        expect(survivalQuantile(steps, at, (s) => s.low)).toBe(expected.quantiles.lower[share]);
        expect(survivalQuantile(steps, at, (s) => s.high)).toBe(expected.quantiles.upper[share]);
      }
      expect.hasAssertions();
    });
  }

  it.skipIf(!isThere("data/survival/stanford_heart.csv"))(
    "stanford heart: cutting each person's time into months changes nothing",
    () => {
      const rows = csvRows("data/survival/stanford_heart.csv").map((row) => ({
        start: Number(row.start),
        stop: Number(row.stop),
        kind: row.event === "1" ? 0 : null,
      }));
      const cut = rows.flatMap(({ start, stop, kind }) => {
        const edges = [start, ...[30, 60, 90, 365, 720].filter((edge) => edge > start && edge < stop), stop];
        return edges.slice(1).map((edge, i) => ({
          start: edges[i],
          stop: edge,
          kind: edge === stop ? kind : null,
        }));
      });
      expect(cut.length).toBeGreaterThan(rows.length);
      expect(kaplanMeier(riskTimes(cut))).toEqual(kaplanMeier(riskTimes(rows)));
    },
  );
});

const interval = fc
  .record({
    start: fc.nat(20),
    length: fc.integer({ min: 1, max: 20 }),
    kind: fc.constantFrom(0, 1, 2, null),
  })
  .map(({ start, length, kind }): Interval => ({ start, stop: start + length, kind }));
const intervals = fc.array(interval, { minLength: 1, maxLength: 40 });

describe("whatever the data", () => {
  it("kinds of exit and staying add up to one at every time; one kind alone is Kaplan–Meier with Greenwood's error", () => {
    fc.assert(
      fc.property(intervals, (data) => {
        const times = riskTimes(data, 3);
        const steps = kaplanMeier(times);
        const curves = aalenJohansen(times, 3);
        for (const { time, survival } of steps) {
          const gone = curves.map((curve) => curve.findLast((s) => s.time <= time)?.incidence ?? 0);
          expect(survival + gone.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        }
        const one = riskTimes(data.map((d) => ({ ...d, kind: d.kind === null ? null : 0 })));
        const [alone] = aalenJohansen(one, 1);
        for (const [i, step] of kaplanMeier(one).entries()) {
          expect(alone[i].incidence).toBeCloseTo(1 - step.survival, 12);
          // where the curve ends at 0 its error is not defined
          same(step.survival > 0 ? alone[i].error - step.error : 0, 0, 8);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("equals the product and the sum written out", () => {
    fc.assert(
      fc.property(intervals, (data) => {
        const atRisk = (t: number) => data.filter(({ start, stop }) => start < t && t <= stop).length;
        const gone = (t: number, kind?: number) =>
          data.filter((d) => d.stop === t && (kind === undefined ? d.kind !== null : d.kind === kind)).length;
        const ends = [...new Set(data.filter((d) => d.kind !== null).map((d) => d.stop))].sort(
          (a, b) => a - b,
        );
        const survivalBefore = (t: number): number =>
          ends.filter((u) => u < t).reduce((s, u) => s * (1 - gone(u) / atRisk(u)), 1);
        const times = riskTimes(data, 3);
        for (const step of kaplanMeier(times))
          expect(step.survival).toBeCloseTo(survivalBefore(step.time + 0.5), 12);
        for (const [kind, curve] of aalenJohansen(times, 3).entries())
          for (const { time, incidence } of curve) {
            const sum = ends
              .filter((u) => u <= time)
              .reduce((total, u) => total + (survivalBefore(u) * gone(u, kind)) / atRisk(u), 0);
            expect(incidence).toBeCloseTo(sum, 12);
          }
      }),
      { numRuns: 200 },
    );
  });

  it("95 % limits of staying and of each exit cover the truth in 92 to 98 % of 1,500 companies that are seen late", () => {
    const random = generator(99);
    const exponential = (rate: number): number => -Math.log(1 - random()) / rate;
    const [runs, at] = [1500, 2];
    const truth = { staying: Math.exp(-0.4 * at), first: (0.3 / 0.4) * (1 - Math.exp(-0.4 * at)) };
    let [staying, first] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const data: Interval[] = [];
      while (data.length < 80) {
        // hired up to three years before anybody looked; seen only if still there
        const start = Math.max(0, random() * 6 - 3);
        const life = exponential(0.4);
        const stop = Math.min(life, start + 3);
        if (life > start) data.push({ start, stop, kind: stop < life ? null : random() < 0.75 ? 0 : 1 });
      }
      const times = riskTimes(data, 2);
      const s = survivalAt(kaplanMeier(times), at);
      const f = aalenJohansen(times, 2)[0].findLast(({ time }) => time <= at);
      if (s && s.low <= truth.staying && truth.staying <= s.high) staying++;
      if (f && f.low <= truth.first && truth.first <= f.high) first++;
    }
    for (const covered of [staying / runs, first / runs]) {
      expect(covered).toBeGreaterThan(0.92);
      expect(covered).toBeLessThan(0.98);
    }
  });
});
