import { describe, expect, it } from "vitest";
import { periodOrder } from "../../models/period-order.js";

const orders = (texts: string[]): (number | null)[] => texts.map(periodOrder(texts));
/** Distances between neighbours. */
const steps = (texts: string[]): number[] => {
  const found = orders(texts) as number[];
  return found.slice(1).map((order, i) => order - found[i]);
};

describe("order of periods", () => {
  it("whole numbers stay what they are", () => {
    expect(orders(["3", "-2", " 10 ", "202503"])).toEqual([3, -2, 10, 202503]);
  });

  it.each([
    [["2024-11", "2024-12", "2025-01"]],
    [["2024/11", "2024/12", "2025/1"]],
    [["2024年11月", "2024年12月", "2025年1月"]],
    [["Nov 2024", "December 2024", "jan. 2025"]],
    [["2024 Nov", "2024-Dec", "2025 Jan"]],
    [["2024-11-01", "2024-12-01", "2025-01-01"]],
    [["2024-11-30", "2024-12-31", "2025-01-31"]],
    [["2023-12-31T00:00:00Z", "2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z"]],
    [["2024年11月1日", "2024年12月1日", "2025年1月1日"]],
    [["2024-Q3", "2024-Q4", "2025-Q1"]],
    [["2024 Q3", "2024Q4", "2025/q1"]],
    [["Q3 2024", "Q4-2024", "Q1 2025"]],
    [["2024年3季度", "2024年第四季度", "2025年第1季度"]],
    [["2024-12-30", "2024-12-31", "2025-01-01"]],
  ])("%j are neighbours", (texts) => expect(steps(texts)).toEqual([1, 1]));

  it("weeks lie seven days apart, months given quarterly three months", () => {
    expect(steps(["2025-02-24", "2025-03-03", "2025-03-10"])).toEqual([7, 7]);
    expect(steps(["2025-03-31", "2025-06-30", "2025-09-30"])).toEqual([3, 3]);
  });

  it("what has another form than the first, or is no day, is no period", () => {
    expect(orders(["2025-01", "2025-Q1", "3", "", "2025-13"])).toEqual([2025 * 12, null, null, null, null]);
    expect(orders(["2025-02-28", "2025-02-29", "soon"]).slice(1)).toEqual([null, null]);
    expect(orders(["", "2025-01"])).toEqual([null, null]);
    expect(orders([])).toEqual([]);
  });
});
