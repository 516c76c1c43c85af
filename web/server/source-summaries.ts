// Import manifests → one line per source table: rows, rejected, files, when it came and how far it reaches.
import { contracts } from "../../datasets/contracts/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { inEffect } from "../../engine/ingest/in-effect.js";
import { sourceManifests } from "../../engine/ingest/manifest.js";
import type { Workspace } from "../../engine/index.js";

export interface SourceSummary {
  table: string;
  title: Bilingual;
  rows: number;
  rejected: number;
  files: string[];
  importedAt: string;
  from: string | null;
  to: string | null;
  /** Columns whose values a mapping derived, e.g. hire dates from tenure. */
  derived: string[];
}

export function sourceSummaries(workspace: Workspace): SourceSummary[] {
  const found = new Map<string, SourceSummary>();
  const manifests = sourceManifests(workspace);
  for (const manifest of manifests)
    for (const part of manifest.tables) {
      if (!inEffect(manifests, part.table).includes(manifest)) continue;
      const known = found.get(part.table);
      const files = manifest.files.map(({ name }) => name);
      found.set(part.table, {
        table: part.table,
        title: contracts.find(({ table }) => table === part.table)?.title ?? {
          en: part.table,
          zh: part.table,
        },
        rows: (known?.rows ?? 0) + part.rows,
        rejected: (known?.rejected ?? 0) + part.rejected,
        // An import of many files does not say which file fed which table: named only where it is one.
        files: [...new Set([...(known?.files ?? []), ...(files.length === 1 ? files : [])])],
        importedAt: manifest.importedAt,
        from: earliest(known?.from, part.from),
        to: latest(known?.to, part.to),
        derived: [...new Set([...(known?.derived ?? []), ...part.derived])],
      });
    }
  return [...found.values()];
}

const earliest = (a: string | null | undefined, b: string | undefined): string | null =>
  [a, b].filter((text): text is string => Boolean(text)).sort()[0] ?? null;
const latest = (a: string | null | undefined, b: string | undefined): string | null =>
  [a, b]
    .filter((text): text is string => Boolean(text))
    .sort()
    .at(-1) ?? null;
