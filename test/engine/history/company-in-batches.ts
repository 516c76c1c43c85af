// Ten people whose files arrive in four batches, with rows added, restated and removed: small enough to check by hand.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  answer,
  importFiles,
  initWorkspace,
  localReader,
  openCache,
  type Cache,
  type Workspace,
  type WorkspaceSettings,
} from "../../../engine/index.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";

export const asked = new Date("2025-09-01T09:00:00Z");

export interface Company {
  workspace: Workspace;
  /** Files (name → rows of cells) as one import at that instant; returns its id. */
  import(at: string, tables: Record<string, string[][]>): Promise<string>;
  open(): Promise<Cache>;
  /** Rows of an answer, asked of the cache as it is now. */
  ask(question: object): Promise<PlainRow[]>;
  close(): void;
}

export function emptyCompany(settings: Partial<WorkspaceSettings> = {}): Company {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-history-"));
  const workspace = initWorkspace(path.join(dir, "company"), { name: "Ten", timeZone: "UTC", ...settings });
  let batch = 0;
  const company: Company = {
    workspace,
    async import(at, tables) {
      const folder = path.join(dir, `batch-${++batch}`);
      mkdirSync(folder);
      for (const [name, rows] of Object.entries(tables))
        writeFileSync(path.join(folder, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
      return (await importFiles(workspace, [folder], { now: new Date(at) })).id;
    },
    open: () => openCache(workspace, { now: asked }),
    async ask(question) {
      const cache = await company.open();
      try {
        const result = await answer({ ...cache, workspace }, question, { reader: localReader, now: asked });
        return resultRows(result.table, result.columns);
      } finally {
        cache.database.close();
      }
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
  return company;
}

const unitOf = (id: string): string =>
  ["E6", "E7"].includes(id) ? "N2" : ["E8", "E10"].includes(id) ? "S1" : "N1";

const assignment = ["employee_id", "valid_from", "org_unit_id", "manager_id", "level"];
const unit = ["org_unit_id", "name", "parent_id", "valid_from"];

/**
 * Company C with divisions N (teams N1, N2) and S (team S1); five people in N1, two in N2, three in S1, all from
 * 2024-01-01; history 2024-01 to 2025-06 by monthly sales.
 * 1. 2025-07-01: everything. 2. 2025-07-10: E1's exit, told late. 3. 2025-08-01: sales of E2 restated, E9 new, N2 comes
 * under S from 2025-01-01. 4. 2025-08-15: E3 moved to S1 from 2025-03-01; July's sales.
 */
export async function companyInBatches(): Promise<Company & { imports: string[] }> {
  const company = emptyCompany();
  const people = ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E10"];
  const months = Array.from(
    { length: 18 },
    (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
  );
  const imports = [
    await company.import("2025-07-01T08:00:00Z", {
      employee: [["employee_id", "hire_date", "gender"], ...people.map((id) => [id, "2023-01-01", "F"])],
      org_unit: [
        unit,
        ["C", "Company", "", "2023-01-01"],
        ["N", "North", "C", "2023-01-01"],
        ["S", "South", "C", "2023-01-01"],
        ["N1", "North one", "N", "2023-01-01"],
        ["N2", "North two", "N", "2023-01-01"],
        ["S1", "South one", "S", "2023-01-01"],
      ],
      job_assignment: [assignment, ...people.map((id) => [id, "2023-01-01", unitOf(id), "E4", "3"])],
      sales_activity: [
        ["employee_id", "month", "revenue", "deals"],
        ...people.flatMap((id, i) => months.map((month) => [id, `${month}-01`, String(1000 + 10 * i), "1"])),
      ],
      termination: [
        ["employee_id", "exit_date", "exit_kind"],
        ["E5", "2024-09-30", "voluntary"],
      ],
    }),
    await company.import("2025-07-10T08:00:00Z", {
      termination: [
        ["employee_id", "exit_date", "exit_kind"],
        ["E1", "2025-05-31", "voluntary"],
      ],
    }),
    await company.import("2025-08-01T08:00:00Z", {
      employee: [
        ["employee_id", "hire_date", "gender"],
        ["E9", "2025-04-01", "M"],
      ],
      job_assignment: [assignment, ["E9", "2025-04-01", "S1", "E8", "2"]],
      sales_activity: [
        ["employee_id", "month", "revenue", "deals"],
        ["E2", "2025-06-01", "5000", "3"],
      ],
      org_unit: [unit, ["N2", "South two", "S", "2025-01-01"]],
    }),
    await company.import("2025-08-15T08:00:00Z", {
      job_assignment: [assignment, ["E3", "2025-03-01", "S1", "E8", "3"]],
      sales_activity: [
        ["employee_id", "month", "revenue", "deals"],
        ["E2", "2025-07-01", "900", "1"],
      ],
    }),
  ];
  return { ...company, imports };
}
