// Imports since a time and what they changed → the path from what was known then to what is known now, step by step.
import type { Manifest } from "../ingest/manifest.js";
import type { ImportChoice } from "../ingest/publish.js";

/** An import and the tables that it really changed, in the order of the contracts. */
export interface ChangingImport {
  manifest: Manifest;
  tables: readonly string[];
}

export interface Step {
  imports: readonly ChangingImport[];
  /** State after the step. */
  choice: ImportChoice;
}

/** More states than this are not built: steps are then whole imports, or several of them together. */
export const mostSteps = 40;

/**
 * Imports in their order, and within one the tables in the order of the contracts: units, people, their places, exits,
 * facts. Tables in `inputs` get steps of their own; the others of an import share its last one. An import that changed
 * nothing (the same file again) makes no step.
 */
export function stepsBetween(
  all: readonly Manifest[],
  changing: readonly ChangingImport[],
  inputs: ReadonlySet<string>,
  most = mostSteps,
): Step[] {
  const split = changing.flatMap(({ manifest, tables }) =>
    groupsOf(tables, inputs).map((group) => ({ manifest, tables: group })),
  );
  if (split.length <= most)
    return split.map((step, i) => ({
      imports: [step],
      choice: choiceAfter(all, step.manifest, split.slice(0, i + 1)),
    }));
  const size = Math.ceil(changing.length / most);
  return Array.from({ length: Math.ceil(changing.length / size) }, (_, i) => {
    const imports = changing.slice(i * size, (i + 1) * size);
    return { imports, choice: choiceAfter(all, imports.at(-1)!.manifest, imports) };
  });
}

function groupsOf(tables: readonly string[], inputs: ReadonlySet<string>): string[][] {
  const others = tables.filter((table) => !inputs.has(table));
  return [
    ...tables.filter((table) => inputs.has(table)).map((table) => [table]),
    ...(others.length > 0 ? [others] : []),
  ];
}

/** Everything before that import, and of it the tables of the steps so far. */
function choiceAfter(
  all: readonly Manifest[],
  manifest: Manifest,
  steps: readonly ChangingImport[],
): ImportChoice {
  const before = new Set(
    all
      .slice(
        0,
        all.findIndex((m) => m.id === manifest.id),
      )
      .map((m) => m.id),
  );
  const tables = new Set(steps.filter((s) => s.manifest.id === manifest.id).flatMap((s) => s.tables));
  return (m, table) => before.has(m.id) || (m.id === manifest.id && tables.has(table));
}
