// Which months a company's spine covers, and from when exits count.
import { describe, expect, it } from "vitest";
import { decideHistory, type HistoryFacts } from "../../../engine/spine/history.js";
import { tenPeople } from "../../fixtures/ten-people.js";
import { observedExits } from "../../../engine/spine/observed-exits.js";
import { employeeMonths, withSpine } from "./spine-fixture.js";

const facts: HistoryFacts = {
  firstFact: "2023-05",
  lastFact: "2026-09",
  firstMove: "2012-03",
  lastDate: "2026-10",
  hasExitSource: true,
  snapshot: null,
};

describe("the history", () => {
  it("begins with the first recorded fact, not with the first hire or move, and ends with the last date", () => {
    expect(decideHistory(facts, {})).toEqual({
      from: "2023-05",
      to: "2026-10",
      exitsObservedFrom: "2023-05",
      snapshotDate: null,
    });
  });

  it("of a snapshot covers the months in which its exits were seen", () => {
    const snapshot = { date: "2026-10-31", observationMonths: 12, exitsObservedFrom: "2025-11" };
    expect(decideHistory({ ...facts, firstFact: null, lastFact: "2026-10", snapshot }, {})).toEqual({
      from: "2025-11",
      to: "2026-10",
      exitsObservedFrom: "2025-11",
      snapshotDate: "2026-10-31",
    });
  });

  it("reaches beyond a snapshot when exits are dated later, and counts exits from there only", () => {
    const snapshot = { date: "2015-12-31", observationMonths: 12, exitsObservedFrom: "2016-01" };
    expect(
      decideHistory({ ...facts, firstFact: "2015-01", lastFact: "2016-12", snapshot }, {}),
    ).toMatchObject({
      from: "2015-01",
      to: "2016-12",
      exitsObservedFrom: "2016-01",
    });
  });

  it("observes no exits where no source of exits was imported", () => {
    expect(decideHistory({ ...facts, hasExitSource: false }, {}).exitsObservedFrom).toBeNull();
  });

  it("follows rapport.yml before its own rules", () => {
    expect(
      decideHistory(facts, { historyFrom: "2024-01", historyTo: "2025-12", exitsObservedFrom: "2024-07" }),
    ).toMatchObject({ from: "2024-01", to: "2025-12", exitsObservedFrom: "2024-07" });
  });

  it("ends with CRM records, but begins with them only when nothing else is recorded", async () => {
    const lead = [
      { lead_id: "l1", employee_id: "Ada", created_at: "2023-01-15 10:00:00" },
      { lead_id: "l2", employee_id: "Ada", created_at: "2024-10-15 10:00:00" },
    ];
    await withSpine({ ...tenPeople, lead }, {}, async (_, history) => {
      expect(history).toMatchObject({ from: "2024-03", to: "2024-10" });
    });
    const { employee } = tenPeople;
    await withSpine({ employee: employee!, lead }, {}, async (_, history) => {
      expect(history).toMatchObject({ from: "2023-01", to: "2024-10" });
    });
  });

  it("is refused when it has no date, is reversed, or spans a century", () => {
    const none = { ...facts, firstFact: null, lastFact: null, firstMove: null, lastDate: null };
    expect(() => decideHistory(none, {})).toThrow(expect.objectContaining({ code: "history_unknown" }));
    expect(() => decideHistory(facts, { historyFrom: "2030-01" })).toThrow(
      expect.objectContaining({ code: "history_reversed" }),
    );
    expect(() => decideHistory({ ...facts, firstFact: "1926-01" }, {})).toThrow(
      expect.objectContaining({ code: "history_too_long" }),
    );
  });

  it("without exits observed gives no exit exposure but the same headcount", async () => {
    const late = await withSpine(tenPeople, { exitsObservedFrom: "2024-06" }, employeeMonths);
    const before = late.filter((row) => (row.month as string) < "2024-06-01");
    expect(new Set(before.map((row) => row.exit_exposure))).toEqual(new Set([0]));
    expect(
      late.filter((row) => row.month === "2024-06-01").every((r) => r.exit_exposure === r.headcount_average),
    ).toBe(true);
  });

  it("counts exits from the first one on when the silence before it cannot be chance", async () => {
    const history = decideHistory(facts, {});
    const year = 365 * 100; // a hundred people for a year
    const counts = { firstExit: "2024-05", exits: 21, daysBefore: year, daysAfter: 2 * year };
    expect(observedExits(history, counts).exitsObservedFrom).toBe("2024-05");
    expect(observedExits(history, { ...counts, exits: 7 }).exitsObservedFrom).toBe("2023-05");

    const people = Array.from({ length: 40 }, (_, i) => `P${String(i).padStart(2, "0")}`);
    const monthly = people.slice(0, 20);
    const sources = {
      employee: people.map((employee_id) => ({ employee_id, hire_date: "2015-01-01" })),
      // attendance from 2022 on, leavers from 2023 on: one a month
      attendance_day: [{ employee_id: "P39", work_date: "2022-01-03", planned_hours: 8 }],
      termination: monthly.map((employee_id, i) => ({
        employee_id,
        exit_date: `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}-10`,
      })),
    };
    await withSpine(sources, {}, async (_, found) => {
      expect(found).toMatchObject({ from: "2022-01", to: "2024-08", exitsObservedFrom: "2023-01" });
    });
  });

  it("follows no hire whose date was counted back from years of tenure", async () => {
    const derived = {
      ...tenPeople,
      employee: tenPeople.employee!.map((e) => ({ ...e, is_derived_hire_date: true })),
    };
    const months = await withSpine(derived, {}, employeeMonths);
    expect(months.filter((row) => row.is_exit_within_90_days || row.is_exit_within_365_days)).toEqual([]);
  });
});
