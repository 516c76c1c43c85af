// A window is answered from cells that every one of its months has; a month that is not closed closes the whole window.
import { expect, it } from "vitest";
import { bookOf } from "../../../engine/disclosure/release-book.js";
import { releaseOf, type NamedMember } from "../../../engine/disclosure/release.js";
import { monthNumber } from "../../../engine/metrics/period.js";
import { cellsOfMonth, cellsOfWindow } from "../../../engine/metrics/released-cells.js";
import { releasedShape } from "../../../engine/metrics/released-shape.js";

const members = (sizes: Record<string, number>): NamedMember[] =>
  Object.entries(sizes).flatMap(([unit, size]) =>
    Array.from({ length: size }, (_, i) => ({
      id: `${unit}${i}`,
      orgPath: ["C", unit],
      names: [unit, unit, unit],
      values: [],
    })),
  );

it("has a unit only where it stands alone in every month", () => {
  const releases = [
    releaseOf("2025-01", members({ A: 9, B: 12, D: 20 }), [], 5),
    releaseOf("2025-02", members({ A: 3, B: 12, D: 20 }), [], 5),
    releaseOf("2025-03", members({ A: 9, B: 12, D: 20 }), [], 5),
  ];
  const book = bookOf(releases, "test");
  const column = { id: "division", column: "division" } as never;
  const shape = releasedShape({ dimensions: [{ column: "division", definition: column }], filters: [] }, [])!;
  const units = (from: string, to: string): string[] | undefined => {
    const window = { from: monthNumber(from), to: monthNumber(to) };
    const cells = cellsOfWindow(book, window, (month) => cellsOfMonth(month, shape, {}, 5));
    return cells && [...cells.values()].map((cell) => cell.units.join("+")).sort();
  };
  expect(units("2025-01", "2025-01")).toEqual(["A", "B", "D"]);
  expect(units("2025-02", "2025-02")).toEqual(["A+B", "D"]);
  expect(units("2025-01", "2025-03")).toEqual(["D"]);
  expect(units("2025-03", "2025-04")).toBeUndefined();
});
