// Twelve people in two departments, one of three people only: a workspace small enough to check by eye, with two readers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importFiles, initWorkspace, openCache, type Cache, type Workspace } from "../../engine/index.js";
import { createApp } from "../../web/server/app.js";

const sales = Array.from({ length: 9 }, (_, i) => `A${i + 1}`);
const office = ["B1", "B2", "B3"];
const people = [...sales, ...office];

export const clock = new Date("2026-01-05T09:00:00Z");

export interface SmallWorkspace {
  workspace: Workspace;
  cache: Cache;
  app: ReturnType<typeof createApp>;
  close(): void;
}

export async function smallWorkspace(): Promise<SmallWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-web-"));
  const workspace = initWorkspace(dir, {
    name: { en: "Twelve", zh: "十二人公司" },
    users: [
      { id: "boss", name: "周总", role: "leader", rights: "person" },
      { id: "陈磊", role: "manager", rights: "group" },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const csv = (name: string, rows: string[][]): void =>
    writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
  csv("employee", [["employee_id", "hire_date", "gender"], ...people.map((id) => [id, "2023-06-01", "F"])]);
  csv("org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["ROOT", "Twelve", "", "2023-01-01"],
    ["A", "Sales", "ROOT", "2023-01-01"],
    ["B", "Office", "ROOT", "2023-01-01"],
  ]);
  csv("job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job"],
    ...sales.map((id) => [id, "2023-06-01", "A", "seller"]),
    ...office.map((id) => [id, "2023-06-01", "B", "clerk"]),
  ]);
  csv("termination", [
    ["employee_id", "exit_date", "exit_kind"],
    ["A1", "2024-03-31", "voluntary"],
    ["B1", "2025-08-31", "voluntary"],
    ["A2", "2025-12-31", "voluntary"],
  ]);
  await importFiles(workspace, [sources], { now: clock });
  const cache = await openCache(workspace, { now: clock });
  const clientDir = path.join(dir, "client");
  mkdirSync(path.join(clientDir, "assets"), { recursive: true });
  writeFileSync(path.join(clientDir, "index.html"), "<!doctype html><title>Rapport</title>");
  writeFileSync(path.join(clientDir, "assets", "index-abc.js"), "export {};");
  const app = createApp({ workspace, cache: async () => cache, now: () => clock, clientDir });
  return {
    workspace,
    cache,
    app,
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
