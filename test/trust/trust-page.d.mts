import type { Promised } from "./promises.mjs";

/** The part of Vitest's JSON report that is read. */
export interface TestReport {
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}
export interface Evidence {
  passed: number;
  failed: number;
  skipped: number;
  files: Set<string>;
}
export function promisesOf(title: string): number[];
export function evidence(report: TestReport): Map<number, Evidence>;
export function trustPage(promises: Promised[], found: Map<number, Evidence>): string;
