// A report ⇄ a short, readable query string: `m=exits&x=quarter&c=tenure_band&f=department:in:|销售部|市场部&vs=previous_year`.
import type { Filter } from "../../engine/metrics/metric-query.js";
import { emptyReport, reportSpecSchema, upgradeReport, type ReportSpec } from "./report-spec.js";

type Scalar = string | number | boolean | null;

/** Parameters that belong to a report; others on the same address are left alone. */
export const reportParameters = [
  "v",
  "m",
  "x",
  "c",
  "p",
  "f",
  "from",
  "to",
  "vs",
  "org",
  "known",
  "as",
  "table",
  "sort",
  "title",
  "metric",
  "q",
];

export function encodeReport(report: ReportSpec): string {
  const search = new URLSearchParams();
  const list = (key: string, values: readonly string[]): void => {
    if (values.length > 0) search.set(key, values.join(","));
  };
  search.set("v", String(report.version));
  list("m", report.metrics);
  list("x", report.across);
  list("c", report.colour);
  list("p", report.panels);
  for (const filter of report.filters) search.append("f", encodeFilter(filter));
  if (report.from) search.set("from", report.from);
  if (report.to) search.set("to", report.to);
  list("vs", report.compare);
  if (report.asOf?.org) search.set("org", report.asOf.org);
  if (report.asOf?.known) search.set("known", report.asOf.known);
  if (report.chart) search.set("as", report.chart);
  if (report.asTable) search.set("table", "1");
  if (report.sort) search.set("sort", (report.sort.down ? "-" : "") + report.sort.by);
  if (report.title) search.set("title", report.title);
  return search.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7C", "|");
}

/** Throws (ZodError, SyntaxError) when the address holds something that was never a report; empty → null. */
export function decodeReport(query: string): ReportSpec | null {
  const search = new URLSearchParams(query);
  if (!reportParameters.some((key) => search.has(key))) return null;
  // how other pages link a number to the builder: `metric`, over time; `q`, a bare question as JSON
  const metric = search.get("metric");
  if (metric !== null)
    return reportSpecSchema.parse({ ...emptyReport, metrics: [metric], across: ["month"] });
  const question = search.get("q");
  if (question !== null) return upgradeReport(JSON.parse(question));
  const list = (key: string): string[] => search.get(key)?.split(",").filter(Boolean) ?? [];
  const sort = search.get("sort");
  return reportSpecSchema.parse({
    ...emptyReport,
    version: Number(search.get("v") ?? "1"),
    metrics: list("m"),
    across: list("x"),
    colour: list("c"),
    panels: list("p"),
    filters: search.getAll("f").map(decodeFilter),
    ...(search.get("from") && { from: search.get("from") }),
    ...(search.get("to") && { to: search.get("to") }),
    compare: list("vs"),
    ...asOf(search.get("org"), search.get("known")),
    chart: search.get("as"),
    asTable: search.get("table") === "1",
    sort: sort ? { by: sort.replace(/^-/, ""), down: sort.startsWith("-") } : null,
    title: search.get("title") ?? "",
  });
}

const asOf = (org: string | null, known: string | null): Pick<ReportSpec, "asOf"> =>
  org || known ? { asOf: { ...(org && { org }), ...(known && { known }) } } : {};

const encodeFilter = ({ field, op, value }: Filter): string =>
  `${field}:${op}:${Array.isArray(value) ? `|${value.map(encodeScalar).join("|")}` : encodeScalar(value)}`;

function decodeFilter(text: string): Filter {
  const [, field, op, value] = /^([^:]*):([^:]*):([\s\S]*)$/.exec(text) ?? [];
  if (field === undefined || op === undefined || value === undefined)
    throw new SyntaxError(`not a filter: ${text}`);
  const items = (): Scalar[] => (value === "|" ? [] : value.slice(1).split("|").map(decodeScalar));
  return { field, op: op as Filter["op"], value: value.startsWith("|") ? items() : decodeScalar(value) };
}

/** Words stay as they are; whatever could be read as something else is JSON, with bars escaped. */
function encodeScalar(value: Scalar): string {
  if (typeof value === "string" && /^[\p{L}_<][^|"]*$/u.test(value) && !isWord(value)) return value;
  return JSON.stringify(value).replaceAll("|", "\\u007c");
}
const isWord = (text: string): boolean => text === "true" || text === "false" || text === "null";
const decodeScalar = (text: string): Scalar =>
  /^[\p{L}_<]/u.test(text) && !isWord(text) ? text : (JSON.parse(text) as Scalar);
