// Number of seats → divisions, departments and teams as arithmetic on the seat number: no object per seat.
// Seat 0 leads the company; the first seat of a team, department or division leads it.
import { type Day, dayOf } from "./calendar.js";
import { type Family, families, sites } from "./group-plan.js";
import type { UnitVersion } from "./organisation.js";

const seatsPerTeam = 12;
const teamsPerDepartment = 8;
const seatsPerDepartment = seatsPerTeam * teamsPerDepartment;

export const reorganisation = {
  /** One department in twelve moves to the next division. */
  on: dayOf("2024-01-01"),
  isMoved: (department: number, firstOfDivision: boolean) => department % 12 === 5 && !firstOfDivision,
};

export class GroupOrganisation {
  readonly departments: number;
  readonly divisions: number;
  readonly #divisionOf: Int32Array;
  readonly #family: Family[];

  constructor(readonly seats: number) {
    this.departments = Math.ceil(seats / seatsPerDepartment);
    this.divisions = Math.max(2, Math.min(20, Math.round(Math.sqrt(this.departments))));
    this.#divisionOf = Int32Array.from({ length: this.departments }, (_, d) =>
      Math.floor((d * this.divisions) / this.departments),
    );
    this.#family = Array.from({ length: this.departments }, (_, d) => familyAt(((d * 37) % 100) / 100));
  }

  department(seat: number): number {
    return Math.floor(seat / seatsPerDepartment);
  }

  family(seat: number): Family {
    return this.#family[this.department(seat)]!;
  }

  site(seat: number): string {
    return sites[this.department(seat) % sites.length]!;
  }

  /** 4 company, 3 division, 2 department, 1 team, 0 nobody. */
  rank(seat: number): number {
    if (seat === 0) return 4;
    if (seat % seatsPerTeam !== 0) return 0;
    if (seat % seatsPerDepartment !== 0) return 1;
    return this.#isFirstOfDivision(this.department(seat)) ? 3 : 2;
  }

  /** The seat that this one reports to; −1 for the head of the company. */
  managerSeat(seat: number): number {
    switch (this.rank(seat)) {
      case 4:
        return -1;
      case 3:
        return 0;
      case 2:
        return this.#headOf(this.#divisionOf[this.department(seat)]!);
      case 1:
        return this.department(seat) * seatsPerDepartment;
      default:
        return seat - (seat % seatsPerTeam);
    }
  }

  /** Every seat that reports to this one directly. */
  reports(seat: number): number[] {
    const rank = this.rank(seat);
    const found: number[] = [];
    const add = (from: number, to: number, step: number) => {
      for (let s = from; s < Math.min(to, this.seats); s += step) if (s !== seat) found.push(s);
    };
    if (rank >= 1) add(seat, seat + seatsPerTeam, 1);
    if (rank >= 2) add(seat, seat + seatsPerDepartment, seatsPerTeam);
    if (rank >= 3)
      for (let d = 0; d < this.departments; d++) {
        const head = d * seatsPerDepartment;
        if (head !== seat && this.managerSeat(head) === seat) found.push(head);
      }
    return found;
  }

  unit(seat: number): string {
    switch (this.rank(seat)) {
      case 4:
        return "G";
      case 3:
        return divisionId(this.#divisionOf[this.department(seat)]!);
      case 2:
        return departmentId(this.department(seat));
      default:
        return teamId(Math.floor(seat / seatsPerTeam));
    }
  }

  /** Moves departments between divisions; returns the seats of their heads, who now report to another division. */
  reorganise(): number[] {
    const heads: number[] = [];
    for (let d = 0; d < this.departments; d++) {
      if (!reorganisation.isMoved(d, this.#isFirstOfDivision(d))) continue;
      this.#divisionOf[d] = (this.#divisionOf[d]! + 1) % this.divisions;
      heads.push(d * seatsPerDepartment);
    }
    return heads;
  }

  /** Every unit with its versions over the whole history; call before `reorganise`. */
  versions(from: Day): UnitVersion[] {
    const rows: UnitVersion[] = [unit("G", "启航集团", null, "公司", from)];
    for (let v = 0; v < this.divisions; v++)
      rows.push(unit(divisionId(v), `第${v + 1}事业部`, "G", "事业部", from));
    for (let d = 0; d < this.departments; d++) {
      const division = this.#divisionOf[d]!;
      const row = unit(
        departmentId(d),
        `${this.site(d * seatsPerDepartment)}${this.#family[d]}${d + 1}部`,
        divisionId(division),
        "部门",
        from,
      );
      rows.push(row);
      if (!reorganisation.isMoved(d, this.#isFirstOfDivision(d)) || reorganisation.on <= from) continue;
      row.to = reorganisation.on - 1;
      const parent = divisionId((division + 1) % this.divisions);
      rows.push({ ...row, parent, from: reorganisation.on, to: null });
    }
    for (let t = 0; t * seatsPerTeam < this.seats; t++) {
      const department = Math.floor(t / teamsPerDepartment);
      const name = `${department + 1}部${(t % teamsPerDepartment) + 1}组`;
      rows.push(unit(teamId(t), name, departmentId(department), "团队", from));
    }
    return rows;
  }

  #isFirstOfDivision(department: number): boolean {
    return department * seatsPerDepartment === this.#headOf(this.#divisionOf[department]!);
  }

  /** Seat of a division's head: the first seat of the first department that it was founded with. */
  #headOf(division: number): number {
    return Math.ceil((division * this.departments) / this.divisions) * seatsPerDepartment;
  }
}

const divisionId = (n: number) => `V${String(n + 1).padStart(2, "0")}`;
const departmentId = (n: number) => `D${String(n + 1).padStart(4, "0")}`;
const teamId = (n: number) => `T${String(n + 1).padStart(5, "0")}`;

const unit = (id: string, name: string, parent: string | null, kind: string, from: Day): UnitVersion => ({
  id,
  name,
  parent,
  kind,
  from,
  to: null,
});

/** Families take turns in proportion to their share. */
function familyAt(position: number): Family {
  let left = position;
  for (const name of Object.keys(families) as Family[]) {
    left -= families[name].share;
    if (left < 0) return name;
  }
  return "职能";
}
