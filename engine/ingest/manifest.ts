// imports/<id>/manifest.json ↔ what that import brought: files, tables, parts, mapping, derived dates.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { ColumnType, Contract } from "../../datasets/contracts/index.js";
import type { Workspace } from "../workspace.js";
import { punchClock } from "./punch-clock.js";

export interface ManifestPart {
  /** Relative to the import's folder: `attendance_day/part-000.parquet`. */
  file: string;
  rows: number;
  bytes: number;
  sha256: string;
  /** First and last date of the table's time column in this part. */
  from?: string;
  to?: string;
}

export interface ManifestTable {
  table: string;
  rows: number;
  rejected: number;
  /** Names of the source files (and sheets) that fed it. */
  files: string[];
  parts: ManifestPart[];
  from?: string;
  to?: string;
  /** Columns whose values were derived by the mapping (dates from ages and tenures). */
  derived: string[];
  /** The batch is complete: of earlier rows those that it does not hold are gone, all or those between `from` and `to`. */
  full?: FullScope;
  /** Against the rows in force before: new keys, keys with other content, keys that a full batch no longer holds. */
  effect?: BatchEffect;
}

export type FullScope = "all" | "period";

export interface BatchEffect {
  added: number;
  changed: number;
  same: number;
  removed: number;
}

export interface ManifestSnapshot {
  /** YYYY-MM-DD on which the list was true. */
  date: string;
  observationMonths: number;
  /** First month in which exits could be seen (YYYY-MM). */
  exitsObservedFrom: string;
}

export interface Manifest {
  version: 1;
  id: string;
  importedAt: string;
  layout: "folder per table, one Parquet part per source file";
  files: { name: string; sha256: string; bytes: number; rows: number }[];
  tables: ManifestTable[];
  /** YAML text of the mapping used; absent when every header was recognised. */
  mapping?: string;
  snapshot?: ManifestSnapshot;
  /** Id of an earlier import that this one takes back; `tables` are those of that import, without rows. */
  withdraws?: string;
  reason?: string;
  /** Kinds of identifiers that were replaced by stand-ins before the rows were stored. */
  masked?: string[];
  /** Columns (`employee.phone`) that hold stand-ins. */
  maskedColumns?: string[];
  rejected: number;
}

export const importName = /^\d{4,}-/;

/** Beside the manifest while parts are damaged: they are left out of everything until they are whole again. */
export const damageName = "damaged.json";
export interface Damage {
  parts: { file: string; reason: string }[];
}

/** Manifests of every finished import, oldest first. Half-written ones (`.staging-*`) are not seen. */
export function sourceManifests(workspace: Pick<Workspace, "path">): Manifest[] {
  const folder = workspace.path("imports");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => importName.test(name) && existsSync(workspace.path("imports", name, "manifest.json")))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .map((name) => withoutDamage(workspace, name));
}

function withoutDamage(workspace: Pick<Workspace, "path">, name: string): Manifest {
  const manifest = JSON.parse(
    readFileSync(workspace.path("imports", name, "manifest.json"), "utf8"),
  ) as Manifest;
  const file = workspace.path("imports", name, damageName);
  if (!existsSync(file)) return manifest;
  const { parts } = JSON.parse(readFileSync(file, "utf8")) as Damage;
  const bad = new Set(parts.map((part) => part.file));
  return {
    ...manifest,
    tables: manifest.tables.map((table) => {
      const whole = table.parts.filter((part) => !bad.has(part.file));
      return { ...table, parts: whole, rows: whole.reduce((sum, part) => sum + part.rows, 0) };
    }),
  };
}

export const sqlType: Record<ColumnType, string> = {
  text: "VARCHAR",
  category: "VARCHAR",
  integer: "INTEGER",
  decimal: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  time: "TIME",
  timestamp: "TIMESTAMP",
};

/**
 * Columns of `source_<table>`: the contract's, what the import derives from them, one flag per date that a mapping may
 * derive, then where the row came from. `ifAbsent` may read the columns before it.
 */
export function sourceColumns(contract: Contract): { name: string; type: string; ifAbsent: string }[] {
  return [
    ...contract.columns.map((c) => ({ name: c.name, type: sqlType[c.type], ifAbsent: "NULL" })),
    ...(contract.table === "attendance_day" ? punchClock : []),
    ...contract.columns
      .filter((c) => c.type === "date")
      .map((c) => ({ name: `is_derived_${c.name}`, type: "BOOLEAN", ifAbsent: "false" })),
    { name: "import_id", type: "VARCHAR", ifAbsent: "NULL" },
    { name: "source_file", type: "VARCHAR", ifAbsent: "NULL" },
    { name: "source_row", type: "INTEGER", ifAbsent: "NULL" },
  ];
}

/** The date (or time) that places a row in time: `work_date`, `month`, `exit_date`, `created_at`; first a date of the key. */
export const timeColumn = (contract: Contract): string | undefined =>
  contract.columns.find((c) => c.type === "date" && contract.key.includes(c.name))?.name ??
  contract.columns.find((c) => c.type === "date" && c.required)?.name ??
  contract.columns.find((c) => c.type === "timestamp" && c.required)?.name;
