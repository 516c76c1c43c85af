// How people and other programs write numbers, units, days and times of day: read, or told apart from codes.
import { describe, expect, it } from "vitest";
import { dateReader, isMissing, minutesFrom, numberFrom, unitReader } from "../../models/read-cell.js";

describe("a cell", () => {
  it.each([
    ["1,234.5", 1234.5],
    ["12 345", 12345],
    ["12\u00a0345", 12345],
    ["12'345.5", 12345.5],
    ["12 %", 12],
    ["８５％", 85],
    ["¥1,200", 1200],
    ["￥300", 300],
    ["USD 1,200.50", 1200.5],
    ["HK$9", 9],
    ["(12.5)", -12.5],
    ["−3", -3],
    ["-0", -0],
    ["1e3", 1000],
    ["3000元", 3000],
  ])("reads %s as a number", (text, value) => {
    expect(numberFrom(text, false)).toBe(value);
  });

  it.each(["", "1,23", "1,2345", "12 34", "abc", "1-2", "0x10", "1e999", "1e308", "()", "12 km", "P7"])(
    "does not read “%s” as a number",
    (text) => expect(numberFrom(text, false)).toBeNaN(),
  );

  it("takes what spreadsheets and divisions by zero leave behind as missing, and words as words", () => {
    for (const text of ["#DIV/0!", "inf", "-Infinity", "NaN", "NaT", "<NA>", "无", "#N/A"])
      expect(isMissing(text)).toBe(true);
    for (const text of ["0", "未知", "Nancy", "information", "na na"]) expect(isMissing(text)).toBe(false);
  });

  it("reads a column of one unit, thousands and 万 with it, and leaves codes alone", () => {
    const km = unitReader(["3 km", "4.5 km", "12km"], false)!;
    expect([km("3 km"), km("12km"), km("7"), km("3 mi")]).toEqual([3, 12, 7, Number.NaN]);
    const pay = unitReader(["1.2万", "9000元", "2万", "1,5000"], false)!;
    expect([pay("1.2万"), pay("8k")]).toEqual([12_000, 8000]);
    expect(unitReader(["1A", "2B", "3C", "4D"], false)).toBeUndefined();
    expect(unitReader(["2024Q1", "2024Q2"], false)).toBeUndefined();
    expect(unitReader(["P3", "P4"], false)).toBeUndefined();
  });

  it("reads days in the ways of both languages, and the month first only where the day cannot be", () => {
    const day = Date.UTC(2024, 2, 1) / 86_400_000;
    const read = dateReader([]);
    for (const text of [
      "2024-03-01",
      "2024/3/1",
      "2024年3月1日",
      "2024-03-01T08:12:33Z",
      "1/3/2024",
      "1 Mar 2024",
      "01-Mar-2024",
      "March 1, 2024",
      "2024-03",
      "2024年3月",
    ])
      // prettier-ignore
      expect([text, read(text)]).toEqual([text, day]);
    expect(dateReader(["3/25/2024"])("3/1/2024")).toBe(day);
    for (const text of ["2024-13-01", "1/32/2024", "40 Mar 2024", "1 Foo 2024", "2024"])
      expect(read(text)).toBeNaN();
  });

  it("reads a time of day as minutes", () => {
    expect(["08:05", "8:05:30", "5:15 PM", "12:00 am", "25:99"].map(minutesFrom)).toEqual([
      485,
      485.5,
      1035,
      0,
      Number.NaN,
    ]);
  });
});
