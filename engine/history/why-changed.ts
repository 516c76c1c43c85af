// A number, and a day → why it is another number now: the rows that came since, and what each group of them did to it.
import { contracts } from "../../datasets/contracts/index.js";
import type { Cache } from "../cache.js";
import { Database } from "../database.js";
import { type Manifest, sourceManifests } from "../ingest/manifest.js";
import { knownTime, momentIn } from "../known-time.js";
import type { Bilingual } from "../locale.js";
import { cacheFacts } from "../metrics/cache-facts.js";
import { loadCatalogue } from "../metrics/catalogue.js";
import { compile, parseQuery } from "../metrics/compile.js";
import type { MetricQuerySpec } from "../metrics/metric-query.js";
import type { Policy } from "../metrics/policy.js";
import type { Reader } from "../metrics/reader.js";
import type { Workspace } from "../workspace.js";
import type { ChangeReport, ChangeStep } from "./change-report.js";
import { ChangedRows } from "./changed-rows.js";
import { historyError } from "./history-errors.js";
import { peopleInScope, type Reading, stateOf } from "./number-state.js";
import { splitDifference, valueOf } from "./person-sums.js";
import { type Step, stepsBetween } from "./steps.js";
import { tellStep } from "./tell-step.js";

export interface WhyOptions {
  reader: Reader;
  now: Date;
  /** A day, an instant, an import: what was known then is compared with what is known now. */
  since: string;
  /** Groups listed per step, those that did most first. */
  most?: number;
  onProgress?: (progress: { title: Bilingual; done: number; of: number }) => void;
}

const coreTables = ["employee", "job_assignment", "termination", "org_unit"];

/** Errors: those of a question, changes_one_number, changes_need_person_rights, changes_since_now, known_*. */
export async function whyChanged(
  current: Cache & { workspace: Workspace },
  question: unknown,
  options: WhyOptions,
): Promise<ChangeReport> {
  const { workspace } = current;
  const { reader, since } = options;
  if (reader.rights !== "person") throw historyError.changes_need_person_rights();
  const spec = oneNumber(parseQuery(question));
  const all = sourceManifests(workspace);
  const then = knownTime(workspace, since);
  if (then.isNow)
    throw historyError.changes_since_now({
      since,
      last: all.length > 0 ? momentIn(workspace.config.timeZone, all.at(-1)!.importedAt) : "–",
    });

  const catalogue = loadCatalogue(workspace.dir);
  const policy: Policy = { reader, k: workspace.config.k };
  const { measures } = compile(spec, catalogue, await cacheFacts(current));
  const { metric } = measures[0]!;
  const inputs = new Set([...coreTables, ...metric.needs.map((need) => need.split(".")[0]!)]);

  const reading: Reading = { current, spec, metric: metric.id, policy, catalogue, now: options.now };
  const db = await Database.open();
  try {
    const changes = await changesSince(db, workspace, all, then.imports.length);
    const steps = stepsBetween(all, changes.map(tablesOf), inputs);
    const states = [await stateOf(reading, await current.withImports(then.choice), then.imports)];
    for (const [i, step] of steps.entries()) {
      options.onProgress?.({ ...progressOf(step), done: i, of: steps.length });
      const isLast = i === steps.length - 1;
      const cache = isLast ? current : await current.withImports(step.choice);
      states.push(await stateOf(reading, cache, isLast ? all : keep(all, step.choice)));
    }
    if (steps.length === 0) states.push(await stateOf(reading, current, all));
    const [first, last] = [states[0]!, states.at(-1)!];
    const [a, b] = [first.number.value, last.number.value];
    const difference = a === null || b === null ? null : b - a;
    const onlySteps = states.some(
      ({ number, sums }) => number.value !== null && !isClose(number.value, valueOf(sums)),
    );
    const isWhole = reader.scope === undefined && reader.manages === undefined;
    const visible = isWhole ? undefined : await peopleInScope(reading);
    const told: ChangeStep[] = [];
    for (const [i, step] of steps.entries()) {
      const [before, after] = [states[i]!, states[i + 1]!];
      const changed = step.imports.flatMap(({ manifest, tables }) =>
        changes
          .filter((c) => c.manifest.id === manifest.id)
          .flatMap((c) => c.tables.filter(({ table }) => tables.includes(table))),
      );
      told.push(
        await tellStep(step, changed, {
          parts: difference === null || onlySteps ? null : splitDifference(before.sums, after.sums),
          whole: difference === null ? null : (after.number.value ?? 0) - (before.number.value ?? 0),
          most: options.most ?? 50,
          visible,
          hidesColumns: (reader.hide ?? reader.mask) !== undefined,
        }),
      );
    }
    return {
      metric: { id: metric.id, label: metric.label, unit: metric.unit },
      spec,
      since,
      before: first.number,
      after: last.number,
      difference,
      steps: told,
      residue: difference === null ? null : difference - told.reduce((sum, s) => sum + (s.effect ?? 0), 0),
      onlySteps: difference !== null && onlySteps,
    };
  } finally {
    db.close();
  }
}

interface ImportChanges {
  manifest: Manifest;
  tables: ChangedRows[];
}

const tablesOf = ({ manifest, tables }: ImportChanges) => ({ manifest, tables: tables.map((t) => t.table) });

/** What each import after the first `then` changed; those that changed nothing are left out. */
async function changesSince(
  db: Database,
  workspace: Workspace,
  all: readonly Manifest[],
  then: number,
): Promise<ImportChanges[]> {
  const found: ImportChanges[] = [];
  for (let i = then; i < all.length; i++) {
    const tables: ChangedRows[] = [];
    for (const contract of contracts) {
      if (!all[i]!.tables.some((t) => t.table === contract.table)) continue;
      const changed = await ChangedRows.between(
        db,
        workspace,
        contract,
        all.slice(0, i),
        all.slice(0, i + 1),
      );
      if (changed.counts.length > 0) tables.push(changed);
    }
    if (tables.length > 0) found.push({ manifest: all[i]!, tables });
  }
  return found;
}

/** One metric, no breakdown; the time since which is asked takes the place of any `asOf.known`. */
function oneNumber(question: MetricQuerySpec): MetricQuerySpec {
  const { metrics, by = [], where, from, to, asOf } = question;
  if (metrics.length !== 1 || by.length > 0)
    throw historyError.changes_one_number({ metrics, by: by.length > 0 ? by : "–" });
  return { metrics, where, from, to, ...(asOf?.org === undefined ? {} : { asOf: { org: asOf.org } }) };
}

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Imports with the tables that the choice keeps. */
const keep = (all: readonly Manifest[], choice: Step["choice"]): Manifest[] =>
  all
    .map((m) => ({ ...m, tables: m.tables.filter((t) => choice(m, t.table)) }))
    .filter((m) => m.tables.length > 0);

const progressOf = ({ imports }: Step): { title: Bilingual } => {
  const names = imports.map(({ manifest, tables }) => `${manifest.id}: ${tables.join(", ")}`).join("; ");
  return { title: { en: `Recomputing after ${names}`, zh: `重新计算：${names}` } };
};
