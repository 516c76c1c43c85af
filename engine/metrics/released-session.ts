// A reader of groups' question → published cells: planned from the releases, read from the rows kept at the close, rounded.
// It stands in the place of the exact reading in answer.ts and gives the same kind of cells.
import type { Database } from "../database.js";
import { disclosureError } from "../disclosure/disclosure-errors.js";
import type { ReleaseBook } from "../disclosure/release-book.js";
import type { CacheFacts } from "./cache-facts.js";
import type { Catalogue } from "./catalogue.js";
import { measure, type Measured } from "./cell.js";
import { compareMeasured, type Compared } from "./comparison.js";
import { emitDuckdb, type Statement } from "./emit-duckdb.js";
import { windowsOf } from "./emit-duckdb-rows.js";
import type { Frame } from "./frame.js";
import { keptFrame } from "./kept-frames.js";
import type { OtherSide } from "./other-side.js";
import { monthNumber, monthText, type MonthNumber } from "./period.js";
import type { Policy } from "./policy.js";
import { inRowsOf } from "./released-aligned.js";
import { batchesOf, fill, type Batch } from "./released-batches.js";
import { nearestReleased } from "./released-nearest.js";
import { keysOf, releasedDimensions } from "./released-names.js";
import {
  releasedPlan,
  releasedRange,
  type PlannedRow,
  type ReleasedPlan,
  type ReleaseRules,
} from "./released-plan.js";
import { publish, isVisible } from "./released-publish.js";
import type { PublishedMeasure } from "./released-share.js";
import { eventCounts } from "./released-events.js";
import { yearsOfExits } from "./released-kinds.js";
import { cappedColumns, scalesFor, type Scale } from "./released-scale.js";
import { cellColumn, isFollowed, overReleasedRows } from "./released-sql.js";
import { comparisonColumns, metricColumns, type AnswerColumn } from "./result-columns.js";
import { stepColumn } from "./step-column.js";
import type { DimensionNode, MeasureNode, QueryTree } from "./tree.js";

export interface ReleasedCells {
  frame: Frame;
  statement: Statement;
  columns: AnswerColumn[];
  compared: Compared[];
}

/** The history that a reader of groups has: closed months only. */
export function releasedFacts(facts: CacheFacts, book: ReleaseBook): CacheFacts {
  const range = releasedRange(book);
  if (!facts.history || !range) return facts;
  const [from, to] = [monthNumber(range.from), monthNumber(range.to)];
  return {
    ...facts,
    history: { from: Math.max(from, facts.history.from), to: Math.min(to, facts.history.to) },
  };
}

const cellDimension: DimensionNode = {
  column: cellColumn,
  definition: {
    id: cellColumn,
    label: { en: "Cell", zh: "单元" },
    column: cellColumn,
    type: "number",
    disclosure: "visible",
    groupable: true,
    hierarchical: false,
  },
};

export class ReleasedSession {
  readonly #rules: ReleaseRules;
  readonly #plans = new WeakMap<QueryTree, ReleasedPlan>();
  constructor(
    private readonly database: Database,
    private readonly facts: CacheFacts,
    private readonly catalogue: Catalogue,
    policy: Policy,
    rules: Omit<ReleaseRules, "reader" | "k">,
  ) {
    this.#rules = { ...rules, reader: policy.reader, k: policy.k };
  }

  /** The tree as it is answered: groups of values are texts, with names in both languages. */
  prepared(tree: QueryTree): QueryTree {
    return { ...tree, dimensions: releasedDimensions(tree.dimensions, this.#rules.book) };
  }

  /** The one refusal, before any row is read: when the question has no released cell. */
  check(tree: QueryTree): void {
    if (this.#planOf(tree).rows.length > 0) return;
    const nearest = nearestReleased(tree, this.#rules);
    throw disclosureError.not_released({ nearest: nearest.en, nearestZh: nearest.zh, k: this.#rules.k });
  }

  #planOf(tree: QueryTree): ReleasedPlan {
    let plan = this.#plans.get(tree);
    if (!plan) this.#plans.set(tree, (plan = releasedPlan(tree, this.#rules)));
    return plan;
  }

  async cells(tree: QueryTree, comparisons: readonly OtherSide[]): Promise<ReleasedCells> {
    const now = await this.#published(tree);
    const others = await Promise.all(comparisons.map((side) => this.#published(side.change(tree))));
    const then = others.map((other) =>
      other.measures.map((measured) => inRowsOf(now.frame, other.frame, measured)),
    );
    const compared = now.measures.map((measured, i) =>
      then.map((side) => compareMeasured(measured, side[i])),
    );
    const columns = now.measures.flatMap((measured, i) => [
      ...metricColumns(measured),
      stepColumn(measured.node, measured.step),
      ...comparisons.flatMap((side, c) => comparisonColumns(measured.node, side, compared[i][c])),
    ]);
    return { frame: now.frame, statement: now.statement, columns, compared: compared.flat() };
  }

  async #published(
    tree: QueryTree,
  ): Promise<{ frame: Frame; statement: Statement; measures: PublishedMeasure[] }> {
    const plan = this.#planOf(tree);
    // a total is always one row, released or not
    const isTotal = tree.grain === null && tree.dimensions.length === 0;
    const rows =
      plan.rows.length > 0 || !isTotal
        ? plan.rows
        : [
            {
              period: tree.periods[0],
              cell: { key: "", depth: 0, units: [], values: null, people: 0 },
              people: tree.measures.map(() => 0),
            },
          ];
    const sums = new Map<string, Float64Array>();
    const events = new Map<string, Float64Array>();
    const isProtected = this.#isProtected(plan.shape?.attribute?.name);
    const scales: (Scale[] | undefined)[] = rows.map(() => undefined);
    const statements: Statement[] = [];
    for (const batch of batchesOf(rows, this.#rules.book, this.facts.fiscalYearStart)) {
      const batchScales = await this.#scales(tree, batch);
      const statement = this.#statement(tree, batch, batchScales, plan.shape?.attribute ?? null);
      statements.push(statement);
      const read = { ...tree, dimensions: [cellDimension], periods: batch.periods };
      const frame = await keptFrame(this.database, this.#rules.book, read, statement);
      fill(sums, frame, batch, rows);
      await this.#fillEvents(events, tree, batch, rows, isProtected ? null : (plan.shape?.attribute ?? null));
      for (const row of batch.rows) scales[row] = batchScales;
    }
    const frame: Frame = {
      length: rows.length,
      keys: keysOf(rows, tree.dimensions, plan.shape, this.#rules.book),
      periodOf: (row) => rows[row].period,
      sums,
    };
    const { book, k } = this.#rules;
    const years = await yearsOfExits(this.database, this.#rules, tree, rows, this.facts.fiscalYearStart);
    const context = {
      kindsOf: (row: number) => years.get(rows[row].period.to),
      k,
      fiscalYearStart: this.facts.fiscalYearStart,
      isProtected,
      eventsOf: (chosen: MeasureNode["rows"], row: number) =>
        Array.from({ length: 4 }, (_, i) => events.get(`${chosen} ${i}`)?.[row] || 0),
      isFollowed: (node: MeasureNode, window: { from: MonthNumber; to: MonthNumber }) =>
        isFollowed(book, node, window),
      peopleIn: (month: MonthNumber) => book.months.get(monthText(month))?.release.people ?? 0,
    };
    const measures = this.#measured(tree, frame).map((measured, i) =>
      publish(measured, i, rows, { ...context, scaleOf: (row) => scales[row]?.[i] }),
    );
    return { frame, statement: shown(statements[0], book), measures };
  }

  #measured(tree: QueryTree, frame: Frame): Measured[] {
    const exact = { ...tree, release: { kind: "exact" as const } };
    const context = { tree: exact, facts: this.facts, periodOf: frame.periodOf, length: frame.length };
    let next = tree.measures.length;
    return tree.measures.map((node, i) => {
      const measured = measure({ ...node, byPerson: false }, i, frame.sums, context);
      if (node.contributors === undefined) return { ...measured, node };
      return { ...measured, node, contributors: frame.sums.get(`m${next++}_n`) };
    });
  }

  #isProtected(attribute: string | undefined): boolean {
    return attribute !== undefined && this.catalogue.dimensions.get(attribute)?.disclosure === "protected";
  }

  /**
   * Counts of the events that everybody sees, for the measures that tell of their kinds. Without the protected attribute: by it
   * nobody sees them.
   */
  async #fillEvents(
    events: Map<string, Float64Array>,
    tree: QueryTree,
    batch: Batch,
    rows: readonly PlannedRow[],
    attribute: ReleaseRules["attributes"][number] | null,
  ): Promise<void> {
    const cells = attribute === null ? batch.cells.map((cell) => ({ ...cell, values: null })) : batch.cells;
    for (const { rows: chosen, measures } of eventCounts(tree.measures)) {
      const asked = { ...tree, measures };
      const statement = this.#statement(asked, { ...batch, cells }, [], attribute);
      const read = { ...asked, dimensions: [cellDimension], periods: batch.periods };
      const sums = new Map<string, Float64Array>();
      fill(sums, await keptFrame(this.database, this.#rules.book, read, statement), batch, rows);
      for (const i of measures.keys()) {
        const found = sums.get(`m${i}_y`)!;
        const kept = events.get(`${chosen} ${i}`);
        events.set(
          `${chosen} ${i}`,
          kept ? kept.map((x, row) => (Number.isNaN(found[row]) ? x : found[row])) : found,
        );
      }
    }
  }

  #scales(tree: QueryTree, { periods }: Batch): Promise<Scale[]> {
    const last = Math.max(...periods.map(({ to }) => to));
    return scalesFor(this.database, this.#rules.book, tree.measures, last, this.facts.fiscalYearStart);
  }

  #statement(
    tree: QueryTree,
    batch: Batch,
    scales: readonly Scale[],
    attribute: ReleaseRules["attributes"][number] | null,
  ): Statement {
    const read: QueryTree = {
      ...tree,
      measures: [
        ...tree.measures.map((node) => ({ ...node, byPerson: false, contributors: undefined })),
        ...tree.measures.flatMap(contributorsOf),
      ],
      dimensions: [cellDimension],
      periods: batch.periods,
      filters: [{ kind: "range", column: cellColumn, from: 0 }],
      scope: [],
      release: { kind: "exact" },
      grid: false,
    };
    const known = new Set(tree.measures.filter(isVisible).flatMap(cappedColumns));
    const caps = new Map<string, number>();
    for (const [i, node] of tree.measures.entries())
      if (!isVisible(node) && node.relation === "employee_month")
        for (const [column, cap] of Object.entries(scales[i]?.caps ?? {}))
          if (!known.has(column)) caps.set(column, cap);
    const rows = {
      book: this.#rules.book,
      months: monthsRead(tree, batch.periods),
      depth: batch.cells[0].depth,
      attribute,
      cells: batch.cells,
      caps,
    };
    return overReleasedRows(emitDuckdb(read), rows);
  }
}

/** The statement as a receipt shows it: where the workspace lies on this computer is nobody's business. */
const shown = (statement: Statement | undefined, { folder }: ReleaseBook): Statement =>
  statement === undefined || folder === undefined
    ? (statement ?? { sql: "", params: [] })
    : { ...statement, sql: statement.sql.replaceAll(folder, "releases") };

/** The people who make up the number, counted beside it. */
function contributorsOf(node: MeasureNode): MeasureNode[] {
  if (node.contributors === undefined) return [];
  const { metric, relation, rows } = node;
  const numerator = { columns: [node.contributors] };
  return [
    { metric, relation, rows, numerator, denominator: null, per: 1, byPerson: false, people: "recorded" },
  ];
}

/** Every month of every window, and what a person's own sums look back or ahead to. */
function monthsRead(tree: QueryTree, periods: QueryTree["periods"]): MonthNumber[] {
  const months = new Set<MonthNumber>();
  for (const node of tree.measures)
    for (const { from, to } of windowsOf(node, { periods })) {
      const first = node.own?.months === "trailing_year" ? from - 11 : from;
      const last = node.own?.months === "year_later" ? to + 12 : to;
      for (let month = first; month <= last; month++) months.add(month);
    }
  return [...months].sort((a, b) => a - b);
}
