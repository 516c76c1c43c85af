// Reports kept in the workspace: list, read, save, delete.
import type { ReportList, SavedReport } from "../../server/report-store.js";
import type { ReportSpec } from "../../report/report-spec.js";
import { requestJson } from "../api.js";

export type { ReportList, SavedReport, SavedReportLine } from "../../server/report-store.js";

const at = (id: string): string => `/api/reports/${encodeURIComponent(id)}`;

export const listReports = (): Promise<ReportList> => requestJson("/api/reports");
export const readReport = (id: string): Promise<SavedReport> => requestJson(at(id));
export const deleteReport = (id: string): Promise<void> => requestJson(at(id), { method: "DELETE" });
export const saveReport = (id: string, name: string, report: ReportSpec): Promise<SavedReport> =>
  requestJson(at(id), {
    method: "PUT",
    body: JSON.stringify({ name, report }),
    headers: { "Content-Type": "application/json" },
  });

/** A name → an id for its file: letters and digits kept, the rest hyphens; Chinese names get a short hash. */
export function reportId(name: string, taken: readonly string[]): string {
  const latin = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  let hash = 2166136261;
  for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619);
  const stem =
    /^[\p{ASCII}]*$/u.test(name) && latin
      ? latin
      : `${latin ? `${latin}-` : "report-"}${(hash >>> 0).toString(36)}`;
  let id = stem;
  for (let next = 2; taken.includes(id); next++) id = `${stem}-${next}`;
  return id;
}
