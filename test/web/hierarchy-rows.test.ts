// The tree of forecasts beside the targets on record: rows from the whole down, sums and gaps by unit, people under theirs.
import { describe, expect, it } from "vitest";
import type { HierarchyAnswer, TargetSum } from "../../models/index.js";
import { hierarchyRows, widestGap } from "../../web/client/standing/hierarchy-rows.js";

const node = (name: string, level: string, parent: number, value: number) => ({
  name,
  level,
  parent,
  value,
  forecast: value + 1,
  low80: value - 2,
  high80: value + 2,
});
const found: HierarchyAnswer = {
  metric: "revenue",
  from: "2027-01",
  to: "2027-03",
  until: "2026-10",
  way: "variance",
  ways: {},
  pastSpans: 4,
  coverage: null,
  nodes: [
    node("", "company", -1, 100),
    node("North", "department", 0, 60),
    node("South", "department", 0, 40),
    node("N1", "team", 1, 60),
    node("E1", "person", 3, 35),
    node("E2", "person", 3, 25),
  ],
};
const part = (name: string, target: number | null) => ({
  name,
  target,
  seq: null,
  forecast: null,
  proposal: null,
});
const sum = (over: Partial<TargetSum>): TargetSum => ({
  whole: { level: "company", name: null },
  target: 110,
  parts: "department",
  of: [part("North", 70), part("South", 30)],
  sum: 100,
  set: 2,
  missing: 0,
  gap: 10,
  ...over,
});

describe("rows of the hierarchy", () => {
  it("stand in the tree's order, people in their team's row", () => {
    const rows = hierarchyRows(found, { sums: [] });
    expect(rows.map(({ name, depth }) => [name, depth])).toEqual([
      ["", 0],
      ["North", 1],
      ["N1", 2],
      ["South", 1],
    ]);
    expect(rows[2]!.people.map(({ name, value }) => [name, value])).toEqual([
      ["E1", 35],
      ["E2", 25],
    ]);
  });

  it("carry the targets on record, their parts' sum and the gap of the unit that has one", () => {
    const rows = hierarchyRows(found, { sums: [sum({})] });
    expect(rows.map(({ target }) => target)).toEqual([110, 70, null, 30]);
    expect(rows[0]!.parts).toEqual({ sum: 100, missing: 0, gap: 10 });
    expect(widestGap(rows)).toMatchObject({ gap: 10, row: { level: "company" } });
  });

  it("name no gap while a part has no target, and none that is nothing", () => {
    const open = sum({ of: [part("North", 70), part("South", null)], sum: 70, set: 1, missing: 1, gap: 40 });
    expect(hierarchyRows(found, { sums: [open] })[0]!.parts).toEqual({ sum: 70, missing: 1, gap: null });
    expect(widestGap(hierarchyRows(found, { sums: [open] }))).toBeNull();
    expect(widestGap(hierarchyRows(found, { sums: [sum({ target: 100, gap: 0 })] }))).toBeNull();
    const none = sum({ of: [part("North", null)], sum: 0, set: 0, missing: 1, gap: 110 });
    expect(hierarchyRows(found, { sums: [none] })[0]!.parts).toEqual({ sum: null, missing: 1, gap: null });
  });
});
