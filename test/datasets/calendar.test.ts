// Working days and 春节 are those of mainland China, wherever the machine stands.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as Calendar from "../../datasets/companies/calendar.js";

const zone = process.env.TZ;

describe.each(["America/Los_Angeles", "Asia/Shanghai", "Pacific/Auckland"])(
  "calendar of the demo companies in %s",
  (timeZone) => {
    let calendar: typeof Calendar;
    beforeEach(async () => {
      process.env.TZ = timeZone;
      vi.resetModules();
      calendar = await import("../../datasets/companies/calendar.js");
    });
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });

    it.each([
      // 春节 10 to 17 February; Sundays 4 and 18 are worked.
      ["2024-02", "01 02 04 05 06 07 08 09 18 19 20 21 22 23 26 27 28 29"],
      // 清明 4 to 6 April, Sunday 7 is worked; Sunday 28 for 1 May.
      ["2024-04", "01 02 03 07 08 09 10 11 12 15 16 17 18 19 22 23 24 25 26 28 29 30"],
      // National Day 1 to 7 October, Saturday 12 is worked; Sunday 29 September was.
      ["2024-10", "08 09 10 11 12 14 15 16 17 18 21 22 23 24 25 28 29 30 31"],
      ["2023-07", "03 04 05 06 07 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31"],
    ])("knows the working days of %s", (month, days) => {
      const found = calendar.workingDays(calendar.monthOf(month)).map((day) => calendar.isoDay(day).slice(8));
      expect(found).toEqual(days.split(" "));
    });

    it("knows the first day of the lunar year", () => {
      const found = [2022, 2023, 2024, 2025, 2026].map((year) =>
        calendar.isoDay(calendar.springFestival(year)),
      );
      expect(found).toEqual(["2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"]);
    });

    it("shares the festival out between months: 22 days a year", () => {
      const { festivalWeight, isAfterFestival, monthOf } = calendar;
      expect(festivalWeight(monthOf("2025-01"))).toBeCloseTo(10 / 22);
      expect(festivalWeight(monthOf("2025-02"))).toBeCloseTo(12 / 22);
      expect(festivalWeight(monthOf("2026-02"))).toBeCloseTo(19 / 22);
      expect(festivalWeight(monthOf("2026-03"))).toBeCloseTo(3 / 22);
      expect(festivalWeight(monthOf("2026-07"))).toBe(0);
      expect(["2024-03", "2025-02", "2026-03"].every((m) => isAfterFestival(monthOf(m)))).toBe(true);
      expect(isAfterFestival(monthOf("2025-03"))).toBe(false);
    });

    it("counts days without time zones", () => {
      expect(calendar.isoDay(calendar.dayOf("2024-02-29"))).toBe("2024-02-29");
      expect(calendar.dayOf("1970-01-02")).toBe(1);
    });

    it("refuses years whose holidays are not known", () => {
      expect(() => calendar.workingDays(calendar.monthOf("2027-01"))).toThrow("2004…2026");
    });
  },
);
