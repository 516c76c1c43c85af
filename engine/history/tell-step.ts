// A step's changed rows and its people's effects → the step as it is told: groups of rows by employee, those that did most first.
import type { ChangeGroup, ChangeStep } from "./change-report.js";
import type { ChangedRow, ChangedRows } from "./changed-rows.js";
import type { Parts } from "./person-sums.js";
import type { Step } from "./steps.js";

/** Rows listed per group. */
const rowsListed = 20;

interface Effects {
  /** Null: effects are known for the whole step only, or there is no number. */
  parts: Parts | null;
  whole: number | null;
  /** Groups listed. */
  most: number;
  /** Employees whose rows the reader may see; all when left out. */
  visible?: ReadonlySet<string>;
  /** True for readers from whom columns are hidden or masked: they are told which rows changed, not their values. */
  hidesColumns: boolean;
}

/**
 * A table that does not say whose its rows are (units) makes one group, whose effect is all that the step did. Elsewhere
 * what a step did to people without a changed row of their own stands under `others`.
 */
export async function tellStep(
  step: Step,
  changed: readonly ChangedRows[],
  { parts, whole, most, visible, hidesColumns }: Effects,
): Promise<ChangeStep> {
  const counts = { arrived: 0, restated: 0, removed: 0 };
  const rows = new Map<string | null, number>();
  for (const { employee, change, rows: n } of changed.flatMap((c) => c.counts)) {
    if (visible && employee !== null && !visible.has(employee)) continue;
    counts[change] += n;
    rows.set(employee, (rows.get(employee) ?? 0) + n);
  }
  const isOfNobody = rows.size === 1 && rows.has(null);
  const others = { people: 0, effect: 0 };
  const effects = new Map<string | null, number>();
  for (const [employee, effect] of parts?.people ?? []) {
    if (isOfNobody) effects.set(null, (effects.get(null) ?? 0) + effect);
    else if (rows.has(employee)) effects.set(employee, effect);
    else {
      others.people++;
      others.effect += effect;
    }
  }
  const groups = [...rows]
    .map(([employee, count]) => ({ employee, count, effect: parts ? (effects.get(employee) ?? 0) : null }))
    .sort(
      (a, b) =>
        Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0) ||
        b.count - a.count ||
        String(a.employee).localeCompare(String(b.employee)),
    );
  const listed = groups.slice(0, most);
  const beyond = groups.slice(most);
  const details = await detailsOf(
    changed,
    listed.map((g) => g.employee),
  );
  const months = parts?.months ?? 0;
  const more = { groups: beyond.length, rows: beyond.reduce((s, g) => s + g.count, 0), effect: sum(beyond) };
  return {
    imports: step.imports.map(({ manifest }) => ({
      id: manifest.id,
      importedAt: manifest.importedAt,
      files: manifest.files.map((f) => f.name),
    })),
    tables: [...new Set(step.imports.flatMap((i) => i.tables))],
    counts,
    effect: parts ? sum(listed) + more.effect + others.effect + months : whole,
    groups: listed.map((group): ChangeGroup => ({
      ...group,
      rows: (details.get(group.employee) ?? []).map((row) => (hidesColumns ? { ...row, columns: [] } : row)),
    })),
    more,
    others,
    months,
  };
}

const sum = (of: readonly { effect: number | null }[]): number =>
  of.reduce((total, group) => total + (group.effect ?? 0), 0);

/** The first changed rows of each of these employees. */
async function detailsOf(
  changed: readonly ChangedRows[],
  employees: readonly (string | null)[],
): Promise<Map<string | null, ChangedRow[]>> {
  const details = new Map<string | null, ChangedRow[]>();
  for (const table of changed)
    for (const [employee, row] of await table.rowsOf(employees, rowsListed)) {
      const list = details.get(employee) ?? [];
      if (list.length < rowsListed) list.push(row);
      details.set(employee, list);
    }
  return details;
}
