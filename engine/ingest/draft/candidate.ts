// What a raw table could be: the mapping tables it would feed, and what is needed to choose among several.
import { contractOf } from "../../../datasets/contracts/index.js";
import { headerRank } from "../headers.js";
import type { MappingFile, MappingTable } from "../mapping.js";
import type { RawTable } from "../raw-table.js";

export interface Candidate {
  raw: RawTable;
  /** Header index of the employee number; undefined where there is none. */
  id: number | undefined;
  kind: "plain" | "flat" | "punches" | "survey";
  tables: MappingTable[];
  missing: string[];
  /** Facts here hang on a snapshot date. */
  needsSnapshot: boolean;
}

/** How a mapping names that column: its header, or its position when it has none. */
export const nameOf = (raw: RawTable, index: number): string => raw.headers[index] || `#${index + 1}`;

const idColumn = contractOf("employee")!.columns.find((c) => c.name === "employee_id")!;

/** Header of the employee number: the best spelling there is. */
export function employeeIdOf(raw: RawTable): number | undefined {
  const ranked = raw.headers
    .flatMap((header, index) => {
      const rank = header ? headerRank(header, idColumn) : undefined;
      return rank === undefined ? [] : [{ index, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
  return ranked[0]?.index;
}

export const entryOf = (candidate: Candidate): MappingFile => ({
  match: candidate.raw.file.name,
  ...(candidate.raw.sheet ? { sheet: candidate.raw.sheet } : {}),
  ...(candidate.missing.length > 0 ? { missing: candidate.missing } : {}),
  tables: candidate.tables,
});
