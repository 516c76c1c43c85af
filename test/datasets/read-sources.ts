// dir/sources/* → tables of plain records under the contracts' column names, read as an importer would, without the engine.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import iconv from "iconv-lite";
import { type Contract, contracts } from "../../datasets/contracts/index.js";

export type SourceRow = Record<string, string>;
export type SourceTables = Record<string, SourceRow[]>;

const normalised = (text: string) => text.toLowerCase().replaceAll(/[\s_-]/g, "");

/** Contract column → index of the header; undefined when a header is unknown or a required column is missing. */
function columnsOf(headers: string[], contract: Contract): Map<string, number> | undefined {
  const found = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    const column = contract.columns.find((c) =>
      [c.name, ...c.headers.en, ...c.headers.zh].map(normalised).includes(normalised(header)),
    );
    if (!column || found.has(column.name)) return undefined;
    found.set(column.name, index);
  }
  return contract.columns.every((c) => !c.required || found.has(c.name)) ? found : undefined;
}

/** The only contract that knows every header of the file. */
export function contractOfHeaders(headers: string[]): { contract: Contract; columns: Map<string, number> } {
  const matches = contracts.flatMap((contract) => {
    const columns = columnsOf(headers, contract);
    return columns ? [{ contract, columns }] : [];
  });
  if (matches.length !== 1)
    throw new Error(
      `${headers.join(",")} fits ${matches.length} contracts: ${matches.map((m) => m.contract.table)}`,
    );
  return matches[0]!;
}

export function decode(bytes: Buffer): string {
  const text = iconv.decode(bytes, "utf8");
  return text.includes("\uFFFD") ? iconv.decode(bytes, "gb18030") : text;
}

async function readGrid(file: string): Promise<string[][]> {
  const bytes = readFileSync(file);
  if (file.endsWith(".xlsx")) {
    const book = await readXlsx(bytes);
    return book.sheets[0]!.rows.map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ""))),
    );
  }
  return parse(decode(bytes), { bom: true, delimiter: [",", ";"] }) as string[][];
}

/** Every table of the company; files of one table are put together. */
export async function readSources(dir: string): Promise<SourceTables> {
  const tables: SourceTables = Object.fromEntries(contracts.map((c) => [c.table, []]));
  for (const name of readdirSync(path.join(dir, "sources")).sort()) {
    const [headers, ...rows] = await readGrid(path.join(dir, "sources", name));
    const { contract, columns } = contractOfHeaders(headers!);
    for (const row of rows) {
      const record: SourceRow = {};
      for (const [column, index] of columns) record[column] = row[index]!;
      tables[contract.table]!.push(record);
    }
  }
  return tables;
}
