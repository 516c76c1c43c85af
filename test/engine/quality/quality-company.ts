// A company of forty with six monthly deliveries and known trouble in them: what every quality test looks at.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Cache, importFiles, initWorkspace, openCache, type Workspace } from "../../../engine/index.js";

export const months = ["2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"] as const;
/** Ten days after the September delivery. */
export const now = new Date("2026-10-15T08:00:00Z");

export const people = Array.from({ length: 40 }, (_, i) => `E${String(i + 1).padStart(2, "0")}`);
/** E01 … E20 are in A, the rest in B. */
export const unitOf = (id: string): "A" | "B" => (people.indexOf(id) < 20 ? "A" : "B");

export interface AttendanceFact {
  employee: string;
  day: string;
  planned: number;
  worked: number;
  absence: "none" | "leave" | "sick";
}
export interface QualityCompany {
  dir: string;
  workspace: Workspace;
  cache: Cache;
  /** As written to the files and accepted: for slow references. */
  attendance: AttendanceFact[];
  payroll: { employee: string; month: string; paid: number; overtime: number }[];
  visits: { employee: string; month: string; visits: number }[];
  contacts: { employee: string; kind: string; start: string; minutes: number; with: string }[];
  close(): void;
}

const users = [
  { id: "hr", rights: "person" as const },
  { id: "lead-a", rights: "person" as const, scope: "A" },
  { id: "works-council", rights: "group" as const },
];

/** `once`: everything in one delivery, where deliveries do not matter. */
export async function qualityCompany(deliveries: "monthly" | "once" = "monthly"): Promise<QualityCompany> {
  const dir = mkdtempSync(path.join(os.tmpdir(), "rapport-quality-"));
  const workspace = initWorkspace(path.join(dir, "company"), {
    name: "Forty",
    timeZone: "Europe/Berlin",
    internalDomains: ["forty.example"],
    users,
  });
  const company: Omit<QualityCompany, "cache" | "close"> = {
    dir,
    workspace,
    attendance: [],
    payroll: [],
    visits: [],
    contacts: [],
  };
  const folders = [write(company, "start", lists())];
  if (deliveries === "monthly") await take(company, folders, "2026-04-01T08:00:00Z");
  for (const [i, month] of months.entries()) {
    const folder = write(company, month, monthFiles(company, month));
    const arrival = new Date(Date.UTC(2026, 4 + i, 5, 8)).toISOString();
    if (deliveries === "monthly") await take(company, [folder], arrival);
    else folders.push(folder);
  }
  if (deliveries === "once") await take(company, folders, "2026-10-05T08:00:00Z");
  const cache = await openCache(workspace, { now });
  return {
    ...company,
    cache,
    close: () => {
      cache.database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

type Files = Record<string, (string | number)[][]>;

function write({ dir }: Pick<QualityCompany, "dir">, name: string, files: Files): string {
  const folder = path.join(dir, "in", name);
  mkdirSync(folder, { recursive: true });
  for (const [file, rows] of Object.entries(files))
    writeFileSync(path.join(folder, `${file}.csv`), rows.map((row) => row.join(",")).join("\n"));
  return folder;
}

const take = async (
  { workspace }: Pick<QualityCompany, "workspace">,
  folders: string[],
  at: string,
): Promise<unknown> => importFiles(workspace, folders, { now: new Date(at) });

/** E02 answers to E40, who leaves in July; E03 was hired at fifteen. */
function lists(): Files {
  return {
    employee: [
      ["employee_id", "hire_date", "birth_date"],
      ...people.map((id) => [id, "2020-01-01", id === "E03" ? "2004-06-01" : "1985-03-02"]),
    ],
    org_unit: [
      ["org_unit_id", "name", "parent_id", "valid_from"],
      ["ROOT", "Forty", "", "2019-01-01"],
      ["A", "Sales", "ROOT", "2019-01-01"],
      ["B", "Office", "ROOT", "2019-01-01"],
    ],
    job_assignment: [
      ["employee_id", "valid_from", "org_unit_id", "job", "manager_id"],
      ...people.map((id) => [id, "2020-01-01", unitOf(id), "clerk", id === "E02" ? "E40" : "E01"]),
    ],
  };
}

/** Numbers that look random and are the same everywhere. */
const noise = (a: number, b: number, size: number): number =>
  ((a * 7919 + b * 104_729 + a * b * 13) >>> 3) % size;

export function weekdays(month: string): string[] {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`).filter(
    (day) => ![0, 6].includes(new Date(day).getUTCDay()),
  );
}

/**
 * September: the attendance of E21 … E40 is missing, `is_late` is gone, a fifth of the punches out are empty. Sales stop
 * after July. One row of every month works 30 hours and is rejected; one of E10 works 17.
 */
function monthFiles(company: Omit<QualityCompany, "cache" | "close">, month: string): Files {
  const isLast = month === "2026-09";
  const staff = people.filter((id) => id !== "E40" || month <= "2026-07");
  const listed = isLast ? staff.slice(0, 20) : staff;
  const attendance: (string | number)[][] = [];
  for (const employee of listed)
    for (const [d, day] of weekdays(month).entries()) {
      const e = people.indexOf(employee);
      const isLeave = employee === "E07" && day === "2026-07-15";
      const isSick = noise(e, d, 29) === 3 && employee !== "E07";
      const worked = isLeave || isSick ? 0 : employee === "E10" && d === 3 ? 17 : 8 + noise(e, d, 5) / 4;
      const absence = isLeave ? "leave" : isSick ? "sick" : "none";
      const out = isLast && noise(d, e, 5) === 0 ? "" : `${day} 23:30`;
      const punches = worked > 0 ? [`${day} 06:00`, out] : ["", ""];
      const overtime = Math.max(0, worked - 8);
      const isRejected = employee === "E05" && d === 0;
      if (!isRejected) company.attendance.push({ employee, day, planned: 8, worked, absence });
      const late = isLast ? [] : ["no"];
      attendance.push([employee, day, 8, isRejected ? 30 : worked, overtime, ...punches, absence, ...late]);
    }
  const header = [
    "employee_id",
    "work_date",
    "planned_hours",
    "worked_hours",
    "overtime_hours",
    "clock_in",
    "clock_out",
    "absence_kind",
  ];
  const files: Files = {
    attendance_day: [isLast ? header : [...header, "is_late"], ...attendance],
    payroll_hours: [
      ["employee_id", "month", "paid_hours", "paid_overtime_hours"],
      ...payrollRows(company, month, staff),
    ],
    customer_contact: [
      ["contact_id", "employee_id", "kind", "started_at", "minutes", "counterpart"],
      ...contactRows(company, month),
    ],
  };
  if (month === "2026-07")
    files.termination = [
      ["employee_id", "exit_date", "exit_kind"],
      ["E40", "2026-07-31", "voluntary"],
    ];
  if (month <= "2026-07")
    files.sales_activity = [
      ["employee_id", "month", "visits", "leads", "deals", "revenue"],
      ...salesRows(company, month),
    ];
  return files;
}

/** Paid = planned days × 8, overtime as worked; E11 is paid 20 hours too many in August, E12 not at all in June. */
function payrollRows(
  company: Pick<QualityCompany, "attendance" | "payroll">,
  month: string,
  staff: string[],
): (string | number)[][] {
  return staff
    .filter((employee) => !(employee === "E12" && month === "2026-06"))
    .map((employee) => {
      const days = company.attendance.filter((a) => a.employee === employee && a.day.startsWith(month));
      const overtime = days.reduce((sum, a) => sum + Math.max(0, a.worked - a.planned), 0);
      const extra = employee === "E11" && month === "2026-08" ? 20 : 0;
      const paid = weekdays(month).length * 8 + extra;
      company.payroll.push({ employee, month, paid, overtime });
      return [employee, `${month}-01`, paid, overtime];
    });
}

/** Ten sellers with a meeting a week; E07 meets a customer on leave; mails to colleagues are not customer contact. */
function contactRows(company: Pick<QualityCompany, "contacts">, month: string): (string | number)[][] {
  const rows: QualityCompany["contacts"] = [];
  for (const employee of people.slice(0, 10)) {
    for (const day of weekdays(month).filter((_, d) => d % 5 === 1))
      rows.push({
        employee,
        kind: "meeting",
        start: `${day} 10:00`,
        minutes: 60,
        with: "buyer@customer.example",
      });
    rows.push({
      employee,
      kind: "mail",
      start: `${weekdays(month)[0]} 09:00`,
      minutes: 15,
      with: "x@forty.example",
    });
  }
  if (month === "2026-07") {
    rows.push({
      employee: "E07",
      kind: "meeting",
      start: "2026-07-15 11:00",
      minutes: 90,
      with: "buyer@customer.example",
    });
    // A Saturday, and with a colleague only: no customer was met on it.
    rows.push({
      employee: "E08",
      kind: "call",
      start: "2026-07-18 11:00",
      minutes: 30,
      with: "y@forty.example",
    });
  }
  company.contacts.push(...rows);
  return rows.map((r, i) => [`${month}-${i}`, r.employee, r.kind, r.start, r.minutes, r.with]);
}

/** Visits equal meetings; E09 reports thirty of which the CRM knows nothing in May. */
function salesRows(company: Pick<QualityCompany, "visits">, month: string): (string | number)[][] {
  return people.slice(0, 10).map((employee) => {
    const visits = employee === "E09" && month === "2026-05" ? 34 : 4;
    company.visits.push({ employee, month, visits });
    return [employee, `${month}-01`, visits, 6, 2, employee === "E04" && month === "2026-06" ? -500 : 20_000];
  });
}
