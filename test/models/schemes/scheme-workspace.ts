// Twelve sellers and their manager over half a year, with facts that follow from a person's number and the month: every score can be
// reckoned by hand. S12 comes to the manager's unit in May, S11 is hired in May, every fourth seller never closes a lead.
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
import { localReader } from "../../../engine/metrics/reader.js";
import type { ModelContext } from "../../../models/model-context.js";
import { createApp } from "../../../web/server/app.js";

export const clock = new Date("2026-01-05T09:00:00Z");
export const sellers = Array.from({ length: 12 }, (_, i) => `S${String(i + 1).padStart(2, "0")}`);
export const numberOf = (employee: string): number => Number(employee.slice(1));

/** Facts of seller `i` in month `m` (1 … 6). */
export const facts = {
  visits: (i: number, m: number): number => 10 + i + m,
  revenue: (i: number, m: number): number => 1000 * i + 100 * m,
  /** As good as chance: nobody is better than anybody. */
  bigRevenue: (i: number, m: number): number => (i * i * 7919 + m * m * 104_729 + i * m * 31) % 97,
  /** Leads closed and won in a month. */
  closed: (i: number): number => i % 4,
  won: (i: number): number => (i % 4 > 0 ? 1 : 0),
  /** Two ratings a month, of five. */
  rating: (i: number): number => 3 + (i % 3),
};

/** What golden numbers are made of: the four results of one veteran, and rates of two people. */
const kpis: [string, string, string, number, number | ""][] = [
  ...["2025-04", "2025-05", "2025-06"].flatMap((month): [string, string, string, number, number | ""][] => [
    ["S01", "复购", month, 90, ""],
    ["S01", "弹性", month, 100, ""],
    ["S01", "带教", month, 85, ""],
    ["S01", "建议", month, 95, ""],
  ]),
  ["S02", "节约率", "2025-04", 0.12, 0.1],
  ["S02", "节约率", "2025-05", 0.06, 0.1],
  ["S03", "节约率", "2025-04", 0.05, 0.1],
  ["S02", "签单", "2025-04", 8, 10],
  ["S02", "签单", "2025-05", 12, 10],
  ["S03", "签单", "2025-04", 30, 10],
  ["S03", "签单", "2025-05", 1, ""],
];

export interface SchemeWorkspace {
  workspace: Workspace;
  cache: Cache;
  app: ReturnType<typeof createApp>;
  as(reader?: string): ModelContext;
  writeScheme(id: string, text: string): void;
  close(): void;
}

const hired = (id: string): string => ({ S10: "2019-01-01", S11: "2025-05-10" })[id] ?? "2024-01-01";

export async function schemeWorkspace(): Promise<SchemeWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-scheme-"));
  const workspace = initWorkspace(dir, {
    name: { en: "Twelve sellers", zh: "十二名销售" },
    users: [
      { id: "boss", role: "leader", rights: "person" },
      { id: "chen", role: "manager", rights: "group" },
      { id: "lead", role: "manager", rights: "person", manages: "M1", employee: "M1" },
      { id: "s03", role: "employee", rights: "group", employee: "S03" },
      { id: "auditor", role: "auditor", rights: "person", hide: ["kpi_attainment", "revenue"] },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const csv = (name: string, rows: (string | number)[][]): void =>
    writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
  csv("employee", [["employee_id", "hire_date"], ...[...sellers, "M1"].map((id) => [id, hired(id)])]);
  csv("org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["R", "Sellers", "", "2019-01-01"],
    ["A", "North", "R", "2019-01-01"],
    ["B", "South", "R", "2019-01-01"],
  ]);
  csv("job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job", "manager_id"],
    ["M1", hired("M1"), "A", "manager", ""],
    ...sellers.map((id) => {
      const isNorth = numberOf(id) <= 6;
      return [id, hired(id), isNorth ? "A" : "B", "seller", isNorth ? "M1" : ""];
    }),
    ["S12", "2025-05-01", "A", "seller", "M1"],
  ]);
  const personMonths = sellers.flatMap((id) =>
    [1, 2, 3, 4, 5, 6]
      .filter((m) => id !== "S11" || m >= 5)
      .map((m) => ({ id, i: numberOf(id), m, month: `2025-0${m}` })),
  );
  csv("sales_activity", [
    [
      "employee_id",
      "month",
      "visits",
      "leads",
      "deals",
      "revenue",
      "new_customer_revenue",
      "big_client_revenue",
    ],
    ...personMonths.map(({ id, i, m, month }) => [
      id,
      `${month}-01`,
      facts.visits(i, m),
      0,
      0,
      facts.revenue(i, m),
      0,
      facts.bigRevenue(i, m),
    ]),
  ]);
  csv("lead", [
    ["lead_id", "employee_id", "created_at", "first_response_at", "closed_at", "status"],
    ...personMonths.flatMap(({ id, i, month }) =>
      Array.from({ length: facts.closed(i) }, (_, n) => [
        `${id}-${month}-${n}`,
        id,
        `${month}-10 09:00:00`,
        `${month}-10 10:00:00`,
        `${month}-12 10:00:00`,
        n < facts.won(i) ? "won" : "lost",
      ]),
    ),
  ]);
  csv("customer_feedback", [
    ["feedback_id", "employee_id", "feedback_date", "score", "scale_max"],
    ...personMonths.flatMap(({ id, i, month }) =>
      [1, 2].map((n) => [`F${id}${month}${n}`, id, `${month}-1${n}`, facts.rating(i), 5]),
    ),
  ]);
  csv("kpi_actual", [
    ["employee_id", "kpi", "month", "value", "target"],
    ...kpis.map(([id, kpi, month, value, target]) => [id, kpi, `${month}-01`, value, target]),
  ]);
  csv("suggestion", [
    ["suggestion_id", "employee_id", "suggestion_date"],
    ["G1", "S02", "2025-04-03"],
    ["G2", "S02", "2025-06-20"],
    ["G3", "S03", "2025-05-05"],
    ["G4", "S03", "2025-05-06"],
  ]);
  await importFiles(workspace, [sources], { now: clock });
  mkdirSync(path.join(dir, "schemes"));
  const cache = await openCache(workspace, { now: clock });
  const clientDir = path.join(dir, "client");
  mkdirSync(clientDir);
  writeFileSync(path.join(clientDir, "index.html"), "<!doctype html><title>Rapport</title>");
  return {
    workspace,
    cache,
    app: createApp({ workspace, cache: async () => cache, now: () => clock, clientDir }),
    as: (reader) => ({
      workspace,
      cache,
      now: clock,
      reader: reader === undefined ? localReader : readerNamed(workspace.config.users, reader),
    }),
    writeScheme: (id, text) => writeFileSync(path.join(dir, "schemes", `${id}.yml`), text),
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
