// What a person does to a report → the next report. Dragging, menus and keys all end here, so they cannot differ.
import { isTimeGrain, type Filter } from "../../engine/metrics/metric-query.js";
import type { Bilingual } from "../../engine/locale.js";
import { findField, type Field, type FieldCatalogue } from "./field-catalogue.js";
import { groupShelves, type ChartKind, type GroupShelf, type ReportSpec, type Shelf } from "./report-spec.js";

export type ReportAction =
  /** Puts a field on a shelf, from the list or from another shelf; `at` counts places, the end when left out. */
  | { do: "place"; field: string; shelf: Exclude<Shelf, "only">; at?: number }
  | { do: "remove"; field: string; shelf: Exclude<Shelf, "only"> }
  /** Replaces all conditions on a field; several `!=` leave out several values, none takes the filter away. */
  | { do: "filter"; field: string; conditions: Filter[] }
  | { do: "range"; from?: string; to?: string }
  | { do: "compare"; compare: ReportSpec["compare"] }
  /** Left out = each month's own organisation; everything known now. */
  | { do: "as_of"; org?: string; known?: string }
  | { do: "chart"; chart: ChartKind | null }
  | { do: "table"; asTable: boolean }
  | { do: "title"; title: string }
  | { do: "sort"; sort: ReportSpec["sort"] };

const room: Record<GroupShelf, number> = { across: 2, colour: 1, panels: 1 };
const mostMetrics = 6;

/** Why a field cannot go on a shelf, or null when it can. */
export function whyNot(catalogue: FieldCatalogue, field: Field, shelf: Shelf): Bilingual | null {
  if (field.locked) return field.locked;
  if (field.kind === "metric")
    return shelf === "up"
      ? null
      : { en: "A metric is measured: it goes up.", zh: "指标用于度量，只能放在纵轴。" };
  if (shelf === "up") return { en: "A group is not a number.", zh: "维度不是数值，不能放在纵轴。" };
  if (field.kind === "time" && shelf === "only")
    return { en: "Choose the months above instead.", zh: "请用上方的月份范围。" };
  return catalogue.dimensions.some(({ id }) => id === field.id)
    ? null
    : { en: "Not a field of this workspace.", zh: "该工作区没有此字段。" };
}

const insert = (list: readonly string[], field: string, at = list.length): string[] => {
  const without = list.filter((name) => name !== field);
  return [...without.slice(0, at), field, ...without.slice(at)];
};

/** Shelf that a field stands on now, filters aside. */
export function shelfOf(report: ReportSpec, field: string): Exclude<Shelf, "only"> | null {
  if (report.metrics.includes(field)) return "up";
  return groupShelves.find((shelf) => report[shelf].includes(field)) ?? null;
}

/** Where "Add" puts a field: the first shelf with room that suits it. */
export function bestShelf(report: ReportSpec, field: Field): Shelf {
  if (field.kind === "metric") return "up";
  if (field.kind === "time") return "across";
  const hasTime = report.across.some(isTimeGrain);
  if (!hasTime && report.across.length === 0) return "across";
  return report.colour.length === 0 ? "colour" : report.panels.length === 0 ? "panels" : "across";
}

function place(report: ReportSpec, field: string, shelf: Exclude<Shelf, "only">, at?: number): ReportSpec {
  if (shelf === "up") {
    const metrics = insert(report.metrics, field, at);
    return { ...report, metrics: metrics.length > mostMetrics ? report.metrics : metrics };
  }
  // one time grain at a time: a quarter takes the month's place
  const gone = (name: string): boolean => name === field || (isTimeGrain(field) && isTimeGrain(name));
  const next = { ...report };
  for (const each of groupShelves) next[each] = report[each].filter((name) => !gone(name));
  const others = next[shelf];
  // a full shelf gives way: the newcomer stays, the first of the others leaves
  next[shelf] = insert(others.length < room[shelf] ? others : others.slice(1), field, at);
  return next;
}

export function act(report: ReportSpec, action: ReportAction): ReportSpec {
  switch (action.do) {
    case "place":
      return settle(place(report, action.field, action.shelf, action.at));
    case "remove":
      return settle(
        action.shelf === "up"
          ? { ...report, metrics: report.metrics.filter((name) => name !== action.field) }
          : { ...report, [action.shelf]: report[action.shelf].filter((name) => name !== action.field) },
      );
    case "filter": {
      const first = report.filters.findIndex(({ field }) => field === action.field);
      const others = report.filters.filter(({ field }) => field !== action.field);
      const at = first < 0 ? others.length : Math.min(first, others.length);
      return { ...report, filters: [...others.slice(0, at), ...action.conditions, ...others.slice(at)] };
    }
    case "range": {
      const { from: _from, to: _to, ...rest } = report;
      return { ...rest, ...(action.from && { from: action.from }), ...(action.to && { to: action.to }) };
    }
    case "compare":
      return { ...report, compare: action.compare };
    case "as_of": {
      const { asOf: _asOf, ...rest } = report;
      const { org, known } = action;
      return org || known ? { ...rest, asOf: { ...(org && { org }), ...(known && { known }) } } : rest;
    }
    case "chart":
      return { ...report, chart: action.chart, asTable: false };
    case "table":
      return { ...report, asTable: action.asTable };
    case "title":
      return { ...report, title: action.title.trim() };
    case "sort":
      return { ...report, sort: action.sort };
  }
}

/** A sort on a column that has left the report is dropped. */
function settle(report: ReportSpec): ReportSpec {
  const present = [...report.metrics, ...report.across, ...report.colour, ...report.panels];
  return report.sort && !present.includes(report.sort.by.split("__")[0]!)
    ? { ...report, sort: null }
    : report;
}

/** A filter whose fields the workspace does not know, or metrics it lacks: what a shared link may carry. */
export const unknownFields = (catalogue: FieldCatalogue, report: ReportSpec): string[] =>
  [
    ...report.metrics,
    ...report.across,
    ...report.colour,
    ...report.panels,
    ...report.filters.map(({ field }) => field),
  ].filter((id) => !findField(catalogue, id));
