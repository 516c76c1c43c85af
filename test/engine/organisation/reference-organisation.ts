// A slow, obvious account of an organisation as of a day: units climbed one by one, draft steps done one after the other.
import type { DraftStep } from "../../../engine/organisation/draft.js";

export interface UnitVersion {
  org_unit_id: string;
  name: string;
  parent_id: string | null;
  valid_from: string;
}

export interface Assignment {
  employee_id: string;
  valid_from: string;
  org_unit_id: string;
}

export interface Place {
  unit: string;
  path: string[];
  division: string;
  department: string;
  team: string;
}

export class ReferenceOrganisation {
  readonly units = new Map<string, { name: string; parent: string | null }>();
  readonly goneInto = new Map<string, string>();

  constructor(
    private readonly versions: UnitVersion[],
    private readonly assignments: Assignment[],
    private readonly day: string,
    steps: DraftStep[] = [],
  ) {
    for (const version of [...versions].sort((a, b) => a.valid_from.localeCompare(b.valid_from)))
      if (version.valid_from <= day)
        this.units.set(version.org_unit_id, { name: version.name, parent: this.#listed(version.parent_id) });
    for (const { org_unit_id: id } of assignments)
      if (!versions.some((v) => v.org_unit_id === id)) this.units.set(id, { name: id, parent: null });
    for (const step of steps) this.#take(step);
  }

  #take(step: DraftStep): void {
    if (step.do === "add") this.units.set(step.unit, { name: step.name, parent: step.parent });
    if (step.do === "move") this.units.get(step.unit)!.parent = step.to;
    if (step.do === "rename") this.units.get(step.unit)!.name = step.name;
    if (step.do !== "merge") return;
    for (const unit of this.units.values()) if (unit.parent === step.unit) unit.parent = step.into;
    this.units.delete(step.unit);
    this.goneInto.set(step.unit, step.into);
  }

  path(unit: string): string[] {
    const ids: string[] = [];
    for (
      let at: string | null = unit;
      at !== null && this.units.has(at) && !ids.includes(at);
      at = this.units.get(at)!.parent
    )
      ids.unshift(at);
    return ids;
  }

  placeOf(employee: string): Place | null {
    const own = this.assignments
      .filter((a) => a.employee_id === employee)
      .sort((a, b) => a.valid_from.localeCompare(b.valid_from));
    const inForce = own.filter((a) => a.valid_from <= this.day).at(-1) ?? own[0];
    let at: string | null = inForce?.org_unit_id ?? null;
    const seen = new Set<string>();
    while (at !== null && !this.units.has(at) && !seen.has(at)) {
      seen.add(at);
      at = this.goneInto.get(at) ?? this.#firstParent(at);
    }
    return at !== null && this.units.has(at) ? this.#place(at) : null;
  }

  #firstParent(unit: string): string | null {
    const [first] = this.versions
      .filter((v) => v.org_unit_id === unit)
      .sort((a, b) => a.valid_from.localeCompare(b.valid_from));
    return this.#listed(first?.parent_id ?? null);
  }

  #listed(unit: string | null): string | null {
    return this.versions.some((v) => v.org_unit_id === unit) ? unit : null;
  }

  #place(unit: string): Place {
    const path = this.path(unit);
    const names = path.map((id) => this.units.get(id)!.name);
    const roots = new Set(
      [...this.units.keys()]
        .map((id) => this.path(id))
        .filter((p) => p.length > 1)
        .map((p) => p[0]),
    );
    const from = roots.size > 1 ? 0 : 1;
    const name = (level: number): string => names[from + level] ?? names.at(-1)!;
    return { unit, path, division: name(0), department: name(1), team: name(2) };
  }
}
