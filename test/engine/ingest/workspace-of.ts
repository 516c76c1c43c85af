// For the import tests: a workspace in a temporary folder, files in it, and what an import of them says.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Database } from "../../../engine/database.js";
import { RapportError } from "../../../engine/errors.js";
import { type ImportOptions, importFiles } from "../../../engine/ingest/ingest.js";
import type { ImportReport } from "../../../engine/ingest/import-report.js";
import { publishSources } from "../../../engine/ingest/publish.js";
import { initWorkspace, openWorkspace, type Workspace } from "../../../engine/workspace.js";

export const now = new Date("2026-10-31T08:00:00Z");

export interface Bench {
  workspace: Workspace;
  /** Writes a file beside the workspace and returns its path. */
  file(name: string, content: string | Uint8Array): string;
  import(names: string[], options?: Partial<ImportOptions>): Promise<ImportReport>;
  /** The typed error that the import fails with. */
  refusal(names: string[], options?: Partial<ImportOptions>): Promise<RapportError>;
  rows<R extends object>(sql: string): Promise<R[]>;
}

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), "rapport-import-"));

export function bench(): Bench {
  const dir = folder();
  return benchIn(dir, initWorkspace(path.join(dir, "company"), { name: "Test" }));
}

/** The same workspace and files in a folder of their own: what is done to the copy leaves the original as it was. */
export function copyOf({ workspace }: Bench): Bench {
  const dir = folder();
  cpSync(path.dirname(workspace.dir), dir, { recursive: true, preserveTimestamps: true });
  return benchIn(dir, openWorkspace(path.join(dir, "company")));
}

function benchIn(dir: string, workspace: Workspace): Bench {
  const place = (name: string): string => path.join(dir, "in", name);
  const run = (names: string[], options: Partial<ImportOptions> = {}): Promise<ImportReport> =>
    importFiles(
      workspace,
      names.map((n) => (path.isAbsolute(n) ? n : place(n))),
      { now, ...options },
    );
  return {
    workspace,
    file(name, content) {
      mkdirSync(path.dirname(place(name)), { recursive: true });
      writeFileSync(place(name), content);
      return place(name);
    },
    import: run,
    async refusal(names, options) {
      const failure = await run(names, options).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure instanceof RapportError) return failure;
      throw new Error("expected a RapportError", { cause: failure });
    },
    async rows<R extends object>(sql: string) {
      const db = await Database.open();
      try {
        await publishSources(db, workspace);
        return await db.rows<R>(sql);
      } finally {
        db.close();
      }
    },
  };
}

/** Every file below with its content: equal before and after means that nothing changed. */
export function contentOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of readdirSync(at).sort()) {
      const file = path.join(at, name);
      if (statSync(file).isDirectory()) walk(file);
      else found[path.relative(folder, file)] = readFileSync(file, "base64");
    }
  };
  walk(folder);
  return found;
}

/** Ten people hired on 1 January 2020, E01 … E10. */
export const tenPeople = `employee_id,hire_date\n${Array.from({ length: 10 }, (_, i) => `E${String(i + 1).padStart(2, "0")},2020-01-01`).join("\n")}\n`;
