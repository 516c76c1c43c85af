// The sentences of the overview: both languages carry the same numbers, and every number is a fact that can be opened.
import "./browser-globals.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetaMetric } from "../../web/client/meta.js";
import { changeOf } from "../../web/client/overview/change.js";
import type { Fact } from "../../web/client/overview/fact.js";
import type { MeasureRow, OverviewData } from "../../web/client/overview/overview-data.js";

const { factsOf } = await import("../../web/client/overview/facts-of.js");
const { sentencesOf, titleOf } = await import("../../web/client/overview/narrative.js");
const { piecesOf, sentenceText } = await import("../../web/client/overview/sentence-words.js");

const metric = (id: string, unit: MetaMetric["unit"]): MetaMetric =>
  ({ id, unit, label: { en: `Metric ${unit}`, zh: `指标` }, formula: { en: "", zh: "" } }) as MetaMetric;

const fact = (of: MetaMetric, phase: string, value: number | null, width = 0.08, events = 20): Fact => ({
  id: `${of.id}.${phase}`,
  metric: of,
  value,
  low: value === null || of.unit === "count" ? null : Math.max(0, value - width / 2),
  high: value === null || of.unit === "count" ? null : value + width / 2,
  n: 100,
  events,
  exposure: 100,
  refused: value === null ? "small_group" : null,
  from: "2024-01",
  to: "2024-12",
  where: [],
  receipt: {} as Fact["receipt"],
});

const row = (
  of: MetaMetric,
  before: number | null,
  after: number | null,
  width: number,
  events: number,
): MeasureRow => {
  const [was, is] = [fact(of, "before", before, width, events), fact(of, "after", after, width, events)];
  return { metric: of, before: was, after: is, change: changeOf(was, is), months: [] };
};

const rates = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 8 });
const anyData: fc.Arbitrary<OverviewData> = fc
  .record({
    kind: fc.constantFrom("programme" as const, "years" as const, "single" as const),
    values: fc.array(fc.tuple(rates, rates), { minLength: 3, maxLength: 3 }),
    width: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
    events: fc.nat(60),
    counts: fc.array(fc.option(fc.nat(20_000), { freq: 9 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ kind, values, width, events, counts }) => {
    const count = (id: string, phase: string, value: number | null) =>
      fact(metric(id, "count"), phase, value);
    const measures = [
      row(metric("voluntary_turnover", "rate_per_year"), ...values[0], width, events),
      row(metric("big_client_share", "share"), ...values[1], width, events),
      row(metric("new_customer_share", "share"), ...values[2], width, events),
    ];
    return {
      phases: { kind, after: { from: "2025-01", to: "2025-12" } },
      shown: { from: "2024-01", to: "2025-12" },
      measures: kind === "single" ? measures.map((m) => ({ ...m, before: null, change: null })) : measures,
      headcount: count("headcount", "end", counts[0]),
      startHeadcount: count("headcount", "start", counts[1]),
      hires: count("hires", "shown", counts[2]),
      exits: count("exits", "shown", counts[3]),
      units: [],
    } as unknown as OverviewData;
  });

const numbersIn = (text: string): string[] =>
  (text.replaceAll("\u00a0", " ").match(/[\u2212-]?\d[\d,]*(?:\.\d+)?%?/g) ?? []).sort();

/** "Jan 2024" and "2024年1月" are one month: compared by what they stand for, not by their digits. */
const withoutMonths = (text: string): string =>
  text
    .replace(/\d{4}年\d{1,2}月/g, "◇")
    .replace(/(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}/g, "◇");

describe("the overview's narrative", () => {
  it("carries equal numbers in English and Chinese, whatever the data", () => {
    fc.assert(
      fc.property(anyData, (data) => {
        for (const sentence of [...titleOf(data), ...sentencesOf(data)]) {
          const [en, zh] = (["en", "zh"] as const).map((l) =>
            withoutMonths(sentenceText(sentence, l, "CNY")),
          );
          expect(numbersIn(zh)).toEqual(numbersIn(en));
          expect((zh.match(/◇/g) ?? []).length).toBe((en.match(/◇/g) ?? []).length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("has no number that is not a fact of the page", () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const ids = new Set(factsOf(data).map(({ id }) => id));
        for (const sentence of sentencesOf(data))
          for (const locale of ["en", "zh"] as const)
            for (const piece of piecesOf(sentence, locale, "CNY"))
              expect(
                typeof piece === "string" ? /\d/.test(withoutMonths(piece)) : !ids.has(piece.number.fact.id),
              ).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("never claims a change that could be chance", () => {
    const turnover = metric("voluntary_turnover", "rate_per_year");
    const data = (after: number) =>
      ({
        phases: { kind: "years" },
        measures: [row(turnover, 0.35, after, 0.2, 30)],
      }) as unknown as OverviewData;
    expect(titleOf(data(0.25))[0].key).toBe("overview.h1_turnover_fell_maybe");
    expect(titleOf(data(0.05))[0].key).toBe("overview.h1_turnover_fell");
    expect(titleOf(data(0.45))[0].key).toBe("overview.h1_turnover_rose_maybe");
  });

  it("says only that there is nothing where nothing is known", () => {
    const nothing = fact(metric("x", "count"), "end", null);
    const data = {
      phases: { kind: "single" },
      shown: { from: "2024-01", to: "2024-12" },
      measures: [],
      hires: nothing,
      exits: nothing,
      headcount: nothing,
      startHeadcount: nothing,
    } as unknown as OverviewData;
    expect(sentencesOf(data).map(({ key }) => key)).toEqual(["overview.say_none"]);
    expect(titleOf(data).map(({ key }) => key)).toEqual(["overview.h1_plain"]);
  });
});
