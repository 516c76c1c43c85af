// Cache → the rows that sheets rest on beside the metrics: people with unit and superior, recorded KPIs, leads that wait.
import type { Cache } from "../../engine/index.js";
import { querySql } from "../../queries/index.js";

export interface PersonRow {
  employee: string;
  name: string | null;
  unit: string | null;
  unitName: string | null;
  /** Units from the top to the person's own. */
  path: string[];
}

export interface KpiRow {
  employee_id: string;
  kpi: string;
  month: string;
  value: number;
  target: number | null;
  weight: number | null;
  kind: "result" | "process" | "balance" | null;
}

export interface OpenLead {
  lead_id: string;
  employee_id: string;
  customer_id: string | null;
  created_at: string;
  waited_hours: number;
}

type Store = Pick<Cache, "database">;
const monthStart = (month: string): string => `${month}-01`;

function spanned(name: string): string {
  return querySql(name).replaceAll("$from", "$1::DATE").replaceAll("$to", "$2::DATE");
}

/** As in the last of these months. */
export async function peopleOf({ database }: Store, from: string, to: string): Promise<PersonRow[]> {
  const rows = await database.rows<{
    employee_id: string;
    name: string | null;
    org_unit_id: string | null;
    unit_name: string | null;
    org_path: string | null;
  }>(spanned("progress-person"), [monthStart(from), monthStart(to)]);
  return rows.map((row) => ({
    employee: row.employee_id,
    name: row.name,
    unit: row.org_unit_id,
    unitName: row.unit_name,
    path: row.org_path === null || row.org_path === "" ? [] : row.org_path.split("\u001f"),
  }));
}

/** Empty where no KPI results were ever imported. */
export async function kpiRowsOf({ database }: Store, from: string, to: string): Promise<KpiRow[]> {
  return database.rows<KpiRow>(spanned("kpi-month"), [monthStart(from), monthStart(to)]);
}

/** `at`: end of the last day that data reach. */
export async function openLeadsOf({ database }: Store, at: string): Promise<OpenLead[]> {
  return database.rows<OpenLead>(querySql("open-lead").replaceAll("$at", "$1::TIMESTAMP"), [
    `${at} 23:59:59`,
  ]);
}

/** org_unit_id → name. */
export async function unitNamesOf({ database }: Store): Promise<Map<string, string>> {
  const rows = await database.rows<{ org_unit_id: string; name: string }>(querySql("unit-name"));
  return new Map(rows.map(({ org_unit_id: id, name }) => [id, name]));
}
