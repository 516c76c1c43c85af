// A number, and a day → why it is another number now: the rows that came since, and what each group of them did to it.
import { Database } from "../database.js";
import type { Cache } from "../cache.js";
import { type Manifest, sourceManifests } from "../ingest/manifest.js";
import { knownTime } from "../known-time.js";
import type { Bilingual } from "../locale.js";
import { answer } from "../metrics/answer.js";
import { cacheFacts, type MetricCache } from "../metrics/cache-facts.js";
import { type Catalogue, loadCatalogue } from "../metrics/catalogue.js";
import { compile, parseQuery } from "../metrics/compile.js";
import type { MetricQuerySpec } from "../metrics/metric-query.js";
import { applyPolicy, type Policy } from "../metrics/policy.js";
import type { Reader } from "../metrics/reader.js";
import type { QueryTree } from "../metrics/tree.js";
import { organisationNamed } from "../organisation/organisation.js";
import { resultRows } from "../result-rows.js";
import { RapportError } from "../errors.js";
import type { Workspace } from "../workspace.js";
import { ChangedRows } from "./changed-rows.js";
import type { ChangeReport, ChangeStep, StateNumber } from "./change-report.js";
import { tellStep } from "./tell-step.js";
import { historyError } from "./history-errors.js";
import { type PersonSums, personSums, splitDifference, valueOf } from "./person-sums.js";
import { type Step, stepsBetween } from "./steps.js";

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
  if (then.isNow) throw historyError.changes_since_now({ since, last: all.at(-1)?.importedAt ?? "–" });

  const catalogue = loadCatalogue(workspace.dir);
  const policy: Policy = { reader, k: workspace.config.k };
  const { measures } = compile(spec, catalogue, await cacheFacts(current));
  const { metric } = measures[0]!;
  const inputs = new Set([...coreTables, ...metric.needs.map((need) => need.split(".")[0]!)]);
  const steps = stepsBetween(all, then.imports.length, inputs);

  /** The question's tree in one state; undefined when its months lie outside what was known. */
  const treeIn = async (cache: MetricCache): Promise<QueryTree | undefined> => {
    const facts = await cacheFacts(cache);
    const tree = withinHistory(() => compile(spec, catalogue, facts));
    const { org } = spec.asOf ?? {};
    const organisation =
      org === undefined ? undefined : organisationNamed(workspace, org, current.history.to);
    return tree && applyPolicy({ ...tree, organisation }, policy, catalogue);
  };
  const stateOf = async (cache: Cache, known: readonly Manifest[]): Promise<State> => {
    const asked = { ...cache, workspace };
    const tree = await treeIn(asked);
    return {
      number: await officialNumber(asked, spec, metric.id, options, known),
      sums: tree ? await personSums(cache.database, tree) : { people: new Map(), months: 0 },
    };
  };

  const states = [await stateOf(await current.withImports(then.choice), then.imports)];
  for (const [i, step] of steps.entries()) {
    options.onProgress?.({ ...progressOf(step), done: i, of: steps.length });
    const cache = i === steps.length - 1 ? current : await current.withImports(step.choice);
    states.push(await stateOf(cache, keep(all, step.choice)));
  }
  const [first, last] = [states[0]!, states.at(-1)!];
  const [a, b] = [first.number.value, last.number.value];
  const onlySteps = states.some(
    ({ number, sums }) => number.value !== null && !isClose(number.value, valueOf(sums)),
  );
  const parts = steps.map((_, i) => splitDifference(states[i]!.sums, states[i + 1]!.sums));
  const isNumber = a !== null && b !== null;

  const db = await Database.open();
  try {
    const told: ChangeStep[] = [];
    const visible = reader.scope === undefined ? undefined : await peopleInScope(current, policy, catalogue);
    for (const [i, step] of steps.entries()) {
      const before = i === 0 ? then.choice : steps[i - 1]!.choice;
      const changed = await ChangedRows.between(
        db,
        workspace,
        step.tables,
        keep(all, before),
        keep(all, step.choice),
      );
      const whole = isNumber ? (states[i + 1]!.number.value ?? 0) - (states[i]!.number.value ?? 0) : null;
      const effects = isNumber && !onlySteps ? parts[i]! : null;
      told.push(await tellStep(step, changed, { parts: effects, whole, most: options.most ?? 50, visible }));
    }
    const difference = isNumber ? b - a : null;
    return {
      metric: { id: metric.id, label: metric.label, unit: metric.unit },
      spec,
      since,
      before: first.number,
      after: last.number,
      difference,
      steps: told,
      residue:
        difference === null ? null : difference - told.reduce((sum, step) => sum + (step.effect ?? 0), 0),
      onlySteps: isNumber && onlySteps,
    };
  } finally {
    db.close();
  }
}

interface State {
  number: StateNumber;
  sums: PersonSums;
}

/** One metric, no breakdown; the time since which is asked takes the place of any `asOf.known`. */
function oneNumber(question: MetricQuerySpec): MetricQuerySpec {
  const { metrics, by = [], where, from, to, asOf } = question;
  if (metrics.length !== 1 || by.length > 0)
    throw historyError.changes_one_number({ metrics, by: by.length > 0 ? by : "–" });
  return { metrics, where, from, to, ...(asOf?.org === undefined ? {} : { asOf: { org: asOf.org } }) };
}

/** Undefined where the months asked for lie outside what was known then. */
function withinHistory(work: () => QueryTree): QueryTree | undefined {
  try {
    return work();
  } catch (error) {
    if (isOutside(error)) return undefined;
    throw error;
  }
}

const isOutside = (error: unknown): boolean =>
  error instanceof RapportError &&
  (error.code === "months_outside_history" || error.code === "history_empty");

/** The number as anybody asking then would have been told it. */
async function officialNumber(
  cache: Cache & { workspace: Workspace },
  spec: MetricQuerySpec,
  metric: string,
  { reader, now }: WhyOptions,
  known: readonly Manifest[],
): Promise<StateNumber> {
  const state = { snapshot: cache.snapshot, import: known.at(-1)?.id ?? "" };
  try {
    const result = await answer(cache, spec, { reader, now });
    const [total] = resultRows(result.total, result.columns);
    return {
      ...state,
      value: total![metric] as number | null,
      refused: (total![`${metric}__refused`] ?? null) as StateNumber["refused"],
      from: result.from,
      to: result.to,
    };
  } catch (error) {
    if (!isOutside(error)) throw error;
    return { ...state, value: null, refused: "months_outside_history", from: null, to: null };
  }
}

const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

/** Imports with the tables that the choice keeps. */
const keep = (all: readonly Manifest[], choice: Step["choice"]): Manifest[] =>
  all
    .map((m) => ({ ...m, tables: m.tables.filter((t) => choice(m, t.table)) }))
    .filter((m) => m.tables.length > 0);

const progressOf = ({ imports, tables }: Step): { title: Bilingual } => {
  const names = `${imports.map((m) => m.id).join(", ")}: ${tables.join(", ")}`;
  return { title: { en: `Recomputing after ${names}`, zh: `重新计算：${names}` } };
};

/** Employees with a month in the reader's part of the organisation. */
async function peopleInScope(
  cache: MetricCache,
  policy: Policy,
  catalogue: Catalogue,
): Promise<ReadonlySet<string>> {
  const tree = compile({ metrics: ["average_headcount"] }, catalogue, await cacheFacts(cache));
  const sums = await personSums(cache.database, applyPolicy(tree, policy, catalogue));
  return new Set(sums.people.keys());
}
