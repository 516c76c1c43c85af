// Nine sellers and three clerks with KPI records and leads over ten months: an employee, a superior, a reader of groups.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  importFiles,
  initWorkspace,
  openCache,
  readerNamed,
  type Cache,
  type Workspace,
} from "../../../engine/index.js";
import type { ModelContext } from "../../../models/model-context.js";

const sellers = Array.from({ length: 9 }, (_, i) => `A${i + 1}`);
const clerks = ["B1", "B2", "B3"];
const everybody = [...sellers, ...clerks];
const months = Array.from({ length: 10 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}`);
export const clock = new Date("2025-11-05T09:00:00Z");

export interface ProgressWorkspace {
  workspace: Workspace;
  cache: Cache;
  /** The context of a user; the local reader without a name. */
  as(id?: string): ModelContext;
  close(): void;
}

export async function progressWorkspace(): Promise<ProgressWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-progress-"));
  const workspace = initWorkspace(path.join(dir, "w"), {
    name: { en: "Twelve", zh: "十二人公司" },
    timeZone: "Asia/Shanghai",
    progress: { watch: ["lead_conversion"] },
    outbox: { host: "127.0.0.1", port: 2525, from: "hr@example.com", tls: "none" },
    users: [
      { id: "boss", name: "周总", role: "leader", rights: "person" },
      { id: "lead", name: "陈磊", role: "manager", rights: "person", manages: "A9", employee: "A9" },
      { id: "own", name: "一号", role: "employee", rights: "group", employee: "A1" },
      { id: "groups", name: "组", role: "recruiter", rights: "group" },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const csv = (name: string, rows: (string | number)[][]): void =>
    writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
  csv("employee", [
    ["employee_id", "name", "hire_date"],
    ...everybody.map((id) => [id, `Person ${id}`, "2023-06-01"]),
  ]);
  csv("org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["ROOT", "Twelve", "", "2023-01-01"],
    ["A", "Sales", "ROOT", "2023-01-01"],
    ["B", "Office", "ROOT", "2023-01-01"],
  ]);
  csv("job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job", "manager_id"],
    ...sellers.map((id) => [id, "2023-06-01", "A", "seller", id === "A9" ? "" : "A9"]),
    ...clerks.map((id) => [id, "2023-06-01", "B", "clerk", ""]),
  ]);
  csv("kpi_actual", [
    ["employee_id", "kpi", "month", "value", "target", "weight", "kind"],
    ...sellers.flatMap((id, i) =>
      months.flatMap((month, m) => [
        [
          id,
          "repurchase",
          `${month}-01`,
          month === "2025-10" && id === "A1" ? 70 : 60 + 3 * i + (m % 4),
          85,
          40,
          "result",
        ],
        [id, "visits", `${month}-01`, 10 + i + (m % 3), 12, 60, "process"],
      ]),
    ),
  ]);
  csv("lead", [
    ["lead_id", "employee_id", "created_at", "first_response_at", "closed_at", "status"],
    ...sellers.flatMap((id, i) =>
      months.flatMap((month) =>
        Array.from({ length: 5 }, (_, n) => [
          `${id}-${month}-${n}`,
          id,
          `${month}-02 09:00`,
          `${month}-02 10:00`,
          `${month}-20 09:00`,
          n < 1 + (i % 4) ? "won" : "lost",
        ]),
      ),
    ),
    ["A1-late", "A1", "2025-10-28 09:00", "", "", "open"],
    ["A2-new", "A2", "2025-10-31 20:00", "", "", "open"],
  ]);
  await importFiles(workspace, [sources], { now: clock });
  const cache = await openCache(workspace, { now: clock });
  return {
    workspace,
    cache,
    as: (id) => ({ workspace, cache, now: clock, reader: readerNamed(workspace.config.users, id ?? "boss") }),
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
