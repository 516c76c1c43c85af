// Twelve sellers in two departments with sales against targets, orders (one cancelled later), night shifts in two zones; three readers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importFiles, initWorkspace, openCache, type Cache, type Workspace } from "../../../engine/index.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import type { ModelContext } from "../../../models/model-context.js";

export const clock = new Date("2026-04-05T09:00:00Z");

export interface PayWorkspace {
  workspace: Workspace;
  cache: Cache;
  as(reader: string): ModelContext;
  close(): void;
}

export const sellers = Array.from({ length: 12 }, (_, i) => `S${i + 1}`);
/** What seller i sold in month m (0 = January) on a target of 100,000. */
export const soldBy = (i: number, m: number): number => 80_000 + 10_000 * ((i + m) % 5);

export async function payWorkspace(): Promise<PayWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-pay-"));
  const workspace = initWorkspace(dir, {
    name: { en: "Sellers", zh: "销售公司" },
    historyFrom: "2026-01",
    siteTimeZones: { Berlin: "Europe/Berlin" },
    users: [
      { id: "boss", rights: "person" },
      { id: "north", rights: "person", scope: "N" },
      { id: "S3", rights: "group", employee: "S3" },
      { id: "head", rights: "person", scope: "N", employee: "S12" },
      { id: "guest", rights: "group" },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const csv = (name: string, rows: (string | number)[][]): void =>
    writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
  // S12 joined on 16 March
  csv("employee", [
    ["employee_id", "hire_date"],
    ...sellers.map((id, i) => [id, i === 11 ? "2026-03-16" : "2024-01-01"]),
  ]);
  csv("org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["ROOT", "All", "", "2024-01-01"],
    ["N", "North", "ROOT", "2024-01-01"],
    ["S", "South", "ROOT", "2024-01-01"],
  ]);
  csv("job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job_family", "site"],
    ...sellers.map((id, i) => [id, i === 11 ? "2026-03-16" : "2024-01-01", i < 7 ? "N" : "S", "sales", i === 0 ? "Berlin" : "Shanghai"]), // prettier-ignore
  ]);
  csv("kpi_actual", [
    ["employee_id", "kpi", "month", "value", "target"],
    ...sellers.flatMap((id, i) =>
      [0, 1, 2]
        .filter((m) => i < 11 || m === 2)
        .map((m) => [id, "销售额", `2026-0${m + 1}-01`, soldBy(i, m), 100_000]),
    ),
  ]);
  csv("customer_order", [
    ["order_id", "employee_id", "customer_id", "order_date", "amount", "is_big_client", "cancelled_on"],
    ["O1", "S1", "C1", "2026-01-10", 50_000, "true", ""],
    ["O2", "S1", "C1", "2026-02-10", 10_000, "false", ""],
    ["O3", "S2", "C2", "2026-01-15", 120_000, "false", "2026-03-02"],
    ["O4", "S2", "C3", "2026-03-20", 20_000, "false", "2026-03-25"],
    ["O5", "S3", "C4", "2026-03-21", 100_000, "false", ""],
    ...sellers.slice(3).map((id, i) => [`P${i}`, id, `D${i}`, "2026-03-28", 1000 * (i + 1), "false", ""]),
  ]);
  csv("attendance_day", [
    ["employee_id", "work_date", "clock_in", "clock_out"],
    // the night on which Berlin's clocks skip an hour: 23:00 to 05:00 are five hours
    ["S1", "2026-03-28", "2026-03-28 23:00", "2026-03-29 05:00"],
    ["S2", "2026-03-28", "2026-03-28 23:00", "2026-03-29 05:00"],
    ["S3", "2026-03-10", "2026-03-10 21:30", "2026-03-10 23:30"],
    ["S4", "2026-03-10", "2026-03-10 09:00", "2026-03-10 18:00"],
  ]);
  await importFiles(workspace, [sources], { now: clock });
  const cache = await openCache(workspace, { now: clock });
  return {
    workspace,
    cache,
    as: (id) => ({
      workspace,
      cache,
      reader: workspace.config.users.find((user) => user.id === id) as Reader,
      now: clock,
    }),
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
