// Manifests of all imports → those that count for a table: without the imports that a later one withdrew.
import type { Manifest } from "./manifest.js";

/** A withdrawal can be withdrawn as well: then the import that it took back counts again. Oldest first, as given. */
export function inEffect<M extends Pick<Manifest, "id" | "withdraws" | "tables">>(
  manifests: readonly M[],
  table: string,
): M[] {
  const withdrawn = new Set<string>();
  const kept: M[] = [];
  for (const manifest of [...manifests].reverse()) {
    if (withdrawn.has(manifest.id) || !manifest.tables.some((t) => t.table === table)) continue;
    if (manifest.withdraws !== undefined) withdrawn.add(manifest.withdraws);
    else kept.push(manifest);
  }
  return kept.reverse();
}
