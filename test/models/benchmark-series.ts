// A benchmark's long file of series → training and test values per series.
import { readFlatFile } from "../../models/read-flat-file.js";

export interface BenchmarkSeries {
  id: string;
  season: number;
  train: Float64Array;
  test: Float64Array;
}

export function readBenchmarkSeries(file: string): BenchmarkSeries[] {
  const { header, records } = readFlatFile(file);
  const at = (name: string) => header.indexOf(name);
  const found = new Map<string, { season: number; train: number[]; test: number[] }>();
  for (const record of records) {
    const id = record[at("series_id")];
    let series = found.get(id);
    if (!series) found.set(id, (series = { season: Number(record[at("freq")]), train: [], test: [] }));
    (record[at("split")] === "train" ? series.train : series.test).push(Number(record[at("value")]));
  }
  return [...found].map(([id, { season, train, test }]) => ({
    id,
    season,
    train: Float64Array.from(train),
    test: Float64Array.from(test),
  }));
}
