// A flat file and the names of its columns → times, events, entries, strata and covariates, checked row by row.
import { modelErrors } from "./model-errors.js";
import { tableErrors } from "./table-errors.js";
import { columnAt, type FlatFile } from "./read-flat-file.js";
import { type Covariate, isCovariateMissing, readCovariate } from "./survival-design.js";
import type { SurvivalTable } from "./survival-table.js";
import { isMissing, numberFrom } from "./read-cell.js";

export interface SurvivalColumns {
  time: string;
  event: string;
  entry?: string;
  strata?: string;
  covariates: string[];
}

export function readSurvivalTable(file: FlatFile, columns: SurvivalColumns): SurvivalTable {
  const time = times(file, columns.time, "--time", "time");
  const entry = columns.entry === undefined ? undefined : times(file, columns.entry, "--entry", "entry");
  entry?.forEach((start, row) => {
    if (!(start < time[row]!))
      throw modelErrors.survival_time_invalid({
        file: file.name,
        row: row + 2,
        column: columns.entry!,
        problem: "order",
        found: start,
        end: time[row]!,
      });
  });
  for (const name of columns.covariates) columnAt(file, name, "--covariates");
  mustDiffer(file, columns);
  const event = events(file, columns.event);
  const covariates = columns.covariates.map((name) => readCovariate(file, name));
  mustBeEnough(file, event, covariates);
  return { time, event, ...(entry && { entry }), ...strataOf(file, columns.strata), covariates };
}

/** A covariate that is the time or the event would explain it by itself. */
function mustDiffer(file: FlatFile, { time, event, entry, covariates }: SurvivalColumns): void {
  const used = new Map([
    [time, "--time"],
    [event, "--event"],
    ...(entry === undefined ? [] : [[entry, "--entry"] as const]),
  ]);
  for (const column of covariates) {
    const option = used.get(column);
    if (option !== undefined) throw tableErrors.survival_column_twice({ file: file.name, column, option });
    used.set(column, "--covariates");
  }
}

/** Cox’s model learns from the rows that have every covariate. */
function mustBeEnough(file: FlatFile, event: Uint8Array, covariates: readonly Covariate[]): void {
  const complete = [...event.keys()].filter((row) => !covariates.some((c) => isCovariateMissing(c, row)));
  if (complete.some((row) => event[row] === 1)) return;
  const missing = covariates.map((c) => ({
    name: c.name,
    count: event.reduce((sum, _, row) => sum + Number(isCovariateMissing(c, row)), 0),
  }));
  missing.sort((a, b) => b.count - a.count);
  throw tableErrors.survival_rows_incomplete({
    file: file.name,
    complete: complete.length,
    rows: event.length,
    column: missing[0]!.name,
    missing: missing[0]!.count,
  });
}

function times(file: FlatFile, column: string, option: string, problem: "time" | "entry"): Float64Array {
  const at = columnAt(file, column, option);
  return Float64Array.from(file.records, (record, row) => {
    const text = record[at] ?? "";
    const value = numberFrom(text, file.delimiter === ";");
    if (Number.isNaN(value) || (problem === "time" && value <= 0))
      throw modelErrors.survival_time_invalid({
        file: file.name,
        row: row + 2,
        column,
        problem,
        found: text,
        end: "",
      });
    return value;
  });
}

/** Pairs of values of which the second means the event. */
const conventions = [
  ["0", "1"],
  ["1", "2"],
  ["false", "true"],
  ["f", "t"],
  ["no", "yes"],
  ["n", "y"],
  ["否", "是"],
] as const;

function events(file: FlatFile, column: string): Uint8Array {
  const at = columnAt(file, column, "--event");
  const texts = file.records.map((record) => {
    const text = (record[at] ?? "").toLowerCase();
    return /^[-+]?[0-9.]+$/.test(text) ? String(Number(text)) : text;
  });
  const found = [...new Set(texts)];
  const convention = conventions.find((pair) =>
    found.every((text) => (pair as readonly string[]).includes(text)),
  );
  if (!convention)
    throw modelErrors.survival_event_unclear({
      file: file.name,
      column,
      values: found.slice(0, 12).map((text) => (text === "" ? "“”" : text)),
    });
  const event = Uint8Array.from(texts, (text) => (text === convention[1] ? 1 : 0));
  if (!event.includes(1)) throw modelErrors.survival_no_events({ file: file.name, column });
  return event;
}

/** Without a column all rows are one stratum named “all”; a missing value is a stratum of its own. */
function strataOf(file: FlatFile, column?: string): Pick<SurvivalTable, "strata" | "stratum"> {
  if (column === undefined) return { strata: ["all"] };
  const at = columnAt(file, column, "--strata");
  const texts = file.records.map((record) => (isMissing(record[at] ?? "") ? "NA" : record[at]!));
  const strata = [...new Set(texts)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return { strata, stratum: Int32Array.from(texts, (text) => strata.indexOf(text)) };
}
