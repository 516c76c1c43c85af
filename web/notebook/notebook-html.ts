// Notebook file + workspace + reader → the finished HTML text, and the list of notebooks there are.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { assetPath } from "../../engine/asset.js";
import { loadCatalogue, type Cache, type Reader, type Workspace } from "../../engine/index.js";
import type { Locale } from "../../engine/locale.js";
import type { FieldCatalogue } from "../report/field-catalogue.js";
import { notebookErrors } from "./notebook-errors.js";
import { parseNotebook } from "./parse-notebook.js";
import { renderNotebook } from "./render-notebook.js";
import { runNotebook } from "./run-notebook.js";

export interface NotebookRequest {
  workspace: Workspace;
  cache: Cache;
  reader: Reader;
  locale: Locale;
  now: Date;
  parameters?: Record<string, string>;
  onProgress?: (message: string) => void;
  signal?: AbortSignal;
}

/** Reads, runs and renders one notebook; months of its parameters are clipped to nothing: a wrong one is an error. */
export async function notebookHtml(file: string, request: NotebookRequest): Promise<string> {
  if (!existsSync(file)) throw notebookErrors.notebook_not_found({ file });
  const name = path.basename(file);
  const notebook = parseNotebook(readFileSync(file, "utf8"), name, request.parameters);
  const answered = await runNotebook(notebook, { ...request, file: name });
  return renderNotebook(answered, {
    locale: request.locale,
    currency: request.workspace.config.currency,
    catalogue: fieldsOf(request.workspace),
  });
}

export interface NotebookEntry {
  id: string;
  file: string;
  title: string;
  question?: string;
}

/** Shipped notebooks and the workspace's own, in the reader's language where there is a twin. */
export function listNotebooks(workspace: Workspace, locale: Locale): NotebookEntry[] {
  const folders = [assetPath(import.meta.url, "../../notebooks"), workspace.path("notebooks")];
  return folders.filter((folder) => existsSync(folder)).flatMap((folder) => entriesIn(folder, locale));
}

function entriesIn(folder: string, locale: Locale): NotebookEntry[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");
  const ids = [...new Set(files.map((name) => name.replace(/(\.zh)?\.md$/, "")))].sort();
  return ids.map((id) => {
    const twin = locale === "zh" && files.includes(`${id}.zh.md`) ? `${id}.zh.md` : `${id}.md`;
    const file = path.join(folder, files.includes(twin) ? twin : `${id}.zh.md`);
    const { title, question } = parseNotebook(readFileSync(file, "utf8"), path.basename(file));
    return { id, file, title, question };
  });
}

function fieldsOf(workspace: Workspace): FieldCatalogue {
  const catalogue = loadCatalogue(workspace.dir);
  return {
    metrics: [...catalogue.metrics.values()].map(({ id, label, unit, formula }) => ({
      kind: "metric",
      id,
      label,
      unit,
      adds: formula.kind === "sum" || formula.kind === "end_of_period",
    })),
    dimensions: [...catalogue.dimensions.values()].map(({ id, label, values }) => ({
      kind: "group",
      id,
      label,
      values: values?.map(({ value }) => value),
    })),
  };
}
