import { describe, expect, it } from "vitest";
import { chartRules, chosenChart, mostSeries, suggestCharts } from "../../../web/report/chart-rules.js";
import { reportShape } from "../../../web/report/report-shape.js";
import { chartKinds, emptyReport, type ChartKind, type ReportSpec } from "../../../web/report/report-spec.js";
import { catalogue, sampleResult } from "./sample-results.js";

const report = (parts: Partial<ReportSpec>): ReportSpec => ({ ...emptyReport, ...parts });
const suggest = (parts: Partial<ReportSpec>) =>
  suggestCharts(reportShape(report(parts), catalogue, sampleResult(report(parts))));
const verdict = (parts: Partial<ReportSpec>, kind: ChartKind) =>
  suggest(parts).find((one) => one.kind === kind)!;

const allShapes: Partial<ReportSpec>[] = [];
for (const metrics of [
  ["exits"],
  ["voluntary_turnover"],
  ["review_score"],
  ["exits", "revenue"],
  ["exits", "voluntary_turnover"],
])
  for (const across of [[], ["month"], ["site"], ["team"], ["quarter", "site"], ["site", "department"]])
    for (const colour of [[], ["tenure_band"], ["team"]])
      for (const panels of [[], ["department"]])
        if (new Set([...across, ...colour, ...panels]).size === across.length + colour.length + panels.length)
          allShapes.push({ metrics, across, colour, panels });

describe("suggested charts", () => {
  it.each<[Partial<ReportSpec>, ChartKind]>([
    [{ metrics: ["voluntary_turnover"], across: ["quarter"], colour: ["tenure_band"] }, "line"],
    [{ metrics: ["voluntary_turnover"], across: ["quarter"], colour: ["team"] }, "heat_table"],
    [{ metrics: ["voluntary_turnover"], across: ["site"] }, "dot"],
    [{ metrics: ["exits"], across: ["department"] }, "bar"],
    [{ metrics: ["exits"], across: ["department"], colour: ["site"] }, "stacked_bar"],
    [{ metrics: ["exits"] }, "number"],
    [{ metrics: ["revenue", "overtime_per_head"], across: ["team"] }, "scatter"],
  ])("%j begins with %s", (parts, kind) => {
    expect(suggest(parts)[0]).toMatchObject({ kind, possible: true });
  });

  it("never offer a pie for rates, means, several metrics or more than six slices", () => {
    for (const parts of allShapes) {
      const shape = reportShape(report(parts), catalogue, sampleResult(report(parts)));
      const pie = suggestCharts(shape).find(({ kind }) => kind === "pie")!;
      const fits =
        shape.metrics.length === 1 &&
        shape.metrics[0]!.adds &&
        !shape.time &&
        Boolean(shape.category) !== Boolean(shape.series) &&
        Math.max(shape.categories, shape.seriesCount) <= 6;
      expect({ parts, possible: pie.possible }).toEqual({ parts, possible: fits });
    }
    expect(verdict({ metrics: ["voluntary_turnover"], across: ["site"] }, "pie").reason.en).toContain(
      "not a part of a whole",
    );
  });

  it("never stack what does not add up", () => {
    const means = allShapes.filter((parts) =>
      parts.metrics!.some((id) => !catalogue.metrics.find((one) => one.id === id)!.adds),
    );
    for (const parts of means) expect(verdict(parts, "stacked_bar").possible).toBe(false);
    expect(
      verdict({ metrics: ["voluntary_turnover"], across: ["site"], colour: ["department"] }, "stacked_bar")
        .reason.en,
    ).toBe("not offered: rates do not add up");
    expect(
      verdict({ metrics: ["review_score"], across: ["site"], colour: ["department"] }, "stacked_bar").reason
        .en,
    ).toBe("not offered: averages do not add up");
  });

  it("draw lines only over time, and not more than can be told apart", () => {
    expect(verdict({ metrics: ["exits"], across: ["site"] }, "line").reason.en).toBe("needs time across");
    expect(verdict({ metrics: ["exits"], across: ["month"], colour: ["team"] }, "line").possible).toBe(false);
    expect(mostSeries).toBe(7);
  });

  it("list every chart once, possible ones first, each with a reason in both languages", () => {
    for (const parts of allShapes) {
      const list = suggest(parts);
      expect(list.map(({ kind }) => kind).sort()).toEqual([...chartKinds].sort());
      const firstImpossible = list.findIndex(({ possible }) => !possible);
      expect(list.slice(firstImpossible).every(({ possible }) => !possible)).toBe(true);
      for (const { reason, label } of list)
        expect(reason.en && reason.zh && label.en && label.zh).toBeTruthy();
    }
  });

  it("are none without a metric; a choice that has become impossible gives way to the best", () => {
    expect(suggestCharts(reportShape(emptyReport, catalogue))).toEqual([]);
    const list = suggest({ metrics: ["voluntary_turnover"], across: ["site"] });
    expect(chosenChart(list, "pie")).toBe("dot");
    expect(chosenChart(list, "bar")).toBe("bar");
    expect(chosenChart([], null)).toBeNull();
  });

  it("there is one rule for every kind of chart", () => {
    expect(chartRules.map(({ kind }) => kind).sort()).toEqual([...chartKinds].sort());
  });
});
