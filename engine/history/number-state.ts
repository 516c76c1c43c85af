// A question and one state of the data → the number as it was told then, and everybody's part of it.
import type { Cache } from "../cache.js";
import { RapportError } from "../errors.js";
import type { Manifest } from "../ingest/manifest.js";
import { answer } from "../metrics/answer.js";
import { cacheFacts, type MetricCache } from "../metrics/cache-facts.js";
import type { Catalogue } from "../metrics/catalogue.js";
import { compile } from "../metrics/compile.js";
import type { MetricQuerySpec } from "../metrics/metric-query.js";
import { applyPolicy, type Policy } from "../metrics/policy.js";
import type { QueryTree } from "../metrics/tree.js";
import { organisationNamed } from "../organisation/organisation.js";
import { resultRows } from "../result-rows.js";
import type { Workspace } from "../workspace.js";
import type { StateNumber } from "./change-report.js";
import { type PersonSums, personSums } from "./person-sums.js";

/** What is read of each state. */
export interface Reading {
  current: Cache & { workspace: Workspace };
  /** One metric, no breakdown. */
  spec: MetricQuerySpec;
  metric: string;
  policy: Policy;
  catalogue: Catalogue;
  now: Date;
}

export interface NumberState {
  number: StateNumber;
  sums: PersonSums;
}

export async function stateOf(
  reading: Reading,
  cache: Cache,
  known: readonly Manifest[],
): Promise<NumberState> {
  const asked = { ...cache, workspace: reading.current.workspace };
  const tree = await treeIn(reading, asked);
  return {
    number: await officialNumber(reading, asked, known),
    sums: tree ? await personSums(cache.database, tree) : { people: new Map(), months: 0 },
  };
}

/** The question's tree in one state; undefined when its months lie outside what was known. `latest` means today's. */
async function treeIn(reading: Reading, cache: MetricCache): Promise<QueryTree | undefined> {
  const { spec, catalogue, policy, current } = reading;
  const facts = await cacheFacts(cache);
  const tree = withinHistory(() => compile(spec, catalogue, facts));
  const org = spec.asOf?.org;
  const organisation =
    org === undefined ? undefined : organisationNamed(current.workspace, org, current.history.to);
  return tree && applyPolicy({ ...tree, organisation }, policy, catalogue);
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
  { spec, metric, policy, now }: Reading,
  cache: Cache & { workspace: Workspace },
  known: readonly Manifest[],
): Promise<StateNumber> {
  const state = { snapshot: cache.snapshot, import: known.at(-1)?.id ?? "" };
  try {
    const result = await answer(cache, spec, { reader: policy.reader, now });
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

/** Employees with a month in the reader's part of the organisation. */
export async function peopleInScope({ current, policy, catalogue }: Reading): Promise<ReadonlySet<string>> {
  const tree = compile({ metrics: ["average_headcount"] }, catalogue, await cacheFacts(current));
  const sums = await personSums(current.database, applyPolicy(tree, policy, catalogue));
  return new Set(sums.people.keys());
}
