// A metric's own formula, person by person and period by period: what a score, a pay rule or a conversation sheet rests on.
// Exact readers only, on the people that the policy lets them read; everybody reads their own.
import { measure } from "./cell.js";
import { asOfQuestion } from "./as-of.js";
import { cacheFacts, type CacheFacts, type MetricCache } from "./cache-facts.js";
import { loadCatalogue } from "./catalogue.js";
import { compile } from "./compile.js";
import { emitDuckdb } from "./emit-duckdb.js";
import { readFrame } from "./frame.js";
import { metricError } from "./metric-errors.js";
import type { Filter, TimeGrain } from "./metric-query.js";
import { monthText } from "./period.js";
import { personDimension } from "./person-dimension.js";
import { refuseHidden, requirePurpose, rowScope } from "./policy.js";
import type { Reader } from "./reader.js";
import type { RefusalCode } from "../result.js";
import type { Predicate, QueryTree } from "./tree.js";

export interface PersonQuestion {
  metrics: readonly string[];
  /** First and last month, inclusive: YYYY-MM, or a period's name as in a MetricQuery. */
  from: string;
  to: string;
  /** One value per period of this grain; one for the whole span when left out. */
  by?: TimeGrain;
  where?: readonly Filter[];
  /** Only these people; everybody whom the reader may read when left out. */
  employees?: readonly string[];
  /** What was known on this day: YYYY-MM-DD. */
  known?: string;
}

export interface PersonValue {
  employee: string;
  metric: string;
  /** First month of the period, YYYY-MM. */
  period: string;
  /** Null with `refused`: no exposure, no source, outside the history. */
  value: number | null;
  /** A sum is 0 both where nothing was done and where nothing was written down; then this is false. */
  isRecorded: boolean;
  /** value = numerator ÷ denominator; a sum has no denominator. */
  numerator: number | null;
  denominator: number | null;
  refused: RefusalCode | null;
}

/** In the order of employee, metric and period. People without a row in a relation of the metric are not in the answer. */
export async function personValues(
  current: MetricCache,
  question: PersonQuestion,
  { reader }: { reader: Reader },
): Promise<PersonValue[]> {
  const { metrics, from, to, by, where, employees, known } = question;
  const spec = {
    metrics: [...metrics],
    from,
    to,
    ...(by && { by: [by] }),
    ...(where && { where: [...where] }),
    ...(known && { asOf: { known } }),
  };
  const scopes = personScopes(reader, employees, current.workspace.config.purpose?.of);
  const { cache } = await asOfQuestion(current, spec, reader);
  const catalogue = loadCatalogue(cache.workspace.dir);
  const facts = await cacheFacts(cache);
  const asked = compile(spec, catalogue, facts);
  refuseHidden(asked, reader, catalogue);
  const values = new Map<string, PersonValue>();
  // one's own come last: they are whole where a scope holds only some months of oneself
  for (const scope of scopes) {
    const tree: QueryTree = {
      ...asked,
      dimensions: [personDimension],
      filters: [...asked.filters, ...(employees ? [onlyThese(employees)] : [])],
      scope,
    };
    for (const value of await read(cache, tree, facts))
      values.set(JSON.stringify([value.employee, value.metric, value.period]), value);
  }
  return [...values.values()].sort(
    (a, b) => order(a.employee, b.employee) || order(a.metric, b.metric) || order(a.period, b.period),
  );
}

async function read(cache: MetricCache, tree: QueryTree, facts: CacheFacts): Promise<PersonValue[]> {
  const frame = await readFrame(cache.database, tree, emitDuckdb(tree));
  const periods = new Map(tree.periods.map((period) => [period.start, period]));
  return tree.measures.flatMap((node, i) => {
    const measured = measure(node, i, frame.sums, {
      tree,
      facts,
      periodOf: (row) => periods.get(frame.periodOf(row).start),
      length: frame.length,
    });
    const numerators = frame.sums.get(`m${i}_y`)!;
    return Array.from({ length: frame.length }, (_, row) => row).flatMap((row): PersonValue[] => {
      // no row of this relation: the person is in the answer for another metric
      if (Number.isNaN(numerators[row]!) && measured.refused[row] === null) return [];
      return [
        {
          employee: String(frame.keys[0]![row]),
          metric: node.metric.id,
          period: monthText(frame.periodOf(row).start),
          value: numberOrNull(measured.value[row]!),
          numerator: numberOrNull(numerators[row]!),
          denominator: node.denominator === null ? null : numberOrNull(measured.exposure[row]!),
          isRecorded: measured.n[row]! > 0,
          refused: measured.refused[row]!,
        },
      ];
    });
  });
}

/**
 * Conditions on the rows that are read, one question each. A reader of groups reads nobody but themselves and the unit that
 * they have person-level rights on; nobody needs a purpose for their own.
 */
function personScopes(
  reader: Reader,
  employees: readonly string[] | undefined,
  accepted: readonly string[] | undefined,
): Predicate[][] {
  const own = reader.employee === undefined ? [] : [[onlyThese([reader.employee])]];
  if (own.length > 0 && employees && employees.every((employee) => employee === reader.employee)) return own;
  if (reader.rights === "group" && reader.person === undefined) {
    if (own.length === 0) throw metricError.person_values_refused({ reader: reader.id });
    return own;
  }
  const exact: Reader =
    reader.rights === "person"
      ? reader
      : { ...reader, rights: "person", scope: reader.person, person: undefined };
  requirePurpose(exact, accepted);
  const scope = rowScope(exact);
  return scope.length === 0 ? [scope] : [scope, ...own];
}

const onlyThese = (employees: readonly string[]): Predicate => ({
  kind: "one_of",
  column: "employee_id",
  values: [...employees],
  orNull: false,
  negated: false,
});

const numberOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
