// Before and after: the difference, its interval and verdict, and the person-years that would settle a doubt.
import { describe, expect, it } from "vitest";
import { garwood, mover, wilson } from "../../engine/metrics/interval.js";
import { changeOf, judgeTogether, type Estimate } from "../../web/client/overview/change.js";
import { exposureNeeded } from "../../web/client/overview/exposure-needed.js";
import { phasesOf } from "../../web/client/overview/phases.js";

const rate = (events: number, exposure: number): Estimate => {
  const { low, high } = garwood(events);
  return { value: events / exposure, low: low / exposure, high: high / exposure, events, n: 100 };
};
const share = (x: number, n: number): Estimate => ({ value: x / n, ...wilson(x, n), events: x, n });

const limits = (e: Estimate) => ({ low: e.low!, high: e.high! });

describe("a change", () => {
  it("has the interval that the engine gives to the same two numbers", () => {
    const [before, after] = [rate(35, 100), rate(25, 100)];

    const expected = mover(after.value!, limits(after), before.value!, limits(before));
    expect(changeOf(before, after)).toMatchObject({
      difference: expect.closeTo(-0.1, 12),
      low: expect.closeTo(expected.low, 12),
      high: expect.closeTo(expected.high, 12),
    });
  });

  it("equals Newcombe's interval for shares (56/70 against 48/80: 0.0524 to 0.3339)", () => {
    const change = changeOf(share(48, 80), share(56, 70))!;
    expect(change.low).toBeCloseTo(0.0524, 4);
    expect(change.high).toBeCloseTo(0.3339, 4);
  });

  it("is beyond chance only when its interval leaves out zero", () => {
    expect(changeOf(rate(35, 100), rate(25, 100))!.chance).toBe("could_be_chance");
    expect(changeOf(rate(60, 100), rate(25, 100))!.chance).toBe("beyond_chance");
    expect(changeOf(rate(1, 3), rate(2, 3))!.chance).toBe("too_few");
  });

  it("needs stronger evidence among many comparisons of a page, with the same interval shown", () => {
    const alone = changeOf(rate(48, 100), rate(29, 100))!;
    const among = { ...alone };
    const others = Array.from({ length: 19 }, () => changeOf(rate(30, 100), rate(31, 100)));
    expect(judgeTogether([among, null, changeOf(rate(1, 3), rate(2, 3)), ...others])).toBe(20);
    expect(alone.chance).toBe("beyond_chance");
    expect(among.chance).toBe("could_be_chance");
    expect([among.low, among.high]).toEqual([alone.low, alone.high]);
  });

  it("p is 5 % where the interval ends at zero", () => {
    const before = { value: 0, low: -1, high: 1, events: 100, n: 100 };
    const half = Math.sqrt(1.5 ** 2 - 1);
    const after = { value: 1.5, low: 1.5 - half, high: 1.5 + half, events: 100, n: 100 };
    const change = changeOf(before, after)!;
    expect(change.low).toBeCloseTo(0, 12);
    expect(change.p).toBeCloseTo(0.05, 10);
  });

  it("raises a false alarm on at most 1 of 20 pages of 10 unchanged units", () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const poisson = (mean: number): number => {
      let [count, product] = [0, random()];
      while (product > Math.exp(-mean)) [count, product] = [count + 1, product * random()];
      return count;
    };
    let alarms = 0;
    for (let page = 0; page < 400; page++) {
      const units = Array.from({ length: 10 }, () => changeOf(rate(poisson(9), 30), rate(poisson(9), 30)));
      judgeTogether(units);
      if (units.some((unit) => unit!.chance === "beyond_chance")) alarms++;
    }
    expect(alarms / 400).toBeLessThanOrEqual(0.05);
  });

  it("would be settled by (1.96 + 0.84)² (a + b) / (a − b)² person-years in each phase", () => {
    expect(exposureNeeded(0.35, 0.25)).toBeCloseTo(470.9, 0);
    expect(exposureNeeded(0.3, 0.3)).toBeNull();
  });
});

describe("the phases", () => {
  const programme = { id: "p", title: { en: "P", zh: "P" }, changeFrom: "2025-02", changeTo: "2025-05" };
  it("are all months before a programme's change and all after it", () => {
    const phases = phasesOf({ history: { from: "2023-05", to: "2026-10" }, programmes: [programme] });
    expect(phases).toMatchObject({
      kind: "programme",
      before: { from: "2023-05", to: "2025-01" },
      change: { from: "2025-02", to: "2025-05" },
      after: { from: "2025-06", to: "2026-10" },
    });
  });
  it("are the last twelve months and the twelve before where there is no programme", () => {
    expect(phasesOf({ history: { from: "2023-11", to: "2026-10" }, programmes: [] })).toMatchObject({
      kind: "years",
      before: { from: "2024-11", to: "2025-10" },
      after: { from: "2025-11", to: "2026-10" },
    });
  });
  it("are one where the history is shorter than two years", () => {
    const history = { from: "2025-11", to: "2026-10" };
    expect(phasesOf({ history, programmes: [] })).toEqual({ kind: "single", after: history });
  });
});
