// Imports on disk → are they what was imported: every file against its manifest, every manifest against the journal.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { sha256Of } from "../file-hash.js";
import type { Manifest } from "../ingest/manifest.js";
import type { JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";

export interface AlteredFile {
  /** Relative to the workspace. */
  file: string;
  problem: "missing" | "altered";
}

/** An import that the journal does not know is not held against it: the journal may be younger than the import. */
export async function alteredImports(
  workspace: Pick<Workspace, "path">,
  manifests: readonly Manifest[],
  journal: readonly JournalLine[],
): Promise<AlteredFile[]> {
  const said = new Map(
    journal.filter((l) => l.kind === "import").map((l) => [l.import as string, l.manifest as string]),
  );
  const altered: AlteredFile[] = [];
  for (const manifest of manifests) {
    const hash = createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
    if (said.has(manifest.id) && said.get(manifest.id) !== hash)
      altered.push({ file: `imports/${manifest.id}/manifest.json`, problem: "altered" });
    for (const part of manifest.tables.flatMap((t) => t.parts)) {
      const file = workspace.path("imports", manifest.id, part.file);
      const name = `imports/${manifest.id}/${part.file}`;
      if (!existsSync(file)) altered.push({ file: name, problem: "missing" });
      else if ((await sha256Of(file)) !== part.sha256) altered.push({ file: name, problem: "altered" });
    }
  }
  return altered;
}
