// The demo companies go through the importer as they are: every header known, every row accepted, without a mapping.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  companyConfig,
  type CompanyKind,
  type CompanyOptions,
  writeCompany,
} from "../../datasets/companies/index.js";
import { Database, importFiles, initWorkspace } from "../../engine/index.js";

const root = mkdtempSync(path.join(tmpdir(), "rapport-demo-import-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const companies: [CompanyKind, CompanyOptions][] = [
  ["trade", {}],
  ["services", {}],
  ["group", { people: 200, months: 6 }],
];

describe("importing a demo company", () => {
  it.each(companies)(
    "%s has no finding",
    async (kind, options) => {
      const dir = path.join(root, kind);
      const database = await Database.open();
      const { people, files } = await writeCompany(kind, dir, {
        ...options,
        runSql: (sql) => database.run(sql),
      });
      database.close();
      const workspace = initWorkspace(dir, companyConfig(kind));
      const report = await importFiles(workspace, [path.join(dir, "sources")], {
        now: new Date("2026-10-31T12:00:00Z"),
      });
      expect(report.sources.length).toBe(files.length);
      expect(
        report.sources.flatMap((source) => [...source.reasons, ...source.ignored, ...source.derived]),
      ).toEqual([]);
      expect(report.sources.filter((source) => source.rejected + source.duplicates > 0)).toEqual([]);
      expect(report.tables.find((table) => table.table === "employee")?.rows).toBe(people);
    },
    240_000,
  );
});
