// The parser's tree of a statement → the relations it reads; anything not written down here is refused.
// Fail-closed: each kind of node lists every key that it may carry and what stands there; an unknown kind or key ends it.
import { nearest } from "../metrics/nearest.js";
import { sqlError } from "./sql-errors.js";
import { allowedFunctions, allowedTableFunctions, refusedWords } from "./sql-functions.js";
import {
  asTree,
  collation,
  constant,
  castType,
  listOf,
  nameParts,
  plain,
  plainOrList,
  text,
  unknownThing,
  type Tree,
} from "./sql-leaves.js";

type Visit = (value: unknown, scope: Scope) => void;
type Form = Record<string, Visit>;

/** Names of CTEs that may be read at this place. Lexical: a name defined inside a subquery opens nothing outside it. */
type Scope = ReadonlySet<string>;

/** `names` as the reader may write them. Returns those that are read, each once. Throws the typed refusal. */
export function relationsRead(statement: unknown, names: readonly string[]): string[] {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const read = new Set<string>();

  const baseTable = (table: Tree, scope: Scope): void => {
    const written = String(table.table_name);
    const name = written.toLowerCase();
    const isQualified = Boolean(table.schema_name) || Boolean(table.catalog_name);
    if (!isQualified && scope.has(name)) return;
    const relation = isQualified ? undefined : known.get(name);
    if (relation === undefined) {
      const full = [table.catalog_name, table.schema_name, written].filter(Boolean).join(".");
      const candidates = nearest(written, [...known.values()]);
      throw sqlError.sql_relation_refused({
        relation: full.slice(0, 80),
        candidates,
        count: candidates.length,
      });
    }
    read.add(relation);
  };

  const many =
    (visit: Visit): Visit =>
    (value, scope) => {
      if (!Array.isArray(value)) throw unknownThing("list");
      for (const item of value) visit(item, scope);
    };
  const fields =
    (form: Form): Visit =>
    (value, scope) => {
      const tree = asTree(value);
      for (const [key, inside] of Object.entries(tree)) {
        const visit = Object.hasOwn(form, key) ? form[key] : undefined;
        if (!visit) throw unknownThing(key);
        visit(inside, scope);
      }
    };
  const expression: Visit = (value, scope) => {
    const tree = asTree(value);
    const form = lookUp(expressions, tree.class);
    if (!form) throw unknownThing(tree.class);
    if (tree.class === "FUNCTION" || tree.class === "WINDOW") refuseCall(tree, allowedFunctions);
    if (tree.class === "COLUMN_REF") refuseWord(tree);
    if (tree.class === "OPERATOR" && !operators.has(String(tree.type))) throw unknownThing(tree.type);
    fields({ class: plain, type: plain, alias: plain, query_location: plain, ...form })(tree, scope);
  };
  const tableFunction: Visit = (value, scope) => {
    const tree = asTree(value);
    if (tree.class !== "FUNCTION") throw unknownThing(tree.class);
    refuseCall(tree, allowedTableFunctions);
    fields({ class: plain, type: plain, alias: plain, query_location: plain, ...expressions.FUNCTION! })(
      tree,
      scope,
    );
  };
  const ref: Visit = (value, scope) => {
    const tree = asTree(value);
    const form = lookUp(tableRefs, tree.type);
    if (!form) throw unknownThing(tree.type);
    if (tree.type === "BASE_TABLE") baseTable(tree, scope);
    fields({ type: plain, alias: plain, query_location: plain, column_name_alias: plain, sample, ...form })(
      tree,
      scope,
    );
  };
  /** WITH: each CTE sees those before it; a recursive one sees itself in its second half. */
  const node: Visit = (value, outer) => {
    const tree = asTree(value);
    const form = lookUp(nodes, tree.type);
    if (!form) throw unknownThing(tree.type);
    let scope = outer;
    if (tree.cte_map !== undefined) {
      fields({ map: plainOrList })(tree.cte_map, scope);
      for (const entry of listOf(asTree(tree.cte_map).map)) {
        const { key, value: cte } = asTree(entry);
        fields({ key: text, value: () => undefined })(entry, scope);
        fields({ query, materialized: plain, aliases: plain, key_targets: many(expression) })(cte, scope);
        scope = new Set([...scope, String(key).toLowerCase()]);
      }
    }
    const inside =
      tree.type === "RECURSIVE_CTE_NODE" ? new Set([...scope, String(tree.cte_name).toLowerCase()]) : scope;
    fields({ type: plain, cte_map: () => undefined, modifiers: many(modifier), ...form })(tree, inside);
  };
  const query: Visit = (value, scope) =>
    fields({ node, named_param_map: refuse("a parameter") })(value, scope);
  const modifier: Visit = (value, scope) => {
    const form = lookUp(modifiers, asTree(value).type);
    if (!form) throw unknownThing(asTree(value).type);
    fields({ type: plain, ...form })(value, scope);
  };
  const order: Visit = fields({ type: plain, null_order: plain, expression });
  const orders: Form = { orders: many(order) };
  const sample: Visit = fields({ sample_size: constant, is_percentage: plain, method: plain, seed: plain });

  const expressions: Record<string, Form> = {
    BETWEEN: { input: expression, lower: expression, upper: expression },
    CASE: {
      case_checks: many(fields({ when_expr: expression, then_expr: expression })),
      else_expr: expression,
    },
    CAST: { child: expression, cast_type: castType, try_cast: plain },
    COLLATE: { child: expression, collation: collation },
    COLUMN_REF: { column_names: plain },
    COMPARISON: { left: expression, right: expression },
    CONJUNCTION: { children: many(expression) },
    CONSTANT: { value: constant },
    FUNCTION: {
      function_name: text,
      schema: text,
      children: many(expression),
      filter: expression,
      order_bys: fields({ type: plain, ...orders }),
      distinct: plain,
      is_operator: plain,
    },
    LAMBDA: { lhs: expression, expr: expression },
    OPERATOR: { children: many(expression) },
    POSITIONAL_REFERENCE: { index: plain },
    STAR: {
      relation_name: plain,
      columns: plain,
      expr: expression,
      exclude_list: plain,
      qualified_exclude_list: many(fields({ catalog: text, schema: text, table: text, column: text })),
      rename_list: many(fields({ key: nameParts, value: plain })),
      replace_list: many(fields({ key: nameParts, value: expression })),
      unpacked: plain,
    },
    SUBQUERY: { subquery_type: plain, subquery: query, child: expression, comparison_type: plain },
    WINDOW: {
      function_name: text,
      schema: text,
      children: many(expression),
      partitions: many(expression),
      orders: many(order),
      arg_orders: many(order),
      start: plain,
      end: plain,
      start_expr: expression,
      end_expr: expression,
      offset_expr: expression,
      default_expr: expression,
      filter_expr: expression,
      ignore_nulls: plain,
      exclude_clause: plain,
      distinct: plain,
    },
  };
  const pivot = {
    pivot_expressions: many(expression),
    unpivot_names: plain,
    entries: many(fields({ values: many(constant), alias: plain, expr: expression })),
  };
  const tableRefs: Record<string, Form> = {
    BASE_TABLE: { table_name: text, schema_name: text, catalog_name: text },
    EMPTY: {},
    EXPRESSION_LIST: { values: many(many(expression)), expected_names: plain },
    JOIN: {
      left: ref,
      right: ref,
      condition: expression,
      join_type: plain,
      ref_type: plain,
      using_columns: plain,
      delim_flipped: plain,
      is_implicit: plain,
    },
    // In its SQL-standard form only, with the values written out; the statement PIVOT reads them by itself.
    PIVOT: {
      source: ref,
      aggregates: many(expression),
      pivots: many(fields(pivot)),
      groups: plain,
      unpivot_names: plain,
      include_nulls: plain,
    },
    SUBQUERY: { subquery: query },
    TABLE_FUNCTION: { function: tableFunction, with_ordinality: plain },
  };
  const nodes: Record<string, Form> = {
    RECURSIVE_CTE_NODE: {
      cte_name: text,
      union_all: plain,
      left: node,
      right: node,
      aliases: plain,
      key_targets: many(expression),
    },
    SELECT_NODE: {
      select_list: many(expression),
      from_table: ref,
      where_clause: expression,
      group_expressions: many(expression),
      group_sets: plain,
      having: expression,
      qualify: expression,
      sample,
      aggregate_handling: plain,
    },
    SET_OPERATION_NODE: {
      setop_type: plain,
      left: node,
      right: node,
      setop_all: plain,
      children: many(node),
    },
  };
  const modifiers: Record<string, Form> = {
    DISTINCT_MODIFIER: { distinct_on_targets: many(expression) },
    LIMIT_MODIFIER: { limit: expression, offset: expression },
    LIMIT_PERCENT_MODIFIER: { limit: expression, offset: expression },
    ORDER_MODIFIER: orders,
  };
  query(statement, new Set());
  return [...read];
}

const operators = new Set(
  `ARRAY_CONSTRUCTOR ARRAY_EXTRACT ARRAY_SLICE COMPARE_IN COMPARE_NOT_IN GROUPING_FUNCTION OPERATOR_COALESCE
   OPERATOR_IS_NOT_NULL OPERATOR_IS_NULL OPERATOR_NOT OPERATOR_NULLIF OPERATOR_TRY OPERATOR_UNPACK STRUCT_EXTRACT`.split(
    /\s+/,
  ),
);

/** A function by its plain name, or by the schema that the parser itself writes. */
function refuseCall(node: Tree, allowed: ReadonlySet<string>): void {
  const name = String(node.function_name);
  const isOurs = !node.catalog && (!node.schema || node.schema === "main");
  if (isOurs && allowed.has(name.toLowerCase())) return;
  const full = [node.catalog, node.schema, name].filter(Boolean).join(".");
  throw sqlError.sql_function_refused({ name: full.slice(0, 80) });
}

/** A lone word that looks like a column and is a function of the session. */
function refuseWord(node: Tree): void {
  const [word, ...rest] = node.column_names as string[];
  const name = word!.toLowerCase();
  if (rest.length === 0 && refusedWords.has(name)) throw sqlError.sql_function_refused({ name });
}

const lookUp = (forms: Record<string, Form>, kind: unknown): Form | undefined =>
  typeof kind === "string" && Object.hasOwn(forms, kind) ? forms[kind] : undefined;
const refuse =
  (found: string): Visit =>
  () => {
    throw unknownThing(found);
  };
