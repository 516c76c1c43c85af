// Plans → checked parts per table: staged, checked cell by cell, merged, derived, checked across rows and tables.
import { contractOf } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { checkOrder, checkPart, rememberEmployment } from "./checks.js";
import { recordRagged, refuseFarFuture, refuseMany } from "./refusals.js";
import { derive } from "./derive.js";
import { withoutFindings } from "./finding.js";
import { fail } from "./ingest-errors.js";
import { mergeParts, type Part, partOf } from "./parts.js";
import type { FullScope } from "./manifest.js";
import type { TablePlan } from "./plan.js";
import { type Identities, type IdentityContext, resolveIdentities } from "./resolve-identities.js";
import { withInstants } from "./punch-time.js";
import { checkCells } from "./rules/row-rules.js";
import { type StageContext, type StagedRows, stageRows } from "./staged-rows.js";

export interface LoadOptions {
  /** YYYY-MM-DD by the workspace's clock. */
  today: string;
  /** Lists of employees and exits that come as a whole replace the earlier ones for the checks too. */
  full?: FullScope | undefined;
  onTable?: (table: string, done: number, of: number) => void;
  signal?: AbortSignal;
}

export interface LoadedTable {
  table: string;
  staged: StagedRows[];
  parts: Part[];
}

export async function loadPlans(
  context: StageContext,
  plans: readonly TablePlan[],
  options: LoadOptions,
): Promise<{ loaded: LoadedTable[]; identities: Identities }> {
  const { db } = context;
  const loaded: LoadedTable[] = [];
  const accepted = new Map<string, string[]>();
  let number = 0;
  let done = 0;
  const people: IdentityContext = { db, workspace: context.workspace, found: { matched: [], review: [] } };
  const isWhole = options.full === "all";
  await rememberEmployment(db, accepted, isWhole);
  for (const table of checkOrder) {
    const mine = plans.filter((p) => p.contract.table === table);
    if (mine.length === 0) continue;
    const staged: StagedRows[] = [];
    let parts: Part[] = [];
    for (const plan of mine) {
      if (options.signal?.aborted) throw fail.import_cancelled();
      options.onTable?.(table, done++, plans.length);
      const read = await stageRows(context, withInstants(plan), `stage_${number}`);
      const rows = await resolveIdentities(people, read, number);
      await checkCells(db, rows, number, options.today);
      await recordRagged(db, rows, number);
      await refuseFarFuture(db, rows, options.today);
      await refuseMany(db, rows);
      parts.push(await partOf(db, rows, number++));
      staged.push(rows);
    }
    parts = await mergeParts(db, parts, () => number++);
    for (const [i, part] of parts.entries()) {
      parts[i] = await derive(db, part, { config: context.workspace.config, accepted });
      await checkPart(db, parts[i]);
    }
    for (const rows of staged) await refuseMany(db, rows);
    accepted.set(table, await acceptedOf(db, parts));
    if (table === "employee" || table === "termination") await rememberEmployment(db, accepted, isWhole);
    loaded.push({ table, staged, parts });
  }
  return { loaded, identities: people.found };
}

async function acceptedOf(db: Database, parts: readonly Part[]): Promise<string[]> {
  const relations: string[] = [];
  for (const part of parts) {
    const { n } = await db.row<{ n: number }>(
      `SELECT count(*) AS n FROM finding WHERE part = ${part.number}`,
    );
    relations.push(withoutFindings(part.relation, part.number, n));
  }
  return relations;
}

export const tableTitle = (table: string): { en: string; zh: string } =>
  contractOf(table)?.title ?? { en: table, zh: table };
