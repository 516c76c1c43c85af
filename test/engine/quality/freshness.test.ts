// What is learnt from a source's past, and when it is late: hand-made calendars.
import { describe, expect, it } from "vitest";
import { cadenceOfArrivals, cadenceOfRecords } from "../../../engine/quality/cadence.js";
import { dayNumber, freshness } from "../../../engine/quality/freshness.js";

const days = (...texts: string[]): number[] => texts.map(dayNumber);
const monthly = Array.from({ length: 12 }, (_, i) => 2026 * 12 + i);

describe("the cadence", () => {
  it("of arrivals is the median gap; a weekend is always tolerated", () => {
    const workdays = days("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09");
    expect(cadenceOfArrivals(workdays)).toEqual({ days: 1, tolerance: 2, basis: "arrivals", gaps: 5 });
  });

  it("takes two files of one day for one arrival, and learns nothing from two days", () => {
    expect(cadenceOfArrivals(days("2026-03-02", "2026-03-02", "2026-03-09"))).toBeNull();
  });

  it("tolerates more where the past was irregular", () => {
    const regular = cadenceOfArrivals(days("2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05"))!;
    const irregular = cadenceOfArrivals(days("2026-01-05", "2026-01-25", "2026-03-05", "2026-04-05"))!;
    expect(irregular.tolerance).toBeGreaterThan(regular.tolerance);
  });

  it("of records needs a rhythm: quarters have one, events do not", () => {
    const quarters = [0, 3, 6, 9, 12].map((m) => 2025 * 12 + m);
    expect(cadenceOfRecords(quarters)).toMatchObject({ days: 91, basis: "records" });
    expect(cadenceOfRecords([0, 1, 5, 6, 14].map((m) => 2025 * 12 + m))).toBeNull();
    expect(cadenceOfRecords([1, 2, 3])).toBeNull();
  });
});

describe("freshness", () => {
  const arrivals = ["2026-05-05", "2026-06-05", "2026-07-05", "2026-08-05"].map((day) => ({
    at: `${day}T08:00:00Z`,
    to: `${day.slice(0, 5)}${String(Number(day.slice(5, 7)) - 1).padStart(2, "0")}-28`,
  }));
  const at = (day: string) =>
    freshness(arrivals, "2026-07-31", monthly.slice(0, 7), new Date(`${day}T12:00:00Z`));

  it("turns to overdue on the first day beyond cadence and tolerance, and counts from there", () => {
    // 31 days after 5 August is 5 September; a tenth of 31 is tolerated.
    expect(at("2026-09-09")).toMatchObject({ state: "fresh", dueOn: "2026-09-05", overdueDays: 0 });
    expect(at("2026-09-10")).toMatchObject({
      state: "overdue",
      overdueSince: "2026-09-10",
      overdueDays: 1,
      late: "arrival",
    });
    expect(at("2026-09-20").overdueDays).toBe(11);
  });

  it("sees records that end too early although something arrived", () => {
    const stale = [...arrivals, { at: "2026-09-05T08:00:00Z", to: "2026-05-31" }];
    const found = freshness(stale, "2026-05-31", monthly.slice(0, 5), new Date("2026-09-06T12:00:00Z"));
    expect(found).toMatchObject({ state: "overdue", late: "records" });
  });

  it("expects nothing of a source that came once and has no rhythm", () => {
    const found = freshness([arrivals[0]!], "2026-04-28", [1, 8, 20], new Date("2030-01-01"));
    expect(found).toMatchObject({ state: "not_learnt", cadence: null, dueOn: null });
  });

  it("goes by the rhythm of the records until it has arrived three times", () => {
    const once = freshness(
      [{ at: "2026-08-05T08:00:00Z", to: "2026-07-31" }],
      "2026-07-31",
      monthly.slice(0, 7),
      new Date("2026-09-30"),
    );
    expect(once).toMatchObject({ state: "overdue", cadence: { basis: "records", days: 30 } });
  });
});
