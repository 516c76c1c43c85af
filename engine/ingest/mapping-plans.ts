// A mapping + raw tables → plans, with every header that the mapping names found in its file.
import { contractOf, contracts } from "../../datasets/contracts/index.js";
import type { Bilingual } from "../locale.js";
import { bestMatch, distance, normaliseHeader } from "./headers.js";
import { fail } from "./ingest-errors.js";
import type { IgnoredFile } from "./input-files.js";
import {
  type Mapping,
  type MappingColumn,
  type MappingFile,
  type MappingTable,
  matchesGlob,
} from "./mapping.js";
import { type IdentityColumns, planOfMatch, type TablePlan, type ValueSource } from "./plan.js";
import type { RawTable } from "./raw-table.js";

const globs = (entry: MappingFile): string[] => (Array.isArray(entry.match) ? entry.match : [entry.match]);
const ignoredByMapping: Bilingual = { en: "ignored by the mapping", zh: "映射中列为忽略" };

export function plansOfMapping(
  mapping: Mapping,
  raws: readonly RawTable[],
): { plans: TablePlan[]; ignored: IgnoredFile[]; notes: Bilingual[] } {
  const plans: TablePlan[] = [];
  const ignored: IgnoredFile[] = [];
  const used = new Set<MappingFile>();
  for (const raw of raws) {
    const entries = mapping.files.filter(
      (entry) =>
        globs(entry).some((glob) => matchesGlob(raw.file.name, glob)) &&
        (entry.sheet === undefined || raw.sheet === undefined || entry.sheet === raw.sheet),
    );
    for (const entry of entries) {
      used.add(entry);
      plans.push(...plansOfEntry(mapping, entry, raw));
    }
    if (entries.length > 0) continue;
    if (mapping.ignore.some((glob) => matchesGlob(raw.file.name, glob) || matchesGlob(raw.label, glob))) {
      ignored.push({ name: raw.label, reason: ignoredByMapping });
      continue;
    }
    const match = bestMatch(raw.headers, contracts);
    if (match.missing.length > 0 || match.unknown.length > 0)
      throw fail.mapping_file_unmatched({ file: raw.label });
    plans.push(planOfMatch(raw, match));
  }
  const absent = mapping.files.filter((entry) => !used.has(entry)).flatMap(globs);
  const files = raws.map((r) => r.label);
  if (used.size === 0) throw fail.mapping_file_missing({ match: absent, files });
  const notes = absent.map((name) => ({
    en: `The mapping also knows ${name}, which was not given.`,
    zh: `映射还包含 ${name}，此次未提供。`,
  }));
  return { plans, ignored, notes };
}

function plansOfEntry(mapping: Mapping, entry: MappingFile, raw: RawTable): TablePlan[] {
  const touched = new Set<number>();
  const find = (header: string, table: string, target: string): number => {
    const index = headerIndex(raw, header);
    if (index < 0) throw missingColumn(raw, header, table, target);
    touched.add(index);
    return index;
  };
  const plans = entry.tables.map((spec) => planOf(mapping, entry, spec, raw, find));
  const ignored = raw.headers.filter((header, i) => header && !touched.has(i));
  return plans.map((plan) => ({ ...plan, ignored }));
}

type Find = (header: string, table: string, target: string) => number;

function planOf(
  mapping: Mapping,
  entry: MappingFile,
  spec: MappingTable,
  raw: RawTable,
  find: Find,
): TablePlan {
  const contract = contractOf(spec.table)!;
  const columns = new Map<string, ValueSource>();
  for (const [target, column] of Object.entries(spec.columns))
    columns.set(
      target,
      sourceOf(column, (header) => find(header, spec.table, target)),
    );
  let unpivot: number[] | undefined;
  if (spec.unpivot) {
    const { id, names_to, values_to, columns: chosen } = spec.unpivot;
    const kept = Object.entries(id).flatMap(([target, header]) => {
      const source = sourceOf(header, (name) => find(name, spec.table, target));
      columns.set(target, source);
      return source.kind === "header" ? [source.index] : [];
    });
    columns.set(names_to, { kind: "unpivot_name" });
    columns.set(values_to, { kind: "unpivot_value" });
    const left = new Set([...kept, ...(entry.ignore ?? []).map((h) => headerIndex(raw, h))]);
    unpivot = chosen
      ? chosen.map((header) => find(header, spec.table, values_to))
      : raw.headers.flatMap((header, i) =>
          header && !left.has(i) ? [find(`#${i + 1}`, spec.table, values_to)] : [],
        );
  }
  const identity = identityOf(spec, (header) => find(header, spec.table, "identity"));
  const instead = identity?.email ?? (identity?.birth_date === undefined ? undefined : identity.name);
  if (identity && instead !== undefined && !columns.has("employee_id")) {
    columns.set("employee_id", { kind: "header", index: instead });
    identity.isKey = true;
  }
  const when = Object.entries(spec.when ?? {}).map(([header, values]) => ({
    index: find(header, spec.table, "when"),
    values: (Array.isArray(values) ? values : [values]).map(String),
  }));
  const missing = contract.columns.filter((c) => c.required && !columns.has(c.name)).map((c) => c.name);
  if (missing.length > 0)
    throw fail.mapping_invalid({
      file: "mapping",
      line: 1,
      setting: `${globs(entry).join(", ")} → ${spec.table}`,
      found: `required columns without a source: ${missing.join(", ")}`,
    });
  const dateOrder = entry.date_format ?? mapping.date_format;
  return {
    raw,
    contract,
    columns,
    when,
    ...(unpivot ? { unpivot } : {}),
    missing: [...mapping.missing, ...(entry.missing ?? [])],
    ...(dateOrder ? { dateOrder } : {}),
    ...(identity ? { identity } : {}),
    ...(entry.system ? { system: entry.system } : {}),
    ...(spec.absent ? { absent: { kind: spec.absent.kind, holidayShare: spec.absent.holiday_share } } : {}),
    ignored: [],
  };
}

function identityOf(spec: MappingTable, find: (header: string) => number): IdentityColumns | undefined {
  if (!spec.identity) return undefined;
  const { email, name, birth_date } = spec.identity;
  return {
    ...(email === undefined ? {} : { email: find(email) }),
    ...(name === undefined ? {} : { name: find(name) }),
    ...(birth_date === undefined ? {} : { birth_date: find(birth_date) }),
  };
}

/** In place of a header: the row's own number, for lists without an employee number. */
export const rowNumber = "#row";

function sourceOf(column: MappingColumn, find: (header: string) => number): ValueSource {
  if (column === rowNumber) return { kind: "row_number" };
  if (typeof column === "string") return { kind: "header", index: find(column) };
  if ("const" in column) return { kind: "constant", value: String(column.const) };
  if ("snapshot_date" in column) return { kind: "snapshot_date", derived: true };
  if ("standard_day" in column) return { kind: "standard_day" };
  if ("years_before_snapshot" in column)
    return { kind: "before_snapshot", index: find(column.years_before_snapshot), unit: "years" };
  if ("months_before_snapshot" in column)
    return { kind: "before_snapshot", index: find(column.months_before_snapshot), unit: "months" };
  const values = column.values
    ? Object.fromEntries(
        Object.entries(column.values).map(([from, to]) => [from, to === null ? "" : String(to)]),
      )
    : undefined;
  return {
    kind: "header",
    index: find(column.from),
    ...(values ? { values } : {}),
    ...(column.format ? { format: column.format } : {}),
    ...(column.derived ? { derived: true } : {}),
  };
}

/** By name without case, spaces, `_` and `-`; `#3` is the third column, for files whose columns have no name. */
function headerIndex(raw: RawTable, header: string): number {
  const exact = raw.headers.indexOf(header.trim());
  if (exact >= 0) return exact;
  const position = /^#(\d+)$/.exec(header);
  if (position) return Number(position[1]) <= raw.headers.length ? Number(position[1]) - 1 : -1;
  return raw.headers.findIndex((h) => h !== "" && normaliseHeader(h) === normaliseHeader(header));
}

function missingColumn(raw: RawTable, header: string, table: string, target: string): Error {
  const named = raw.headers.filter((h) => h !== "");
  const near = [...named].sort(
    (a, b) =>
      distance(normaliseHeader(header), normaliseHeader(a)) -
      distance(normaliseHeader(header), normaliseHeader(b)),
  )[0];
  return fail.mapping_column_missing({
    file: raw.label,
    column: header,
    table,
    target,
    headers: named.slice(0, 20),
    nearest: near ?? "–",
  });
}
