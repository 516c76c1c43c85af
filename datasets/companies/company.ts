// What every demo company is asked for and gives back.
import type { Text } from "../contracts/index.js";

export type CompanyKind = "trade" | "services" | "group";
export const companyKinds: readonly CompanyKind[] = ["trade", "services", "group"];

export interface CompanyProgress {
  stage: string;
  title: Text;
  done: number;
  of: number;
}

export interface CompanyOptions {
  /** The same seed gives the same bytes. Defaults: trade 1, services 7, group 1. */
  seed?: number;
  /** `group`: seats, 100…200,000, default 5,000. `services`: about how many people instead of 320. `trade` has 20 people always. */
  people?: number;
  /** Length of the history, which always ends with 2026-10. Defaults: trade 36, services 42 (at least 30), group 60. */
  months?: number;
  onProgress?: (progress: CompanyProgress) => void;
  signal?: AbortSignal;
  /**
   * Runs one DuckDB statement. `group` writes Parquet through it, in memory that does not grow with its size; only the
   * engine may open the database, so the caller lends it: `runSql: (sql) => database.run(sql)`.
   */
  runSql?: (sql: string) => Promise<unknown>;
}

export interface WrittenCompany {
  /** Absolute paths of the source files. */
  files: string[];
  /** People in the employee file, leavers included. */
  people: number;
}

/** The option, or its default; a bug of the caller when it is no whole number in the range. */
export function wholeNumber(
  name: string,
  value: number | undefined,
  fallback: number,
  [least, most]: readonly [number, number],
): number {
  const number = value ?? fallback;
  if (!Number.isInteger(number) || number < least || number > most)
    throw new RangeError(`${name} takes a whole number from ${least} to ${most}, found ${number}`);
  return number;
}

/** Last month of every demo company. */
export const historyEnd = "2026-10";
