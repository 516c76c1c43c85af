import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findField } from "../../../web/report/field-catalogue.js";
import {
  goTo,
  present,
  record,
  redo,
  startHistory,
  undo,
  type History,
} from "../../../web/report/history.js";
import {
  act,
  bestShelf,
  shelfOf,
  unknownFields,
  whyNot,
  type ReportAction,
} from "../../../web/report/report-action.js";
import { reportQuery } from "../../../web/report/report-query.js";
import { movingComparisons } from "../../../engine/metrics/metric-query.js";
import { groupEntry } from "../../../web/report/comparison-entry.js";
import {
  chartKinds,
  emptyReport,
  groupShelves,
  reportSpecSchema,
  shelves,
  type ReportSpec,
} from "../../../web/report/report-spec.js";
import { catalogue } from "./sample-results.js";

const metric = fc.constantFrom(...catalogue.metrics.map(({ id }) => id));
const dimension = fc.constantFrom(...catalogue.dimensions.map(({ id }) => id));
const at = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });

const action: fc.Arbitrary<ReportAction> = fc.oneof(
  fc.record({ do: fc.constant("place" as const), field: metric, shelf: fc.constant("up" as const), at }),
  fc.record({
    do: fc.constant("place" as const),
    field: dimension,
    shelf: fc.constantFrom(...groupShelves),
    at,
  }),
  fc.record({
    do: fc.constant("remove" as const),
    field: fc.oneof(metric, dimension),
    shelf: fc.constantFrom("up" as const, ...groupShelves),
  }),
  fc
    .record({
      do: fc.constant("filter" as const),
      field: dimension,
      values: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 3 }),
    })
    .map(({ field, values }): ReportAction => ({
      do: "filter",
      field,
      conditions: values.length === 0 ? [] : [{ field, op: "in", value: values }],
    })),
  fc.constantFrom<ReportAction>({ do: "range", from: "2024-01" }, { do: "range" }),
  fc
    .subarray([...movingComparisons, "2024-01..2024-06", groupEntry("department", "销售,一部")])
    .map((compare): ReportAction => ({ do: "compare", compare })),
  fc.constantFrom(...chartKinds, null).map((chart): ReportAction => ({ do: "chart", chart })),
  fc.boolean().map((asTable): ReportAction => ({ do: "table", asTable })),
  fc.string({ maxLength: 8 }).map((title): ReportAction => ({ do: "title", title })),
  metric.map((by): ReportAction => ({ do: "sort", sort: { by, down: true } })),
);

const play = (actions: ReportAction[], start = emptyReport): History<ReportSpec, ReportAction | null> =>
  actions.reduce<History<ReportSpec, ReportAction | null>>(
    (history, one) => record(history, act(present(history), one), one),
    startHistory(start, null),
  );

describe("actions on a report", () => {
  it("of 200 random steps all are undone to the start and redone to the end", () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 200, maxLength: 200 }), (actions) => {
        let history = play(actions);
        const end = present(history);
        const steps = history.at;
        for (let i = 0; i < steps; i++) history = undo(history);
        expect(present(history)).toEqual(emptyReport);
        expect(undo(history)).toEqual(history);
        for (let i = 0; i < steps; i++) history = redo(history);
        expect(present(history)).toEqual(end);
      }),
      { numRuns: 50 },
    );
  });

  it("keep the report valid, each field on one shelf, one time grain, shelves within their room", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const report = present(play(actions));
        expect(reportSpecSchema.safeParse(report).success).toBe(true);
        const placed = [...report.across, ...report.colour, ...report.panels];
        expect(new Set(placed).size).toBe(placed.length);
        expect(
          placed.filter((name) => ["month", "quarter", "year"].includes(name)).length,
        ).toBeLessThanOrEqual(1);
        expect(new Set(report.metrics).size).toBe(report.metrics.length);
      }),
    );
  });

  it("a new step after undo forgets what was undone; an action without effect is no step", () => {
    const history = play([
      { do: "place", field: "exits", shelf: "up" },
      { do: "place", field: "month", shelf: "across" },
    ]);
    const other = record(undo(history), act(present(undo(history)), { do: "table", asTable: true }), null);
    expect(other.steps).toHaveLength(3);
    expect(present(redo(other))).toEqual(present(other));
    const same = record(other, act(present(other), { do: "table", asTable: true }), null);
    expect(same).toBe(other);
    expect(goTo(history, 99).at).toBe(2);
  });

  it("dragging, the Add button, the menu and the arrow keys end in the same report", () => {
    // the list's Add button puts a field where dragging it to that shelf would
    for (const field of [...catalogue.metrics, ...catalogue.dimensions].filter(({ locked }) => !locked)) {
      const shelf = bestShelf(emptyReport, field);
      expect(whyNot(catalogue, field, shelf)).toBeNull();
      const added = act(emptyReport, { do: "place", field: field.id, shelf: shelf as "up" });
      const dragged = act(emptyReport, { do: "place", field: field.id, shelf: shelf as "up", at: 0 });
      expect(added).toEqual(dragged);
      expect(shelfOf(added, field.id)).toBe(shelf);
    }
    // moved by keys one shelf at a time = dropped there at once
    const start = act(emptyReport, { do: "place", field: "site", shelf: "across" });
    const stepped = act(act(start, { do: "place", field: "site", shelf: "colour" }), {
      do: "place",
      field: "site",
      shelf: "panels",
    });
    expect(stepped).toEqual(act(start, { do: "place", field: "site", shelf: "panels", at: 0 }));
  });

  it("reorders metrics by place, as arrow keys and dropping do", () => {
    const report = { ...emptyReport, metrics: ["exits", "revenue", "review_score"] };
    const moved = act(report, { do: "place", field: "review_score", shelf: "up", at: 1 });
    expect(moved.metrics).toEqual(["exits", "review_score", "revenue"]);
  });

  it("a quarter takes the month's place, a full shelf gives way to the newcomer", () => {
    const monthly = act(emptyReport, { do: "place", field: "month", shelf: "across" });
    expect(act(monthly, { do: "place", field: "quarter", shelf: "across" }).across).toEqual(["quarter"]);
    const coloured = act(emptyReport, { do: "place", field: "site", shelf: "colour" });
    expect(act(coloured, { do: "place", field: "team", shelf: "colour" }).colour).toEqual(["team"]);
  });

  it("a filter keeps its place among the others and goes when its conditions do", () => {
    const filters = ["site", "team", "department"].map((field) => ({ field, op: "=" as const, value: "x" }));
    const changed = act(
      { ...emptyReport, filters },
      {
        do: "filter",
        field: "team",
        conditions: [
          { field: "team", op: "!=", value: "a" },
          { field: "team", op: "!=", value: "b" },
        ],
      },
    );
    expect(changed.filters.map(({ field }) => field)).toEqual(["site", "team", "team", "department"]);
    expect(act(changed, { do: "filter", field: "team", conditions: [] }).filters).toHaveLength(2);
  });

  it("a sort goes with its column", () => {
    const report = { ...emptyReport, metrics: ["exits"], sort: { by: "exits", down: true } };
    expect(act(report, { do: "remove", field: "exits", shelf: "up" }).sort).toBeNull();
  });
});

describe("what may stand where", () => {
  it("says why not, for every field and shelf, and offers locked fields nowhere", () => {
    for (const field of [...catalogue.metrics, ...catalogue.dimensions])
      for (const shelf of shelves) {
        const reason = whyNot(catalogue, field, shelf);
        const fits =
          field.kind === "metric"
            ? shelf === "up"
            : shelf !== "up" && !(field.kind === "time" && shelf === "only");
        const expected = field.locked ? false : fits;
        expect([field.id, shelf, reason === null]).toEqual([field.id, shelf, expected]);
        expect(reason === null || (reason.en !== "" && reason.zh !== "")).toBe(true);
      }
  });

  it("names fields of a shared link that this workspace lacks", () => {
    expect(
      unknownFields(catalogue, { ...emptyReport, metrics: ["exits", "bonus"], colour: ["planet"] }),
    ).toEqual(["bonus", "planet"]);
    expect(findField(catalogue, "bonus")).toBeUndefined();
  });
});

describe("the question of a report", () => {
  it("is none without a metric, and asks time first", () => {
    expect(reportQuery(emptyReport)).toBeNull();
    expect(
      reportQuery({ ...emptyReport, metrics: ["exits"], across: ["site"], colour: ["quarter"] }),
    ).toEqual({
      metrics: ["exits"],
      by: ["quarter", "site"],
    });
  });

  it("does not change with title, chart, table or sort", () => {
    const report: ReportSpec = { ...emptyReport, metrics: ["exits"], across: ["month"] };
    expect(
      reportQuery({ ...report, title: "x", chart: "pie", asTable: true, sort: { by: "exits", down: true } }),
    ).toEqual(reportQuery(report));
  });
});
