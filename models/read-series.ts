// Long CSV (series_id, period, value) → series in the order of their periods; gaps in the values are filled and counted.
import { modelErrors } from "./model-errors.js";
import { readFlatFile } from "./read-flat-file.js";
import { isMissing, numberFrom } from "./type-columns.js";

export interface NamedSeries {
  id: string;
  values: Float64Array;
  /** Missing values inside, filled along the straight line between their neighbours. */
  filled: number;
}

export function readSeries(path: string): NamedSeries[] {
  const { name, header, records, delimiter } = readFlatFile(path);
  const at = (column: string) => {
    const index = header.indexOf(column);
    if (index < 0)
      throw modelErrors.column_unknown({
        file: name,
        column,
        option: "series_id, period, value",
        columns: header,
      });
    return index;
  };
  const [id, period, value] = [at("series_id"), at("period"), at("value")];
  const bySeries = new Map<string, Map<number, number>>();
  records.forEach((record, line) => {
    const fail = (problem: string) => modelErrors.series_invalid({ file: name, row: line + 2, problem });
    const order = Number(record[period]);
    if (record[period] === "" || !Number.isInteger(order)) throw fail(`period “${record[period]}”`);
    if (record[id] === "") throw fail("series_id “”");
    const number = isMissing(record[value]) ? Number.NaN : numberFrom(record[value], delimiter === ";");
    if (Number.isNaN(number) && !isMissing(record[value])) throw fail(`value “${record[value]}”`);
    let points = bySeries.get(record[id]);
    if (!points) bySeries.set(record[id], (points = new Map()));
    if (points.has(order)) throw fail(`series ${record[id]}, period ${order}: ×2`);
    points.set(order, number);
  });
  return [...bySeries].map(([series, points]) => {
    const ordered = [...points].sort((a, b) => a[0] - b[0]).map(([, v]) => v);
    const filled = fillGaps(ordered);
    if (filled === undefined)
      throw modelErrors.series_invalid({ file: name, row: 2, problem: `series ${series}: no value` });
    return { id: series, values: Float64Array.from(ordered), filled };
  });
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
