// First lines of a text file → its delimiter: the one that cuts them into the same number of cells most often.
import { CsvScanner } from "./csv-scanner.js";

export type Delimiter = "," | ";" | "\t" | "|";
const candidates: readonly Delimiter[] = [",", ";", "\t", "|"];

/** `sep=;` as Excel writes it wins; ties go to the earlier candidate; a single column reads as ",". */
export function detectDelimiter(sample: string): { delimiter: Delimiter; skipFirstLine: boolean } {
  const said = /^sep=(.)\r?\n/i.exec(sample)?.[1] as Delimiter | undefined;
  if (said && candidates.includes(said)) return { delimiter: said, skipFirstLine: true };
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of candidates) {
    const widths = new CsvScanner(delimiter)
      .push(`${sample}\n`)
      .slice(0, 50)
      .map((r) => r.cells.length);
    const score = consistency(widths);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skipFirstLine: false };
}

/** Share of lines with the most common width, times that width's logarithm; 0 for a single column. */
function consistency(widths: number[]): number {
  if (widths.length === 0) return 0;
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!;
  return width === 1 ? 0 : (count / widths.length) ** 2 * Math.log(width);
}
