import { describe, expect, it } from "vitest";
import { palettes } from "../../../web/report/chart-palette.js";
import { suggestCharts } from "../../../web/report/chart-rules.js";
import { renderSvg } from "../../../web/report/render-svg.js";
import { reportShape } from "../../../web/report/report-shape.js";
import { chartKinds, emptyReport, type ChartKind, type ReportSpec } from "../../../web/report/report-spec.js";
import { toVegaLite } from "../../../web/report/vega-lite.js";
import { catalogue, sampleResult } from "./sample-results.js";

const report = (parts: Partial<ReportSpec>): ReportSpec => ({ ...emptyReport, ...parts });
const events = [
  { date: "2025-02-01", title: { en: "New KPI scheme", zh: "新绩效方案" } },
  { date: "2025-05", title: { en: "App", zh: "应用" } },
];
const frame = { width: 680, palette: palettes.light, locale: "en" as const };
const adds = catalogue.metrics.filter((one) => one.adds).map(({ id }) => id);

const reports = [
  report({ metrics: ["voluntary_turnover"], across: ["quarter"], colour: ["tenure_band"] }),
  report({ metrics: ["voluntary_turnover"], across: ["month"], compare: ["previous_year"] }),
  report({ metrics: ["exits"], across: ["quarter"], colour: ["department"] }),
  report({ metrics: ["exits"], across: ["year"] }),
  report({ metrics: ["voluntary_turnover"], across: ["department"], compare: ["previous_year"] }),
  report({ metrics: ["revenue"], across: ["department"], colour: ["site"] }),
  report({ metrics: ["revenue", "overtime_per_head"], across: ["team"] }),
  report({ metrics: ["exits"], across: ["site"] }),
  report({ metrics: ["exits", "voluntary_turnover", "review_score"] }),
  report({ metrics: ["exits", "voluntary_turnover"], across: ["month"] }),
  report({ metrics: ["overtime_per_head"], across: ["month"], panels: ["department"], colour: ["site"] }),
  report({ metrics: ["exits"], across: ["site"], panels: ["department"] }),
  report({ metrics: ["big_client_share"], across: ["team"], colour: ["tenure_band"], panels: ["site"] }),
];
const cases = reports.flatMap((one, index) =>
  suggestCharts(reportShape(one, catalogue, sampleResult(one)))
    .filter(({ possible }) => possible)
    .map(({ kind }): [number, ChartKind, ReportSpec] => [index, kind, one]),
);

const drawn = async (parts: Partial<ReportSpec>, kind: ChartKind, refuse = "", at = frame) => {
  const one = report(parts);
  return (
    await renderSvg(toVegaLite(one, sampleResult(one, { refuse }), kind, { frame: at, events, adds }), at)
  ).svg;
};

describe("charts", () => {
  it("the samples reach every kind of chart", () => {
    expect(new Set(cases.map(([, kind]) => kind))).toEqual(new Set(chartKinds));
  });

  it.each(cases)(
    "sample %i draws as %s, without a complaint, in both languages, themes and widths",
    async (_index, kind, one) => {
      for (const refuse of ["", "Finance"])
        for (const [width, theme, locale] of [
          [680, "light", "en"],
          [326, "dark", "zh"],
        ] as const) {
          const at = { width, palette: palettes[theme], locale };
          const spec = toVegaLite(one, sampleResult(one, { refuse }), kind, { frame: at, events, adds });
          const { svg, warnings } = await renderSvg(spec, at);
          expect({ one, warnings }).toEqual({ one, warnings: [] });
          expect(svg).toContain("<svg");
          expect(svg).not.toMatch(/NaN|undefined|Infinity/);
          const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map((match) => Number(match[1]));
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13);
        }
    },
  );

  const turnover = { metrics: ["voluntary_turnover"], across: ["quarter"], colour: ["tenure_band"] };

  it("partial periods are open marks, hung on by a dotted line", async () => {
    const svg = await drawn(turnover, "line");
    // three series, one partial quarter each
    const open = [
      ...svg.matchAll(
        new RegExp(
          `<path aria-label="[^"]*period not complete[^"]*"[^>]*fill="${palettes.light.paper}"`,
          "g",
        ),
      ),
    ];
    expect(open).toHaveLength(3);
    expect(svg).toContain('stroke-dasharray="2,4"');
  });

  it("up to four lines are named at their ends, more by a legend", async () => {
    expect(await drawn(turnover, "line")).not.toContain('mark-group role-legend"><g');
    const five = await drawn(
      { metrics: ["exits"], across: ["quarter"], colour: ["department"] },
      "line",
      "",
      { ...frame, width: 400 },
    );
    expect(five).toContain("role-legend-label");
  });

  it("series differ by shape as well as by colour", async () => {
    const one = report(turnover);
    const spec = JSON.stringify(toVegaLite(one, sampleResult(one), "line", { frame }));
    expect(spec).toContain('"range":["circle","square","triangle-up"]');
  });

  it("withheld groups are hatched and carry the sentence, never a number", async () => {
    const svg = await drawn({ metrics: ["voluntary_turnover"], across: ["department"] }, "dot", "Finance");
    expect(svg).toContain("linearGradient");
    expect(svg).toContain("Hidden to protect a small group.");
    expect(svg).not.toMatch(/aria-label="Finance[^"]*\d+%/);
  });

  it("a withheld period breaks the line instead of bridging it", async () => {
    const one = report({ metrics: ["voluntary_turnover"], across: ["month"] });
    const svg = (
      await renderSvg(toVegaLite(one, sampleResult(one, { refuse: "2025-05-01" }), "line", { frame }), frame)
    ).svg;
    const line = /stroke="#1b4f86" stroke-width="2.5"[^>]*/.exec(svg)?.[0] ?? "";
    const path = [
      ...svg.matchAll(/<path[^>]* d="(M[^"]+)"[^>]*stroke="#1b4f86"[^>]*stroke-width="2.5"/g),
    ].map((match) => match[1]!);
    expect(line || path.length).toBeTruthy();
    expect((path[0] ?? svg).match(/M/g)!.length).toBeGreaterThan(1);
  });

  it("events are dotted lines with their number, one alone with its title", async () => {
    const svg = await drawn(turnover, "line");
    expect(svg).toContain('stroke-dasharray="1,3"');
    const one = report(turnover);
    const alone = await renderSvg(
      toVegaLite(one, sampleResult(one), "line", { frame, events: events.slice(0, 1) }),
      frame,
    );
    expect(alone.svg).toContain("New KPI scheme, Feb 2025");
  });

  it("bars start at zero", () => {
    const one = report({ metrics: ["revenue"], across: ["department"] });
    const spec = JSON.stringify(toVegaLite(one, sampleResult(one), "bar", { frame }));
    expect(spec).toMatch(/"field":"value","type":"quantitative","title":null,"scale":\{"domain":\[0,/);
  });
});
