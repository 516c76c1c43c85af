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
