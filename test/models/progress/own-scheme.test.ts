// A company's own scheme of quarters on a person's sheet: a recorded target that has reached one month, a target of two conditions.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressSheet } from "../../../models/progress/index.js";
import { statementsOf } from "../../../models/progress/sheet-words.js";
import { progressWorkspace, type ProgressWorkspace } from "./progress-workspace.js";

const scheme = `id: own
name: { en: Own, zh: 自有方案 }
period: quarter
versions:
  - version: 1
    effective_from: 2025-01
    indicators:
      - id: visits
        name: { en: Visits, zh: 拜访 }
        kind: process
        weight: 60
        source: { kpi: visits, combine: sum }
        provenance: measured
        target: { at_least: recorded }
        controllable: "yes"
      - id: service
        name: { en: Service, zh: 服务 }
        kind: balance
        weight: 40
        source: { kpi: repurchase, combine: mean }
        provenance: measured
        target: { all: [{ at_least: 60 }, { at_least: 0.5, source: { metric: lead_conversion } }] }
        controllable: partly
`;

let made: ProgressWorkspace;
beforeAll(async () => {
  made = await progressWorkspace();
  mkdirSync(path.join(made.workspace.dir, "schemes"));
  writeFileSync(path.join(made.workspace.dir, "schemes", "own.yml"), scheme);
}, 120_000);
afterAll(() => made.close());

describe("a sheet by the company's own scheme", () => {
  it("asks for October's recorded target by the end of October, whatever the quarter still has", async () => {
    const { figures } = await progressSheet(made.as("own"), "A1", { kind: "weekly" });
    const visits = figures.find(({ goal }) => goal.id === "visits")!;
    expect([visits.value, visits.goal.target]).toEqual([10, 12]);
    expect(visits.due).toMatchObject({ amount: 12, ahead: -2, days: 18, of: 18 });
  });

  it("names each condition in the reader's language and in its own unit", async () => {
    const { figures } = await progressSheet(made.as("own"), "A1", { kind: "weekly" });
    const service = figures.find(({ goal }) => goal.id === "service")!;
    const told = (locale: "en" | "zh"): string =>
      statementsOf(service, locale, "CNY").map(({ text }) => text).join("\n"); // prettier-ignore
    expect(told("zh")).toContain("目标须同时满足：repurchase ≥ 60 满足；线索转化率 ≥ 50% 未满足。");
    expect(told("en")).toContain("repurchase ≥ 60 holds; Lead conversion ≥ 50% does not hold.");
  });
});
