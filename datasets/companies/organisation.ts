// Units with versions, and the seats in them: who sits where, who leads, and who therefore reports to whom.
import { type Day, isoDay } from "./calendar.js";
import type { Person } from "./person.js";
import { type Cell, writeCsv, type CsvDialect } from "./write-csv.js";

export interface UnitVersion {
  id: string;
  name: string;
  parent: string | null;
  /** Chinese, as in the file: 公司, 事业部, 部门 or 团队. */
  kind: string;
  from: Day;
  to: Day | null;
}

export interface Seat {
  unit: string;
  job: string;
  family: string;
  level: number;
  site: string;
  isLead: boolean;
  person?: Person;
}

/** The tree as of today in the simulation, and every version it had. */
export class Organisation {
  readonly versions: UnitVersion[] = [];
  readonly #open = new Map<string, UnitVersion>();
  readonly seats: Seat[] = [];

  add(version: Omit<UnitVersion, "to">): void {
    this.#push({ ...version, to: null });
  }

  /** Closes the open version the day before and opens one with the changes. */
  change(id: string, from: Day, changes: Partial<Pick<UnitVersion, "name" | "parent">>): void {
    const open = this.current(id);
    open.to = from - 1;
    this.#push({ ...open, ...changes, from, to: null });
  }

  close(id: string, lastDay: Day): void {
    this.current(id).to = lastDay;
    this.#open.delete(id);
  }

  current(id: string): UnitVersion {
    const open = this.#open.get(id);
    if (!open) throw new Error(`no open version of unit ${id}`);
    return open;
  }

  /** From the unit itself up to the company. */
  pathOf(id: string): string[] {
    const path: string[] = [];
    for (let at: string | null = id; at !== null; at = this.current(at).parent) path.push(at);
    return path;
  }

  isWithin(unit: string, ancestor: string): boolean {
    return this.pathOf(unit).includes(ancestor);
  }

  /** Unit → its lead's seat. */
  leads(): Map<string, Seat> {
    return new Map(this.seats.filter((seat) => seat.isLead).map((seat) => [seat.unit, seat]));
  }

  /** The lead of the own unit or of the nearest unit above that has one; null for the head of the company. */
  managerOf(seat: Seat, leads: Map<string, Seat> = this.leads()): Person | null {
    for (let unit: string | null = seat.unit; unit !== null; unit = this.current(unit).parent) {
      const lead = leads.get(unit);
      if (lead && lead !== seat && lead.person) return lead.person;
    }
    return null;
  }

  #push(version: UnitVersion): void {
    this.versions.push(version);
    this.#open.set(version.id, version);
  }
}

/** One row per unit and start of validity. */
export function writeOrganisation(
  path: string,
  versions: readonly UnitVersion[],
  dialect: CsvDialect,
): number {
  const headers = ["组织编号", "组织名称", "上级组织编号", "组织类型", "生效日期", "失效日期"];
  const rows = versions.map((v): Cell[] => [
    v.id,
    v.name,
    v.parent,
    v.kind,
    isoDay(v.from),
    v.to === null ? null : isoDay(v.to),
  ]);
  return writeCsv(path, headers, rows, dialect);
}
