// Imports of the workspace → the times at which what is known changed, to choose from.
import { requestJson } from "../api.js";
import { session } from "../session.js";
import { t } from "../t.js";

export interface KnownImport {
  id: string;
  importedAt: string;
  tables: string[];
  rows: number;
}

export const readImports = async (signal?: AbortSignal): Promise<KnownImport[]> =>
  (await requestJson<{ imports: KnownImport[] }>("/api/history/imports", { signal })).imports;

/** "22 Nov 2026, 09:30 · termination, pay": when in the reader's own clock, and what came. */
export function importText({ importedAt, tables }: KnownImport): string {
  const at = new Intl.DateTimeFormat(session.locale === "zh" ? "zh-CN" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(new Date(importedAt));
  const shown = tables.slice(0, 3).join(session.locale === "zh" ? "、" : ", ");
  const what = tables.length > 3 ? t("changes.tables_more", { shown, count: tables.length - 3 }) : shown;
  return `${at} · ${what}`;
}
