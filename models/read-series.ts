// Long CSV (series_id, period, value) → series in the order of their periods; missing values and periods are filled and counted.
import { nearest } from "../engine/metrics/nearest.js";
import { modelErrors } from "./model-errors.js";
import { periodOrder } from "./period-order.js";
import { readFlatFile } from "./read-flat-file.js";
import { isMissing, numberFrom } from "./read-cell.js";

export interface NamedSeries {
  id: string;
  values: Float64Array;
  /** Missing values and missing periods inside, filled along the straight line between their neighbours. */
  filled: number;
  /** Of these: periods that have no row. */
  skipped: number;
  /** Values at the end that the split column marks as test. */
  held: number;
  /** From the family column; the series' own rows agree on it, else the first row's. */
  family?: string;
}

export interface SeriesColumns {
  /** Column that says train or test, row by row; test rows follow the training rows. */
  split?: string;
  /** Column by which series are reported together. */
  family?: string;
}

export interface SeriesFile {
  series: NamedSeries[];
  /** Periods leave more gaps than they fill: they tell the order only. */
  isOrderOnly: boolean;
}

export function readSeries(path: string, columns: SeriesColumns = {}): SeriesFile {
  const { name, header, records, delimiter } = readFlatFile(path);
  const at = (column: string) => {
    const index = header.indexOf(column);
    if (index < 0)
      throw modelErrors.column_unknown({
        file: name,
        column,
        option: "series_id, period, value",
        nearest: nearest(column, header, 1)[0] ?? "none",
        columns: header,
      });
    return index;
  };
  const [id, period, value] = [at("series_id"), at("period"), at("value")];
  const split = columns.split === undefined ? undefined : at(columns.split);
  const family = columns.family === undefined ? undefined : at(columns.family);
  const bySeries = new Map<
    string,
    { row: number; points: Map<number, number>; tests: number[]; lastTrain: number; family?: string }
  >();
  const orderOf = periodOrder(records.map((record) => record[period]));
  records.forEach((record, i) => {
    const row = i + 2;
    const fail = (problem: string, found: string) =>
      modelErrors.series_invalid({ file: name, row, problem, found, series: record[id] });
    const order = orderOf(record[period]);
    if (order === null) throw fail("period", record[period]);
    if (record[id] === "") throw fail("name", "");
    const number = isMissing(record[value]) ? Number.NaN : numberFrom(record[value], delimiter === ";");
    if (!Number.isFinite(number) && !isMissing(record[value])) throw fail("value", record[value]);
    let series = bySeries.get(record[id]);
    if (!series) {
      series = { row, points: new Map(), tests: [], lastTrain: -Infinity };
      if (family !== undefined) series.family = record[family];
      bySeries.set(record[id], series);
    }
    if (series.points.has(order)) throw fail("repeated", record[period]);
    series.points.set(order, number);
    if (split !== undefined) {
      const part = record[split].trim().toLowerCase();
      if (part !== "train" && part !== "test") throw fail("split", record[split]);
      if (part === "test") series.tests.push(order);
      else series.lastTrain = Math.max(series.lastTrain, order);
      if (part === "train" && series.tests.some((test) => test < order)) throw fail("order", record[period]);
      if (part === "test" && order < series.lastTrain) throw fail("order", record[period]);
    }
  });
  const place = placesOf([...bySeries.values()].flatMap(({ points }) => [...points.keys()]));
  const spans = [...bySeries.values()].map(({ points }) => {
    const places = [...points.keys()].map(place);
    const [first, last] = [places.reduce((a, b) => Math.min(a, b)), places.reduce((a, b) => Math.max(a, b))];
    return { present: points.size, length: last - first + 1 };
  });
  const sum = (part: "present" | "length") => spans.reduce((total, span) => total + span[part], 0);
  const isOrderOnly = sum("length") > 2 * sum("present");
  const series = [...bySeries].map(([seriesId, { row, points, tests, family: group }]) => {
    const ordered = [...points].sort((a, b) => a[0] - b[0]);
    const values: number[] = [];
    let skipped = 0;
    let before = place(ordered[0][0]) - 1;
    for (const [order, v] of ordered) {
      const here = place(order);
      const gap = isOrderOnly ? 0 : here - before - 1;
      for (let k = 0; k < gap; k++) values.push(Number.NaN);
      skipped += gap;
      values.push(v);
      before = here;
    }
    const filled = fillGaps(values);
    if (filled === undefined)
      throw modelErrors.series_invalid({ file: name, row, problem: "empty", series: seriesId, found: "" });
    const firstTest = tests.reduce((a, b) => Math.min(a, b), Infinity);
    const held =
      tests.length === 0
        ? 0
        : isOrderOnly
          ? tests.length
          : values.length - (place(firstTest) - place(ordered[0][0]));
    return {
      id: seriesId,
      values: Float64Array.from(values),
      filled,
      skipped,
      held,
      ...(group !== undefined && { family: group }),
    };
  });
  return { series, isOrderOnly };
}

/** Period → its place on a scale where neighbours are 1 apart: months written as YYYYMM, or multiples of a common step. */
function placesOf(periods: readonly number[]): (period: number) => number {
  if (periods.every((p) => p >= 190_001 && p <= 219_912 && p % 100 >= 1 && p % 100 <= 12))
    return (p) => Math.floor(p / 100) * 12 + (p % 100);
  let step = 0;
  for (const p of periods) {
    let [a, b] = [step, Math.abs(p - periods[0])];
    while (b > 0) [a, b] = [b, a % b];
    step = a;
  }
  return (p) => (p - periods[0]) / (step || 1);
}

/** In place; undefined when nothing is there. Missing ends take the nearest value. */
function fillGaps(values: number[]): number | undefined {
  let last = -1;
  let filled = 0;
  for (let i = 0; i <= values.length; i++) {
    if (i < values.length && Number.isNaN(values[i])) continue;
    const gap = i - last - 1;
    if (gap > 0) {
      if (last < 0 && i === values.length) return undefined;
      for (let k = 1; k <= gap; k++) {
        const before = last < 0 ? values[i] : values[last];
        const after = i === values.length ? values[last] : values[i];
        values[last + k] = before + ((after - before) * k) / (gap + 1);
      }
      filled += gap;
    }
    last = i;
  }
  return filled;
}
