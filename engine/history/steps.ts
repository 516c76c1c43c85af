// Imports since a time → the path from what was known then to what is known now, a step per import and table.
import { contracts } from "../../datasets/contracts/index.js";
import type { Manifest } from "../ingest/manifest.js";
import type { ImportChoice } from "../ingest/publish.js";

export interface Step {
  /** Imports whose tables this step brings in. */
  imports: readonly Manifest[];
  tables: readonly string[];
  /** State after the step. */
  choice: ImportChoice;
}

/** More states than this are not built: steps are then whole imports, or several of them together. */
export const mostSteps = 40;

/**
 * Imports in their order, and within one the tables in the order of the contracts: people first, then their places,
 * exits, units, facts. Tables in `inputs` get steps of their own; the others of an import share its last one.
 */
export function stepsBetween(
  all: readonly Manifest[],
  then: number,
  inputs: ReadonlySet<string>,
  most = mostSteps,
): Step[] {
  const later = all.slice(then);
  const split = later.flatMap((m, i) =>
    tableGroups(m, inputs).map((tables) => ({ at: then + i, imports: [m], tables })),
  );
  if (split.length <= most)
    return split.map((step, i) => ({ ...step, choice: choiceAfter(all, step.at, split.slice(0, i + 1)) }));
  const size = Math.ceil(later.length / most);
  const chunks = Array.from({ length: Math.ceil(later.length / size) }, (_, i) =>
    later.slice(i * size, (i + 1) * size),
  );
  return chunks.map((imports) => {
    const end = all.indexOf(imports.at(-1)!) + 1;
    const known = new Set(all.slice(0, end).map((m) => m.id));
    return {
      imports,
      tables: [...new Set(imports.flatMap((m) => m.tables.map((t) => t.table)))],
      choice: (m) => known.has(m.id),
    };
  });
}

function tableGroups(manifest: Manifest, inputs: ReadonlySet<string>): string[][] {
  const present = contracts
    .map((c) => c.table)
    .filter((table) => manifest.tables.some((t) => t.table === table));
  const others = present.filter((table) => !inputs.has(table));
  return [
    ...present.filter((table) => inputs.has(table)).map((table) => [table]),
    ...(others.length > 0 ? [others] : []),
  ];
}

/** Everything before the import `at`, and of it the tables of the steps so far. */
function choiceAfter(
  all: readonly Manifest[],
  at: number,
  steps: readonly { at: number; tables: readonly string[] }[],
): ImportChoice {
  const before = new Set(all.slice(0, at).map((m) => m.id));
  const own = all[at]!.id;
  const tables = new Set(steps.filter((s) => s.at === at).flatMap((s) => s.tables));
  return (m, table) => before.has(m.id) || (m.id === own && tables.has(table));
}
