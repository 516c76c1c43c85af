// Question + reader → Result: compile, policy, SQL, sums, then values with intervals, comparisons, order, receipt.
import { arrowTable, texts, validityOf, type ColumnData } from "../arrow-table.js";
import type { Locale } from "../locale.js";
import type { Result, ResultColumn } from "../result.js";
import { asOfQuestion } from "./as-of.js";
import { cacheFacts, type CacheFacts, type MetricCache } from "./cache-facts.js";
import { loadCatalogue, type Catalogue } from "./catalogue.js";
import { measure, type Measured } from "./cell.js";
import { compareMeasured, judgeTogether, type Compared } from "./comparison.js";
import { compile, parseQuery } from "./compile.js";
import { emitDuckdb, type Statement } from "./emit-duckdb.js";
import { aligned, readFrame, readFrames, type Frame } from "./frame.js";
import { monthEpochDay, monthText, periodsOf } from "./period.js";
import { otherSides, type OtherSide } from "./other-side.js";
import {
  applyPolicy,
  masked,
  policyFingerprint,
  refuseHidden,
  release,
  requirePurpose,
  type Policy,
} from "./policy.js";
import type { Reader } from "./reader.js";
import { definitionHashes, definitionsHash, organisationOf, receiptOf, withResult } from "./receipt.js";
import { comparisonColumns, inOrder, metricColumns, type AnswerColumn } from "./result-columns.js";
import { rowOrder } from "./row-order.js";
import type { ReleasedSession } from "./released-session.js";
import type { QueryTree } from "./tree.js";
import { warningsFor } from "./answer-warnings.js";
import { catalogueWarnings } from "./catalogue-warnings.js";

export interface AnswerOptions {
  reader: Reader;
  /** The clock: when the question was asked. */
  now: Date;
  locale?: Locale;
}

/** The only path from a question to numbers about people. */
export async function answer(
  current: MetricCache,
  question: unknown,
  options: AnswerOptions,
): Promise<Result> {
  const spec = parseQuery(question);
  const { cache, organisation } = await asOfQuestion(current, spec, options.reader);
  const catalogue = loadCatalogue(cache.workspace.dir);
  const known = await cacheFacts(cache);
  requirePurpose(options.reader, cache.workspace.config.purpose?.of);
  const policy: Policy = { reader: options.reader, k: cache.workspace.config.k ?? 5 };
  const released = await release(cache, known, policy, catalogue, options.now, spec);
  if (released) policy.edition = released.book.edition;
  const facts = released?.facts ?? known;
  const asked = { ...compile(spec, catalogue, facts), organisation };
  const tree = released?.session.prepared(asked) ?? asked;
  const comparisons = otherSides(spec, tree, catalogue);
  // an exact reader's trees pass applyPolicy, where the same is refused
  if (released)
    for (const side of [asked, ...otherSides(spec, asked, catalogue).map((other) => other.change(asked))])
      refuseHidden(side, options.reader, catalogue);
  released?.session.check(tree);

  const { rows, total } = released
    ? await publishedCells(released.session, tree, comparisons)
    : await new Session(cache, facts, catalogue, policy).cells(tree, comparisons);
  const family = judgeTogether([...rows.compared, ...(isBroken(tree) ? total.compared : [])]);
  if (!isBroken(tree)) judgeTogether(total.compared);
  const sortable = new Map(
    rows.columns.flatMap(({ meta, values }) =>
      Array.isArray(values) ? [] : [[meta.name, values] as [string, Float64Array]],
    ),
  );
  const frame = masked(rows.frame, tree, options.reader);
  const ordered = rowOrder(frame, tree, spec.order ?? [], sortable);
  const kept = spec.limit === undefined ? ordered : ordered.slice(0, spec.limit);
  const keys = keyColumns(frame, tree, kept);
  return withResult({
    columns: [...keys.map((k) => k.meta), ...rows.columns.map((c) => c.meta)],
    table: arrowTable(
      [...keys.map((k) => k.data), ...rows.columns.map((c) => inOrder(c, kept))],
      kept.length,
    ),
    total: arrowTable(
      total.columns.map((c) => inOrder(c, Int32Array.of(0))),
      1,
    ),
    receipt: receiptOf({
      definitions: definitionsHash(tree.measures.map((m) => m.metric)),
      metrics: definitionHashes(tree.measures.map((m) => m.metric)),
      snapshot: cache.snapshot,
      build: cache.key,
      organisation: organisationOf(organisation),
      policy: policyFingerprint(policy, catalogue),
      spec,
      sql: rows.statement.sql,
      parameters: rows.statement.params,
      askedAt: options.now.toISOString(),
    }),
    warnings: [...warningsFor(spec, tree, facts), ...catalogueWarnings(catalogue)],
    ...(comparisons.length > 0 && { chance: family }),
    from: monthText(tree.range.from),
    to: monthText(tree.range.to),
  });
}

async function publishedCells(
  session: ReleasedSession,
  tree: QueryTree,
  comparisons: readonly OtherSide[],
): Promise<{ rows: Cells; total: Cells }> {
  const [rows, total] = await Promise.all([
    session.cells(tree, comparisons),
    session.cells(withoutDimensions(tree), comparisons),
  ]);
  return { rows, total };
}

/** Whether the answer has more than its total. */
const isBroken = ({ grain, dimensions }: QueryTree): boolean => grain !== null || dimensions.length > 0;

const withoutDimensions = (tree: QueryTree): QueryTree => ({
  ...tree,
  dimensions: [],
  grain: null,
  periods: periodsOf(tree.range, null, tree.fiscalYearStart),
});

interface Cells {
  frame: Frame;
  statement: Statement;
  columns: AnswerColumn[];
  compared: Compared[];
}

/** The question, or what it is compared with, as it was read. */
interface Side {
  tree: QueryTree;
  statement: Statement;
  frame: Frame;
}

class Session {
  constructor(
    private readonly cache: MetricCache,
    private readonly facts: CacheFacts,
    private readonly catalogue: Catalogue,
    private readonly policy: Policy,
  ) {}

  /** Cells and total of the question and of every other side: a statement for each side. */
  /** Rows and total of the question, each with every other side: a statement for each side. */
  async cells(tree: QueryTree, comparisons: readonly OtherSide[]): Promise<{ rows: Cells; total: Cells }> {
    const whole = withoutDimensions(tree);
    const sides = await Promise.all([
      this.#read(tree, whole),
      ...comparisons.map((side) => this.#read(side.change(tree), side.change(whole))),
    ]);
    const of = (part: "rows" | "total"): Cells =>
      this.#compared(
        sides.map((side) => side[part]),
        comparisons,
      );
    const rows = of("rows");
    return { rows, total: isBroken(tree) ? of("total") : rows };
  }

  async #read(tree: QueryTree, whole: QueryTree): Promise<{ rows: Side; total: Side }> {
    const [cells, total] = [tree, whole].map((t) => applyPolicy(t, this.policy, this.catalogue));
    const { database } = this.cache;
    if (!isBroken(tree)) {
      const statement = emitDuckdb(cells, this.facts.isKeyed);
      const side = { tree: cells, statement, frame: await readFrame(database, cells, statement) };
      return { rows: side, total: side };
    }
    const statement = emitDuckdb(cells, this.facts.isKeyed, total);
    const frames = await readFrames(database, cells, total, statement);
    return {
      rows: { tree: cells, statement, frame: frames.cells },
      total: { tree: total, statement, frame: frames.total },
    };
  }

  #compared([{ tree, statement, frame }, ...others]: Side[], comparisons: readonly OtherSide[]): Cells {
    const now = this.#measured(tree, frame, frame.sums);
    const then = others.map((other) => this.#measured(other.tree, frame, aligned(frame, other.frame)));
    const compared = now.map((measured, i) => then.map((side) => compareMeasured(measured, side[i])));
    const columns = now.flatMap((measured, i) => [
      ...metricColumns(measured),
      ...comparisons.flatMap((side, c) => comparisonColumns(measured.node, side, compared[i][c])),
    ]);
    return { frame, statement, columns, compared: compared.flat() };
  }

  #measured(tree: QueryTree, frame: Frame, sums: Frame["sums"]): Measured[] {
    // The other side's own months, under the name of the period that they are compared with.
    const periods = new Map(tree.periods.map((period) => [period.start, period]));
    const periodOf = (row: number) => periods.get(frame.periodOf(row).start);
    const context = { tree, facts: this.facts, periodOf, length: frame.length };
    return tree.measures.map((node, i) => measure(node, i, sums, context));
  }
}

interface KeyColumn {
  meta: ResultColumn;
  data: ColumnData;
}

const grainLabels = {
  month: { en: "Month", zh: "月份" },
  quarter: { en: "Quarter", zh: "季度" },
  year: { en: "Year", zh: "年份" },
  fiscal_quarter: { en: "Fiscal quarter", zh: "财季" },
  fiscal_year: { en: "Fiscal year", zh: "财年" },
};

/** Time, dimensions and the flag of partial periods, in the order of the answer's rows. */
function keyColumns(frame: Frame, tree: QueryTree, rows: Int32Array): KeyColumn[] {
  const { grain } = tree;
  const columns: KeyColumn[] = [];
  if (grain) {
    const values = Int32Array.from(rows, (row) => monthEpochDay(frame.periodOf(row).start));
    columns.push({
      meta: {
        name: grain,
        role: "time",
        label: grainLabels[grain],
        grain,
        ...(grain.startsWith("fiscal") && { fiscalYearStart: tree.fiscalYearStart }),
      },
      data: { name: grain, type: "date", values, validity: null },
    });
  }
  for (const [i, { definition }] of tree.dimensions.entries()) {
    const { id, label, type, values } = definition;
    const cells = Array.from(rows, (row) => frame.keys[i][row]);
    columns.push({
      meta: { name: id, role: "dimension", label, values },
      data:
        type === "text"
          ? texts(id, cells as (string | null)[])
          : {
              name: id,
              type: "double",
              values: Float64Array.from(cells, (v) => Number(v ?? 0)),
              validity: validityOf(cells.length, (row) => cells[row] !== null),
            },
    });
  }
  if (grain && grain !== "month")
    columns.push({
      meta: {
        name: "period__partial",
        role: "flag",
        label: { en: "Partial period", zh: "不完整周期" },
      },
      data: {
        name: "period__partial",
        type: "boolean",
        values: Uint8Array.from(rows, (row) => Number(frame.periodOf(row).partial)),
        validity: null,
      },
    });
  return columns;
}
