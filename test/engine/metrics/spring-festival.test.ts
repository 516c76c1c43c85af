// 春节 of each year against a table written by hand, and which months are compared with which.
import { describe, expect, it } from "vitest";
import { springFestival as demoFestival } from "../../../datasets/companies/calendar.js";
import { monthNumber, monthText } from "../../../engine/metrics/period.js";
import { alignedToFestival, springFestival } from "../../../engine/metrics/spring-festival.js";
import { springFestival as modelFestival } from "../../../models/targets/spring-festival.js";
import { festivalDates } from "./festival-table.js";

const years = Array.from({ length: 16 }, (_, i) => 2015 + i);
const aligned = (from: string, to = from): string => {
  const range = alignedToFestival({ from: monthNumber(from), to: monthNumber(to) });
  return from === to ? monthText(range.from) : `${monthText(range.from)} ${monthText(range.to)}`;
};

describe("first day of the lunar year", () => {
  it.each(years)("%i", (year) => {
    const { month, day } = springFestival(year);
    expect(`${monthText(month)}-${String(day).padStart(2, "0")}`).toBe(festivalDates[year]);
  });

  it("is the same for the demo companies and the forecasts", () => {
    for (const year of years) {
      const day = Date.parse(`${festivalDates[year]}T00:00:00Z`) / 86_400_000;
      expect([demoFestival(year), modelFestival(year)]).toEqual([day, day]);
    }
  });
});

describe("months", () => {
  it.each(years)(
    "the month of the festival of %i meets the month of the one before, and its neighbours theirs",
    (year) => {
      const [own, before] = [festivalDates[year], festivalDates[year - 1]].map((date) => date.slice(0, 7));
      for (const offset of [-1, 0, 1, 2])
        expect(aligned(monthText(monthNumber(own) + offset))).toBe(monthText(monthNumber(before) + offset));
    },
  );

  it.each(years)("May to November of %i meet themselves a year before", (year) => {
    for (const month of ["05", "06", "07", "08", "09", "10", "11"])
      expect(aligned(`${year}-${month}`)).toBe(`${year - 1}-${month}`);
  });

  it.each([
    // 2025: 29 January after 10 February
    ["2024-12", "2024-01"],
    ["2025-01", "2024-02"],
    ["2025-02", "2024-03"],
    ["2025-03", "2024-04"],
    ["2025-04", "2024-04"],
    // 2026: 17 February after 29 January
    ["2025-12", "2024-12"],
    ["2026-01", "2024-12"],
    ["2026-02", "2025-01"],
    ["2026-03", "2025-02"],
    ["2026-04", "2025-03"],
    ["2026-05", "2025-05"],
    // 2022: 1 February after 12 February: the same months
    ["2022-01", "2021-01"],
    ["2022-02", "2021-02"],
  ])("%s meets %s", (month, other) => expect(aligned(month)).toBe(other));
});

describe("longer periods", () => {
  it.each(years)("calendar quarters and the year %i hold their festival and stay", (year) => {
    for (const [from, to] of [
      ["01", "03"],
      ["04", "06"],
      ["10", "12"],
      ["01", "12"],
    ])
      expect(aligned(`${year}-${from}`, `${year}-${to}`)).toBe(`${year - 1}-${from} ${year - 1}-${to}`);
  });

  it("a quarter from February moves when the festival would be in one of the two only", () => {
    expect(aligned("2024-02", "2024-04")).toBe("2023-01 2023-03");
    expect(aligned("2023-11", "2024-01")).toBe("2022-10 2022-12");
    expect(aligned("2022-02", "2022-04")).toBe("2021-02 2021-04");
  });
});
