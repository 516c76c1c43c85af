// A month whose end came after the last import is not over, however late it is asked about: no score, no forecast from half of it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  commitTarget,
  forecastTarget,
  isRefusal,
  nowcastTarget,
  scoreTargets,
} from "../../../models/index.js";
import { targetSeries } from "../../../models/targets/target-series.js";
import { localReader, targetWorkspace, type TargetWorkspace } from "./target-workspace.js";

const whole = { metric: "revenue" };
const beforeChristmas = new Date("2025-12-20T09:00:00Z");
const muchLater = new Date("2026-03-05T09:00:00Z");
let company: TargetWorkspace;
beforeAll(async () => {
  company = await targetWorkspace();
  await commitTarget(company.as(localReader), { ...whole, from: "2025-10", value: 400_000, why: "agreed" });
  await company.quarterEnds(beforeChristmas);
});
afterAll(() => company.close());

const lastOf = async (now: Date) =>
  (await targetSeries(company.as(localReader, now), whole)).months.at(-1)!.month;

describe("data that end inside a month", () => {
  it("have whole months up to the one before, also when asked months later or by a clock that was set back", async () => {
    expect(await lastOf(beforeChristmas)).toBe("2025-11");
    expect(await lastOf(muchLater)).toBe("2025-11");
    expect(await lastOf(new Date("2025-08-10T00:00:00Z"))).toBe("2025-07");
  });

  it("do not decide a target of that quarter", async () => {
    expect(await scoreTargets(company.as(localReader, muchLater))).toEqual([]);
  });

  it("say what was reached by the day of the import, and of an earlier day no more than the whole months before", async () => {
    const of = async (day?: string) => {
      const found = await nowcastTarget(company.as(localReader, muchLater), { ...whole, day });
      if (isRefusal(found)) throw new Error(found.code);
      return found;
    };
    const [now, earlier] = [await of(), await of("2025-11-15")];
    const months = (await targetSeries(company.as(localReader, muchLater), whole)).months;
    const valueOf = (month: string) => months.find((one) => one.month === month)!.value!;
    expect(now).toMatchObject({ from: "2025-10", day: "2025-12-20" });
    expect(now.known).toBeGreaterThan(valueOf("2025-10") + valueOf("2025-11"));
    expect(earlier.day).toBe("2025-10-31");
    expect(earlier.known).toBeCloseTo(valueOf("2025-10"), 6);
    await expect(of("2025-13-45")).rejects.toMatchObject({ code: "nowcast_day_invalid" });
  });

  it("count in a forecast, a commitment and a nowcast alike: one target has one chance", async () => {
    const context = company.as(localReader, beforeChristmas);
    const found = await nowcastTarget(context, { ...whole, target: 450_000 });
    const forecast = await forecastTarget(context, {
      ...whole,
      target: { from: "2025-10", to: "2025-12", value: 450_000 },
    });
    if (isRefusal(found) || isRefusal(forecast)) throw new Error("refused");
    expect(forecast.outlook!.known).toBeCloseTo(found.known, 6);
    expect(forecast.outlook!.mean / found.mean).toBeCloseTo(1, 2);
    expect(Math.abs(forecast.outlook!.probability! - found.probability!)).toBeLessThan(0.03);
    const line = await commitTarget(context, { ...whole, from: "2025-10", value: 450_000, why: "again" });
    if (isRefusal(line)) throw new Error("refused");
    expect(line.chance).toBe(forecast.outlook!.probability);
    // what the month has brought is no part of a quarter that is to come
    const next = forecast.quarters.find(({ from }) => from === "2026-01")!;
    expect(next).toMatchObject({ monthsKnown: 0, known: 0 });
  });
});
