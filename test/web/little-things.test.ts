// Small decisions of the pages: precision of pairs, folded rows, labels that never collide, typed amounts.
import "./browser-globals.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetaMetric } from "../../web/client/meta.js";
import type { Fact } from "../../web/client/overview/fact.js";
import { cutsEnds, withEnds } from "../../web/report/axis-scale.js";

const { pairPrecision, printAlike } = await import("../../web/client/overview/pair-precision.js");
const { sortRows } = await import("../../web/client/figure/little-known.js");
const { signLabels, signOf } = await import("../../web/client/chart/sign-labels.js");
const { labelPlace } = await import("../../web/client/chart/label-place.js");
const { tickLabels } = await import("../../web/client/targets/tick-labels.js");
const { amountScale, amountText, parseAmount } = await import("../../web/client/targets/amount-scale.js");

const { gateText } = await import("../../web/client/schemes/gate-text.js");

const share = { id: "absence_rate", unit: "share" } as MetaMetric;
const fact = (value: number | null, low = 0, high = 0.1, more: Partial<Fact> = {}): Fact =>
  ({ metric: share, value, low, high, exposure: 100, refused: null, ...more }) as Fact;

describe("two numbers side by side", () => {
  it("take the decimals of the better known one", () =>
    expect(pairPrecision({ before: fact(0.326, 0.277, 0.375), after: fact(0.322, 0.27, 0.371) })).toEqual({
      low: 0.277,
      high: 0.375,
    }));
  it("leave out a side that is not known", () =>
    expect(pairPrecision({ before: fact(null), after: fact(0.2, 0.15, 0.25) })).toEqual({
      low: 0.15,
      high: 0.25,
    }));
  it("have not moved when they print alike", () => {
    expect(printAlike(fact(0.2, 0.1, 0.3), fact(0.204, 0.1, 0.3))).toBe(true);
    expect(printAlike(fact(0.2, 0.1, 0.3), fact(0.206, 0.1, 0.3))).toBe(false);
  });
});

describe("a gate of a person's score", () => {
  it("is not known only where it is for the person", () => {
    expect(gateText({ isEligible: true, exposed: null, isPassed: null })).toBe("not known");
    expect(gateText({ isEligible: true, exposed: null, isPassed: false })).toBe("not passed");
  });
  it("is not for a person below its exposure, and says by how much", () => {
    expect(gateText({ isEligible: false, exposed: { value: 3, atLeast: 10 }, isPassed: null })).toBe(
      "not for this person: exposure 3, below 10",
    );
    expect(gateText({ isEligible: false, exposed: null, isPassed: null })).toBe("not for this person");
  });
});

describe("rows of a table of rates", () => {
  const rows = {
    big: [fact(0.2)],
    tiny: [fact(0, 0, 1.84, { exposure: 2 })],
    withheld: [fact(null, 0, 0, { refused: "small_group" })],
    founded: [fact(null, 0, 0, { refused: "small_group" }), fact(0.19)],
    closed: [fact(0.32), null],
  };
  const names = Object.keys(rows) as (keyof typeof rows)[];
  it("fold away what says nothing and what is withheld, and nothing else", () =>
    expect(sortRows(names, (name) => rows[name])).toEqual({
      shown: ["big", "founded", "closed"],
      tiny: ["tiny"],
      hidden: ["withheld"],
    }));
});

const half = (words: string): number => (words.length > 1 ? 17.5 : 6.5);

describe("numbers of events", () => {
  it("stand together when they would touch", () => {
    const at = [130, 190, 194, 198, 230].map((x, i) => ({ x, sign: signOf(i) }));
    expect(signLabels(at, 400).map(({ words }) => words)).toEqual(["①", "②–④", "⑤"]);
  });
  it("never overlap and stay inside", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 380 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 120, max: 400 }),
        (xs, right) => {
          const labels = signLabels(
            xs.sort((a, b) => a - b).map((x, i) => ({ x: Math.min(x, right), sign: signOf(i) })),
            right,
          );
          labels.forEach(({ x, words }, i) => {
            const next = labels[i + 1];
            const end = next ? next.x - half(next.words) : right + 1e-9;
            expect(x + half(words)).toBeLessThanOrEqual(end);
          });
        },
      ),
    ));
});

describe("the label of a band", () => {
  const room = { from: 0, to: 200, wide: 60, above: 50, below: 90, top: 16, bottom: 120 };
  it("stands at the right end where nothing is in its way", () =>
    expect(labelPlace({ ...room, dots: [] })).toEqual({ right: 200, base: 50, isFree: true }));
  it("moves left of a dot", () => {
    const { right, base, isFree } = labelPlace({ ...room, dots: [{ x: 180, y: 45 }] });
    expect([right <= 176, base, isFree]).toEqual([true, 50, true]);
  });
  it("goes below when dots are everywhere above, and says when it finds no room", () => {
    const dots = Array.from({ length: 41 }, (_, i) => ({ x: i * 5, y: 45 }));
    expect(labelPlace({ ...room, dots })).toMatchObject({ base: 90, isFree: true });
    const everywhere = [...dots, ...dots.map(({ x }) => ({ x, y: 85 }))];
    expect(labelPlace({ ...room, dots: everywhere })).toEqual({ right: 200, base: 50, isFree: false });
  });
});

describe("marks under the slider", () => {
  it("never print one label on another", () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 90, max: 260 }), { minLength: 3, maxLength: 3 }), (xs) => {
        const placed = tickLabels(
          xs.map((at) => ({ at, label: "", wide: 75 })),
          350,
        );
        for (const row of new Set(placed.map((one) => one.row))) {
          const own = placed.filter((one) => one.row === row).sort((a, b) => a.left - b.left);
          const overlaps = own.filter((one, i) => i > 0 && own[i - 1]!.left + own[i - 1]!.wide > one.left);
          expect(overlaps).toEqual([]);
        }
      }),
    );
  });
});

describe("a typed target", () => {
  const zh = amountScale("money", "CNY", 50_340_000, "zh");
  const en = amountScale("money", "CNY", 50_340_000, "en");
  it.each([
    ["5,037.2", 50_372_000],
    ["5037.2万元", 50_372_000],
    ["５０３７", 50_370_000],
    ["12,5", 125_000],
  ])("%s in 万元", (typed, value) => expect(parseAmount(typed, zh)).toBeCloseTo(value, 3));
  it("is not guessed", () => {
    for (const typed of ["", "abc", "5,03,7", "1.2.3", "--4"]) expect(parseAmount(typed, zh)).toBeNull();
  });
  it("reads back what it writes", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
        for (const scale of [zh, en])
          expect(parseAmount(amountText(value, scale), scale)).toBeCloseTo(
            value,
            -Math.log10(scale.size) + 0,
          );
      }),
    ));
});

describe("intervals on an axis", () => {
  it("are cut beyond two and a half times the largest value, and that is known", () => {
    expect(withEnds([0.4, 0.1], [4])).toEqual([0.4, 0.1, 1]);
    expect(cutsEnds([0.4, 0.1], [4])).toBe(true);
    expect(cutsEnds([0.4, 0.1], [0.9, null])).toBe(false);
    expect(cutsEnds([0, 0], [1.8])).toBe(false);
  });
});
