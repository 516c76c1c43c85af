// Closed months of a fiscal year → for each cell of units what everybody may know of the kinds of its exits, worked out for all
// cells together: a single answer is a look-up in it.
import type { Database } from "../database.js";
import { publishKinds, type ExitCell, type PublishedKinds } from "../disclosure/joint-kinds.js";
import type { ExitGroup } from "../disclosure/kind-tree.js";
import { unitAt, whole } from "../disclosure/membership.js";
import { canonicalUnit } from "../disclosure/release-book.js";
import type { ReleasedCell } from "./released-cells.js";
import { cellsOfMonth, cellsOfWindow } from "./released-cells.js";
import { windowsOf } from "./emit-duckdb-rows.js";
import { isFiscalYear } from "./released-event-digits.js";
import { eventUse, exitKinds, tellsOfReason } from "./released-events.js";
import type { PlannedRow, ReleaseRules } from "./released-plan.js";
import { keptRows } from "./released-sql.js";
import type { MonthNumber, MonthRange } from "./period.js";
import type { QueryTree } from "./tree.js";

export interface YearOfExits {
  /** Key of a cell (units, no attribute) → what is published; no entry: nothing. */
  kinds: ReadonlyMap<string, PublishedKinds>;
  /** False where exits of some month count for no rate: nobody was exposed that anybody observed. */
  isObserved: boolean;
}

interface ExitRow {
  month: string;
  path: string | null;
  voluntary: number;
  involuntary: number;
  other: number;
  observed: boolean;
}

const known = new WeakMap<Database, Map<string, Promise<YearOfExits>>>();

/** By the last month of the periods that are whole fiscal years, where a kind of exit is asked for. */
export async function yearsOfExits(
  db: Database,
  rules: ReleaseRules,
  { measures }: Pick<QueryTree, "measures">,
  rows: readonly PlannedRow[],
  fiscalYearStart: number,
): Promise<ReadonlyMap<MonthNumber, YearOfExits>> {
  const years = new Map<MonthNumber, YearOfExits>();
  const asked = measures.filter((node) => eventUse(node) === "exit" && tellsOfReason(node));
  for (const node of asked)
    for (const { period } of rows) {
      const [window] = windowsOf(node, { periods: [period] });
      if (years.has(period.to) || !isFiscalYear(window, { fiscalYearStart })) continue;
      const year = await yearOfExits(db, rules, window);
      if (year) years.set(period.to, year);
    }
  return years;
}

/** Undefined where a month of the year is not closed. The reader's scope does not matter, what they read exactly does. */
function yearOfExits(
  db: Database,
  rules: ReleaseRules,
  window: MonthRange,
): Promise<YearOfExits> | undefined {
  const { book, k, reader } = rules;
  const cells = unitCells(rules, window);
  if (!cells) return undefined;
  // rows of closed months are kept in files and stay; without files they live in memory and tests change them
  if (book.folder === undefined) return published(db, rules, window, cells);
  let years = known.get(db);
  if (!years) known.set(db, (years = new Map()));
  const key = JSON.stringify([book.edition, k, window.from, reader.person ?? null]);
  let year = years.get(key);
  if (!year) years.set(key, (year = published(db, rules, window, cells)));
  return year;
}

/** Every cell of units that is there in each month of the window. */
function unitCells({ book, k }: ReleaseRules, window: MonthRange): ReleasedCell[] | undefined {
  const found = new Map<string, ReleasedCell>();
  const deepest = Math.max(...[...book.months.values()].map(({ depth }) => depth), 0);
  for (let depth = 0; depth <= deepest; depth++) {
    const shape = { attribute: null, byAttribute: false, byDepth: depth, units: [], values: [], named: [] };
    const cells = cellsOfWindow(book, window, (month) =>
      cellsOfMonth(month, shape, {}, Math.max(k, month.release.k)),
    );
    if (!cells) return undefined;
    for (const [key, cell] of cells) found.set(key, cell);
  }
  return [...found.values()];
}

async function published(
  db: Database,
  rules: ReleaseRules,
  { from, to }: MonthRange,
  cells: readonly ReleasedCell[],
): Promise<YearOfExits> {
  const { book, k } = rules;
  const months: MonthNumber[] = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const flags = exitKinds.map((name) => `coalesce(${name}, false)`);
  const counts = flags.map((flag, i) => `count(*) FILTER (${flag})::INTEGER AS ${exitNames[i]}`);
  const rows = await db.rows<ExitRow>(
    `SELECT strftime(month, '%Y-%m') AS month, array_to_string(org_path, chr(1)) AS path, ${counts.join(", ")},
       bool_and(coalesce(exit_exposure, 0) > 0) AS observed
     FROM (${keptRows({ book, months }, "employee_month")}) WHERE ${flags.join(" OR ")}
     GROUP BY ALL ORDER BY ALL`,
  );
  const { groups, exitCells } = grouped(rows, rules, cells);
  const kinds = publishKinds(groups, exitCells, k);
  return { kinds, isObserved: rows.every(({ observed }) => observed) };
}

const exitNames = ["voluntary", "involuntary", "other"] as const;

/** Exits that lie in the same cells form one group. */
function grouped(
  rows: readonly ExitRow[],
  { book, reader }: ReleaseRules,
  cells: readonly ReleasedCell[],
): { groups: ExitGroup[]; exitCells: ExitCell[] } {
  const at = new Map<string, number[]>();
  for (const [c, { units, depth }] of cells.entries())
    for (const unit of units) at.set(`${depth} ${unit}`, [...(at.get(`${depth} ${unit}`) ?? []), c]);
  const depths = [...new Set(cells.map(({ depth }) => depth))];
  const numbers = new Map<string, number>();
  const groups: { counts: [number, number, number]; known: [number, number, number] }[] = [];
  const members = cells.map(() => new Set<number>());
  for (const row of rows) {
    const month = book.months.get(row.month)!;
    const units = row.path === null || row.path === "" ? [] : row.path.split("\u0001");
    const path = [whole, ...units.slice(month.release.singleRoot ? 1 : 0)];
    const inside = depths.flatMap((depth) => at.get(`${depth} ${unitAt(path, depth)}`) ?? []);
    const key = inside.join();
    let group = numbers.get(key);
    if (group === undefined) {
      numbers.set(key, (group = groups.length));
      groups.push({ counts: [0, 0, 0], known: [0, 0, 0] });
      for (const c of inside) members[c].add(group);
    }
    const own = reader.person === undefined ? undefined : canonicalUnit(month, reader.person);
    for (const [i, name] of exitNames.entries()) {
      groups[group].counts[i] += row[name];
      if (own !== undefined && path.includes(own)) groups[group].known[i] += row[name];
    }
  }
  return { groups, exitCells: cells.map(({ key, depth }, c) => ({ key, depth, groups: members[c] })) };
}
