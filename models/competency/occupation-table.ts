// O*NET's skills file (occupation × element × scale) → profiles of occupations by importance (IM, 1–5) or level (LV, 0–7).
// O*NET® is a trademark of USDOL/ETA; its database is CC BY 4.0.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { nearest } from "../../engine/metrics/nearest.js";
import { modelErrors } from "../model-errors.js";
import { competencyErrors } from "./competency-errors.js";

export const occupationScales = ["IM", "LV"] as const;
export type OccupationScale = (typeof occupationScales)[number];

export interface Occupation {
  code: string;
  title: string;
  /** In the order of `elements`; NaN where the file has no value. */
  values: Float64Array;
}

export interface OccupationTable {
  scale: OccupationScale;
  elements: { id: string; name: string }[];
  occupations: Occupation[];
}

const columns = ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value"] as const;

/** Occupations in the order of the file, elements by name. */
export function readOccupations(file: string, scale: OccupationScale): OccupationTable {
  const name = path.basename(file);
  const text = textOf(file);
  const tab = text.slice(0, text.indexOf("\n")).includes("\t");
  const records = parse(text, { bom: true, delimiter: tab ? "\t" : ",", relax_column_count: true, quote: tab ? false : '"' }) as string[][]; // prettier-ignore
  const head = (records[0] ?? []).map((cell) => cell.trim());
  const at = columns.map((column) => head.indexOf(column));
  // O*NET's own text file has no titles: then the code stands for it.
  const missing = columns.find((column, i) => at[i] < 0 && column !== "Title");
  const fail = competencyErrors.occupation_file_invalid;
  if (missing) throw fail({ file: name, problem: "column", column: missing });
  const elements = new Map<string, string>();
  const occupations = new Map<string, { title: string; values: Map<string, number> }>();
  for (let row = 1; row < records.length; row++) {
    const [code, title, id, element, of, text] = at.map((i) => (records[row][i] ?? "").trim());
    if (of !== scale) continue;
    const value = text === "" ? NaN : Number(text);
    if (Number.isNaN(value)) throw fail({ file: name, problem: "value", row: row + 1, found: text });
    elements.set(id, element);
    const occupation = occupations.get(code) ?? { title: title || code, values: new Map<string, number>() };
    if (occupation.values.has(id))
      throw fail({ file: name, problem: "repeated", row: row + 1, found: code, column: element });
    occupation.values.set(id, value);
    occupations.set(code, occupation);
  }
  if (occupations.size === 0) throw fail({ file: name, problem: "empty", scale });
  const list = [...elements]
    .map(([id, element]) => ({ id, name: element }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    scale,
    elements: list,
    occupations: [...occupations].map(([code, { title, values }]) => ({
      code,
      title,
      values: Float64Array.from(list, ({ id }) => values.get(id) ?? NaN),
    })),
  };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw modelErrors.table_unreadable({ file, reason: (error as NodeJS.ErrnoException).code ?? "?" });
  }
}

/** By code, or by title whatever its case. */
export function occupationNamed({ occupations }: OccupationTable, asked: string, file: string): Occupation {
  const plain = asked.trim().toLowerCase();
  const found = occupations.find(({ code, title }) => code === asked.trim() || title.toLowerCase() === plain);
  if (found) return found;
  const parts = occupations.filter(({ title }) => title.toLowerCase().includes(plain));
  const near =
    parts.length > 0 ? parts : occupations.filter(({ title }) => nearest(asked, [title]).length > 0);
  const candidates = near.slice(0, 5).map(({ code, title }) => `${code} ${title}`);
  throw competencyErrors.occupation_unknown({
    file: path.basename(file),
    occupation: asked,
    candidates,
    count: candidates.length,
  });
}
