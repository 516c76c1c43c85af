// A table of answers per person → survey items as rows, and a rating by the manager as a review.
import { contractOf } from "../../../datasets/contracts/index.js";
import type { Database } from "../../database.js";
import { matchTable } from "../headers.js";
import type { MappingColumn, MappingTable } from "../mapping.js";
import type { RawTable } from "../raw-table.js";
import { type Candidate, employeeIdOf, nameOf } from "./candidate.js";
import { isSurveyItem } from "./flat-headers.js";
import { missingTexts, numbersOf } from "./raw-facts.js";

const scales = [4, 5, 7, 10, 100];

/** Undefined when there is no employee number or no column that looks like an answer. */
export async function draftSurvey(
  db: Database,
  raw: RawTable,
  said?: string,
): Promise<Candidate | undefined> {
  const id = employeeIdOf(raw);
  const employeeId = said ?? (id === undefined ? undefined : nameOf(raw, id));
  if (employeeId === undefined) return undefined;
  const items: number[] = [];
  for (const [i, header] of raw.headers.entries()) {
    if (i === id || !isSurveyItem(header)) continue;
    const { share, max } = await numbersOf(db, raw, i);
    if (share > 0.95 && (max ?? 0) <= 100) items.push(i);
  }
  const tables: MappingTable[] = [];
  if (items.length > 0)
    tables.push({
      table: "survey_response",
      columns: { survey_date: dateColumn(raw, "survey_response", "survey_date") },
      unpivot: {
        id: { employee_id: employeeId },
        names_to: "item",
        values_to: "score",
        columns: items.map((i) => nameOf(raw, i)),
      },
    });
  const review = matchTable(raw.headers, contractOf("performance_review")!).columns.get("score");
  if (review !== undefined) {
    const { share, max } = await numbersOf(db, raw, review);
    const scale = scales.find((top) => top >= (max ?? Infinity));
    if (share > 0.9)
      tables.push({
        table: "performance_review",
        columns: {
          employee_id: employeeId,
          review_date: dateColumn(raw, "performance_review", "review_date"),
          score: nameOf(raw, review),
          ...(scale === undefined ? {} : { scale_max: { const: scale } }),
        },
      });
  }
  if (tables.length === 0) return undefined;
  return {
    raw,
    id,
    kind: "survey",
    tables,
    missing: await missingTexts(db, raw),
    needsSnapshot: JSON.stringify(tables).includes("snapshot_date"),
  };
}

function dateColumn(raw: RawTable, table: string, column: string): MappingColumn {
  const index = matchTable(raw.headers, contractOf(table)!).columns.get(column);
  return index === undefined ? { snapshot_date: true } : nameOf(raw, index);
}
