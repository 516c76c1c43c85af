// Eleven sellers and two clerks, two sales teams, thirty months of revenue; the last quarter comes in a second import.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { importFiles, initWorkspace, openCache, type Workspace } from "../../../engine/index.js";
import { localReader, type Reader } from "../../../engine/metrics/reader.js";
import type { ModelContext } from "../../../models/index.js";

/** East has eight sellers, West three. */
export const east = Array.from({ length: 8 }, (_, i) => `E${i + 1}`);
export const west = ["W1", "W2", "W3"];
const office = ["C1", "C2"];

export const autumn = new Date("2025-10-05T09:00:00Z");
export const winter = new Date("2026-01-05T09:00:00Z");

/** Revenue of a seller in a month counted from 2023-04: 10,000 and a little more each month, less in the summer. */
export const revenueOf = (seller: number, month: number): number =>
  10_000 + 100 * month + 500 * seller - ((month + 3) % 12 === 7 ? 1500 : 0);

export interface TargetWorkspace {
  workspace: Workspace;
  as(reader: Reader, now?: Date): ModelContext;
  /** Imports October to December 2025; on a day inside of it, December is what it had brought so far. */
  quarterEnds(now?: Date): Promise<void>;
  close(): void;
}

const csv = (folder: string, name: string, rows: (string | number)[][]): void =>
  writeFileSync(path.join(folder, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));

const unitOf = (id: string): string => ({ E: "E", W: "W", C: "O" })[id[0]]!;

export async function targetWorkspace(): Promise<TargetWorkspace> {
  const dir = mkdtempSync(path.join(tmpdir(), "rapport-targets-"));
  const workspace = initWorkspace(dir, {
    name: { en: "Thirteen", zh: "十三人公司" },
    currency: "CNY",
    users: [
      { id: "boss", name: "周总", role: "leader", rights: "person" },
      { id: "east", name: "陈磊", role: "manager", rights: "person", scope: "E" },
      { id: "groups", name: "赵一凡", role: "recruiter", rights: "group" },
      { id: "w1", name: "吴敏", role: "employee", rights: "group", employee: "W1" },
    ],
  });
  const sources = path.join(dir, "sources");
  mkdirSync(sources);
  const people = [...east, ...west, ...office];
  csv(sources, "employee", [
    ["employee_id", "hire_date", "gender"],
    ...people.map((id) => [id, "2022-06-01", "F"]),
  ]);
  csv(sources, "org_unit", [
    ["org_unit_id", "name", "parent_id", "valid_from"],
    ["ROOT", "Thirteen", "", "2022-01-01"],
    ["S", "Sales", "ROOT", "2022-01-01"],
    ["E", "East", "S", "2022-01-01"],
    ["W", "West", "S", "2022-01-01"],
    ["O", "Office", "ROOT", "2022-01-01"],
  ]);
  csv(sources, "job_assignment", [
    ["employee_id", "valid_from", "org_unit_id", "job"],
    ...people.map((id) => [id, "2022-06-01", unitOf(id), id.startsWith("C") ? "clerk" : "seller"]),
  ]);
  const sales = (from: number, to: number): (string | number)[][] => [
    ["employee_id", "month", "revenue"],
    ...[...east, ...west].flatMap((id, seller) =>
      Array.from({ length: to - from + 1 }, (_, i) => {
        const month = from + i;
        const date = new Date(Date.UTC(2023, 3 + month, 1)).toISOString().slice(0, 10);
        return [id, date, revenueOf(seller, month)];
      }),
    ),
  ];
  csv(sources, "sales_activity", sales(0, 29));
  await importFiles(workspace, [sources], { now: autumn });
  let cache = await openCache(workspace, { now: autumn });
  let clock = autumn;
  return {
    workspace,
    as: (reader, now = clock) => ({ workspace, cache, reader, now }),
    async quarterEnds(now = winter) {
      const later = path.join(dir, "later");
      mkdirSync(later);
      csv(later, "sales_activity_q4", sales(30, 32));
      await importFiles(workspace, [later], { now });
      cache.database.close();
      cache = await openCache(workspace, { now });
      clock = now;
    },
    close() {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export { localReader };
