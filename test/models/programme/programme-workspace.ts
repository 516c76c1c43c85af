// Forty sellers in two units over two years, a course in one of them, leads with response times, events on the calendar: a workspace.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importFiles, initWorkspace, openCache, type Cache, type Workspace } from "../../../engine/index.js";
import { random } from "../../../models/estimators/random.js";

export const clock = new Date("2026-01-05T09:00:00Z");
export const planted = 60;

export interface ProgrammeWorkspace {
  workspace: Workspace;
  cache: Cache;
  dir: string;
  close(): void;
}

export const plan = `id: north-app
name: { en: App in the north, zh: 北区应用 }
phases:
  before: { from: 2024-01, to: 2024-12 }
  change: { from: 2025-01, to: 2025-02 }
  after: { from: 2025-03, to: 2025-12 }
treated:
  where: [{ field: department, op: "=", value: North }]
comparison: everyone_else
assigned: unit
outcomes: [revenue_per_head]
`;

const isNorth = (i: number): boolean => i < 20;

export async function programmeWorkspace(): Promise<ProgrammeWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-programme-"));
  const workspace = initWorkspace(dir, {
    name: { en: "Sellers", zh: "销售公司" },
    users: [
      { id: "boss", name: "周总", role: "leader", rights: "person" },
      { id: "chen", role: "manager", rights: "group" },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const csv = (name: string, rows: (string | number)[][]): void =>
    writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
  const rng = random(11);
  const people = Array.from({ length: 40 }, (_, i) => `S${String(i).padStart(2, "0")}`);
  csv("employee", [["employee_id", "hire_date"], ...people.map((id) => [id, "2023-01-01"])]);
  csv("org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["R", "Sellers", "", "2023-01-01"],
    ["N", "North", "R", "2023-01-01"],
    ["S", "South", "R", "2023-01-01"],
  ]);
  csv("job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job"],
    ...people.map((id, i) => [id, "2023-01-01", isNorth(i) ? "N" : "S", "seller"]),
  ]);
  csv("termination", [
    ["employee_id", "exit_date", "exit_kind"],
    ["S39", "2025-06-30", "voluntary"],
  ]);
  const months = Array.from(
    { length: 24 },
    (_, m) => `${2024 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}-01`,
  );
  const sales = people.flatMap((id, i) => {
    const own = 500 + 80 * rng.normal();
    return months
      .filter((month) => id !== "S39" || month < "2025-07")
      .map((month, m) => {
        const effect = isNorth(i) && m >= 14 ? planted : 0;
        return [id, month, 5, 3, 1, Math.round(own + (m >= 14 ? 100 : 0) + effect + 40 * rng.normal())];
      });
  });
  csv("sales_activity", [["employee_id", "month", "visits", "leads", "deals", "revenue"], ...sales]);
  csv("calendar_event", [
    ["event_id", "event_date", "kind", "title", "title_zh"],
    ["E1", "2025-01-15", "scheme", "New scheme", "新方案"],
    ["E2", "2025-02-01", "system", "New CRM", "新客户系统"],
    ["E3", "2025-01-28", "holiday", "Spring Festival", "春节"],
    ["E4", "2024-03-01", "system", "Long before", "很久以前"],
  ]);
  csv("lead", [
    ["lead_id", "employee_id", "created_at", "first_response_at", "closed_at", "status"],
    ...leadRows(rng, people),
  ]);
  await importFiles(workspace, [sources], { now: clock });
  mkdirSync(path.join(dir, "programmes"));
  writeFileSync(path.join(dir, "programmes", "north-app.yml"), plan);
  const cache = await openCache(workspace, { now: clock });
  return {
    workspace,
    cache,
    dir,
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const at = (start: number, days: number): string =>
  new Date(start + days * 86_400_000).toISOString().slice(0, 19).replace("T", " ");

/** Lost early, won late; answered when it comes; follow-up changes nothing. */
function leadRows(rng: ReturnType<typeof random>, people: readonly string[]): string[][] {
  return Array.from({ length: 900 }, (_, i) => {
    const start = Date.UTC(2024, 0, 2) + rng.uniform() * 300 * 86_400_000;
    const response = -12 * Math.log(rng.uniform());
    let [end, status] = [200, "open"];
    for (let day = 0; day < 200 && status === "open"; day++) {
      const lose = day < 25 ? 0.035 : 0.008;
      const wait = -Math.log(rng.uniform()) / (0.008 + lose);
      if (wait >= 1) continue;
      end = day + wait;
      status = rng.uniform() < 0.008 / (0.008 + lose) ? "won" : "lost";
    }
    const answered = response < end ? at(start, response) : "";
    return [
      `L${i}`,
      people[i % 38]!,
      at(start, 0),
      answered,
      status === "open" ? "" : at(start, end),
      status,
    ];
  });
}
