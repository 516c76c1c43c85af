// Seed → one statement after another with what it is by construction: a plain SELECT over the lent relations, or one with a
// live hostile part in it. What is hostile to look at and inert (in strings, comments, quoted names) stands in both kinds.
import type { Random } from "../../../models/estimators/random.js";

export interface GeneratedStatement {
  sql: string;
  /** "mangled": a statement of either kind with a piece cut, doubled or swapped; what it is, only running it can tell. */
  kind: "plain" | "hostile" | "mangled";
  /** What is hostile in it. */
  part?: string;
}

/** Columns of the lent relations that the grammar uses; `t` text, `n` number, `d` date. */
const relations = ["employee_month", "employee_event", "source_pay"] as const;
export const lentRelations: readonly string[] = relations;
export const lentColumns = { t: ["employee_id", "department"], n: ["level", "hours"], d: ["month"] };

const attacks = (place: string) => ({
  relation: [
    `read_csv('${place}/canary.csv')`,
    `read_csv_auto('${place}/canary.csv', all_varchar := true)`,
    `read_text('${place}/canary.csv')`,
    `read_blob('${place}/canary.csv')`,
    `read_json_objects('${place}/canary.json')`,
    `read_parquet('${place}/canary.parquet')`,
    `parquet_schema('${place}/canary.parquet')`,
    `sniff_csv('${place}/canary.csv')`,
    `glob('${place}/*')`,
    `'${place}/canary.csv'`,
    `'${place}/canary.parquet'`,
    `"${place}/canary.csv"`,
    `main.read_text('${place}/canary.csv')`,
    `system.main.read_text('${place}/canary.csv')`,
    "secret",
    '"SECRET"',
    "memory.main.secret",
    "main.secret",
    "other.main.employee_month",
    "other.employee_month",
    "memory.main.employee_month",
    "information_schema.tables",
    "information_schema.columns",
    "pg_catalog.pg_class",
    "sqlite_master",
    "duckdb_tables",
    "duckdb_tables()",
    "duckdb_databases()",
    "duckdb_settings()",
    "duckdb_variables()",
    "duckdb_columns()",
    "pragma_database_list",
    "pragma_table_info('secret')",
    "query('FROM secret')",
    "query_table('secret')",
    "query_table(['secret'])",
    "(FROM secret)",
    "(WITH q AS (FROM secret) FROM q)",
    "(TABLE secret)",
    "(DESCRIBE secret)",
    "(SUMMARIZE secret)",
    "(SHOW ALL TABLES)",
    "(PIVOT secret ON a USING count(*))",
    "summary((FROM secret))",
    "json_execute_serialized_sql(json_serialize_sql('FROM secret'))",
  ],
  text: [
    "getvariable('canary')",
    "current_setting('temp_directory')",
    "(SELECT a FROM secret LIMIT 1)",
    "(SELECT min(a) FROM other.main.employee_month)",
    `(SELECT content FROM read_text('${place}/canary.csv'))`,
    "(SELECT list(t)::VARCHAR FROM secret AS t)",
    "(VALUES ((SELECT any_value(a) FROM secret)))",
    "(FROM query('FROM secret'))",
    "json_serialize_sql('SELECT 1')",
    "current_database()",
    "current_query()",
    "getenv('HOME')",
    "current_user",
    "system.main.getvariable('canary')",
  ],
  whole: [
    (q: string) => `COPY (${q}) TO '${place}/written.csv'`,
    (q: string) => `CREATE TABLE made AS ${q}`,
    (q: string) => `CREATE OR REPLACE VIEW employee_month AS ${q}`,
    (q: string) => `CREATE TEMP MACRO made() AS TABLE ${q}`,
    (q: string) => `INSERT INTO secret ${q}`,
    (q: string) => `EXPLAIN ${q}`,
    (q: string) => `EXPLAIN ANALYZE ${q}`,
    (q: string) => `DESCRIBE ${q}`,
    (q: string) => `SUMMARIZE ${q}`,
    (q: string) => `PREPARE made AS ${q}`,
    (q: string) => `SET VARIABLE made = (${q})`,
    (q: string) => `PIVOT (${q}) ON 1`,
    (q: string) => `WITH made AS (DELETE FROM secret RETURNING *) ${q}`,
    (q: string) => `WITH made AS (INSERT INTO secret ${q} RETURNING *) FROM made`,
    (q: string) => `UPDATE secret SET a = (${q})`,
    (q: string) => `DELETE FROM secret WHERE EXISTS (${q})`,
    (q: string) => `MERGE INTO secret USING (${q}) AS s ON true WHEN MATCHED THEN DELETE`,
    (q: string) => `CALL query(${quoted(q)})`,
  ],
  statement: [
    `ATTACH '${place}/other.duckdb' AS more`,
    "DETACH other",
    "USE other",
    `COPY secret TO '${place}/written.csv'`,
    `COPY secret FROM '${place}/canary.csv'`,
    `EXPORT DATABASE '${place}/written'`,
    `IMPORT DATABASE '${place}/written'`,
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 1",
    "SET GLOBAL memory_limit = '1GB'",
    "RESET threads",
    "PRAGMA enable_profiling",
    "PRAGMA database_list",
    "DROP TABLE secret",
    "TRUNCATE secret",
    "ALTER TABLE secret ADD COLUMN b INTEGER",
    "CREATE SEQUENCE made",
    "CREATE TYPE made AS ENUM ('a')",
    "VACUUM",
    "ANALYZE",
    "CHECKPOINT",
    "BEGIN",
    "COMMIT",
    "CALL pragma_version()",
    "SHOW TABLES",
    "SHOW ALL TABLES",
    "EXECUTE made",
    "DEALLOCATE made",
    "COMMENT ON TABLE secret IS 'x'",
  ],
});

/** Looks like an attack and is none, where it stands inside a text, a remark or a name. */
const decoys = [
  "DROP TABLE secret",
  "; DELETE FROM secret; --",
  "read_csv",
  "COPY secret TO",
  "ATTACH other",
  "FROM secret",
  "/* */",
  "*/ ; DROP TABLE secret; /*",
  "$$",
  "--",
  "PRAGMA x; SET y = 1",
  "INSTALL httpfs",
  "雇员；删除",
  "\u202e\u200b",
  "é̂",
  "😀",
];
const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export class StatementGrammar {
  readonly #draw: Random;
  readonly #attacks: ReturnType<typeof attacks>;
  /** Where a hostile part is still to be put, and what was put there. */
  #pending: "relation" | "text" | undefined;
  #put: string | undefined;
  #names = 0;
  /** CTEs that may be read here. */
  #scope: string[] = [];

  constructor(draw: Random, place: string) {
    this.#draw = draw;
    this.#attacks = attacks(place);
  }

  next(): GeneratedStatement {
    this.#pending = undefined;
    this.#put = undefined;
    this.#names = 0;
    this.#scope = [];
    const shape = this.#draw.uniform();
    if (shape < 0.45) return { sql: this.#finished(this.#query(3)), kind: "plain" };
    const hostile = this.#hostile();
    if (shape < 0.85) return hostile;
    const base = this.#chance(0.5) ? hostile.sql : this.#finished(this.#query(2));
    return { sql: this.#mangled(base), kind: "mangled" };
  }

  #hostile(): GeneratedStatement {
    const shape = this.#draw.uniform();
    if (shape < 0.6) {
      // Drawn until the part found a live place.
      for (;;) {
        this.#pending = this.#chance(0.7) ? "relation" : "text";
        this.#put = undefined;
        this.#scope = [];
        const sql = this.#finished(this.#query(3));
        if (this.#put !== undefined) return { sql, kind: "hostile", part: this.#put };
      }
    }
    this.#pending = undefined;
    const one = this.#pick(this.#attacks.statement);
    if (shape < 0.7) return { sql: this.#finished(this.#cased(one)), kind: "hostile", part: one };
    if (shape < 0.85) {
      const wrap = this.#pick(this.#attacks.whole);
      const sql = this.#finished(wrap(this.#select(1)));
      return { sql, kind: "hostile", part: wrap("…") };
    }
    const [first, second] = [this.#query(1), this.#chance(0.5) ? one : this.#query(1)];
    const gap = this.#pick([";", "; ", ";\n", ";;", `;${this.#remark()}`, `${this.#remark()};`, ";\u00a0"]);
    const sql = this.#chance(0.8) ? `${first}${gap}${second}` : `${this.#trap()}${gap}${second}`;
    return { sql: this.#finished(sql), kind: "hostile", part: `several statements: ${second.slice(0, 30)}` };
  }

  /** A text whose end is easily taken for another. Each is whole: what follows it is live. */
  #trap(): string {
    return this.#pick([
      "SELECT 'a\\'",
      "SELECT E'a\\\\'",
      "SELECT $$ ' $$",
      "SELECT $a$ $$ $a$",
      "SELECT '/*'",
      "SELECT '--'",
      'SELECT 1 AS "a"";"',
      "SELECT 1 /* ' */",
      "SELECT 1 /* /* */ ' */",
      "SELECT 1 -- '\n",
    ]);
  }

  /** A statement as a whole: query, remarks around it, perhaps its semicolon. */
  #finished(sql: string): string {
    const before = this.#chance(0.2) ? this.#gap() : "";
    const after = this.#pick(["", "", "", ";", " ;\n", `;${this.#remark()}`, this.#remark()]);
    return before + sql + after;
  }

  #query(depth: number): string {
    const outer = this.#scope;
    const wish = this.#draw.uniform();
    let sql: string;
    if (depth > 0 && wish < 0.25) sql = this.#with(depth);
    else if (depth > 0 && wish < 0.4) sql = this.#setOperation(depth);
    else if (wish < 0.45) sql = `TABLE${this.#gap()}${this.#name()}`;
    else if (wish < 0.5) sql = `FROM${this.#gap()}${this.#from(depth)}`;
    else if (depth > 0 && wish < 0.54) sql = `(${this.#query(depth - 1)})`;
    else sql = this.#select(depth);
    this.#scope = outer;
    return sql;
  }

  #select(depth: number): string {
    const relation = this.#from(depth);
    const where = this.#chance(0.5) ? `${this.#gap()}WHERE ${this.#condition(depth)}` : "";
    const group = this.#chance(0.3);
    const columns = group
      ? `${this.#text(0)} AS g, ${this.#aggregate(depth)}`
      : Array.from({ length: 1 + this.#draw.integer(3) }, () => this.#column(depth)).join(", ");
    const having = group && this.#chance(0.3) ? ` HAVING ${this.#aggregate(depth)} IS NOT NULL` : "";
    const order = this.#chance(0.3) ? ` ORDER BY ${this.#pick(["1", "1 DESC NULLS LAST", "ALL"])}` : "";
    const limit = this.#chance(0.4) ? ` LIMIT ${this.#pick(["5", "10 OFFSET 1", "50%", "(SELECT 3)"])}` : "";
    const word = this.#pick(["SELECT", "SELECT", "select", "SeLeCt", "SELECT DISTINCT"]);
    return `${word}${this.#gap()}${columns}${this.#gap()}FROM${this.#gap()}${relation}${where}${group ? " GROUP BY ALL" : ""}${having}${order}${limit}`;
  }

  #with(depth: number): string {
    const name = `c${this.#names++}`;
    if (this.#chance(0.25)) {
      const sql = `WITH RECURSIVE ${name}(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM ${name} WHERE i < 4)`;
      return `${sql} SELECT i, ${this.#text(0, true)} FROM ${name}`;
    }
    const hint = this.#pick(["", " MATERIALIZED", " NOT MATERIALIZED"]);
    const sql = `WITH ${name} AS${hint} (SELECT employee_id, department, level, hours, month FROM ${this.#from(depth - 1)})`;
    this.#scope = [...this.#scope, name];
    const rest = this.#query(depth - 1);
    return `${sql}${this.#gap()}${rest.startsWith("WITH") ? `FROM (${rest})` : rest}`;
  }

  #setOperation(depth: number): string {
    const word = this.#pick(["UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL"]);
    const side = (): string => `SELECT ${this.#text(depth - 1)} AS a FROM ${this.#from(depth - 1)}`;
    const [left, right] = [side(), side()];
    return this.#chance(0.5) ? `${left} ${word} ${right}` : `(${left})${this.#gap()}${word} (${right})`;
  }

  /** One relation with all columns, however it is come by. */
  #from(depth: number): string {
    if (this.#pending === "relation" && this.#chance(0.4)) return this.#hostileRelation();
    const wish = depth <= 0 ? 1 : this.#draw.uniform();
    const name = this.#name();
    const alias = `r${this.#names++}`;
    if (wish < 0.15) return `(${this.#whole(depth - 1)}) AS ${alias}`;
    if (wish < 0.3)
      return `${name} AS ${alias} ${this.#pick(["SEMI", "ANTI"])} JOIN (SELECT employee_id FROM ${this.#from(depth - 1)}) AS s${alias} USING (employee_id)`;
    if (wish < 0.4) return `${name} AS ${alias} TABLESAMPLE 50%`;
    if (wish < 0.5)
      return `${name} AS ${alias}, LATERAL (SELECT ${alias}.employee_id AS other_${alias}) AS l${alias}`;
    if (wish < 0.56) return `${name} AS ${alias} CROSS JOIN range(1, 3) AS f${alias}(i${alias})`;
    if (wish < 0.62)
      return `${name} AS ${alias} CROSS JOIN (VALUES (1, ${this.#decoyText()})) AS v${alias}(x${alias}, y${alias})`;
    return this.#chance(0.3) ? `${name} AS ${alias}` : name;
  }

  #whole(depth: number): string {
    return this.#pick([
      () => `SELECT * FROM ${this.#from(depth)}`,
      () => `FROM ${this.#from(depth)}`,
      () => `SELECT * FROM ${this.#from(depth)} WHERE ${this.#condition(depth)}`,
    ])();
  }

  #hostileRelation(): string {
    const attack = this.#pick(this.#attacks.relation);
    this.#pending = undefined;
    this.#put = attack;
    return this.#disguised(attack);
  }

  #name(): string {
    if (this.#scope.length > 0 && this.#chance(0.5)) return this.#pick(this.#scope);
    const name = this.#pick(relations);
    return this.#pick([
      name,
      name,
      name.toUpperCase(),
      `"${name}"`,
      `"${name[0]!.toUpperCase()}${name.slice(1)}"`,
    ]);
  }

  #column(depth: number): string {
    const sql = this.#pick([
      () => this.#text(depth),
      () => this.#number(depth),
      () => `(${this.#condition(depth)})`,
      () =>
        this.#pick(["month", "date_trunc('month', month)", "month + INTERVAL 1 MONTH", "last_day(month)"]),
      () => `row_number() OVER (PARTITION BY ${this.#text(0)} ORDER BY ${this.#number(0)})`,
      () => `lag(${this.#text(0)}) OVER (ORDER BY month ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)`,
    ])();
    if (!this.#chance(0.4)) return sql;
    return `${sql} AS ${this.#chance(0.6) ? `a${this.#names++}` : `"${this.#pick(decoys).replaceAll('"', '""')}"`}`;
  }

  #text(depth: number, isAlone = false): string {
    if (this.#pending === "text" && this.#chance(0.4)) {
      const attack = this.#pick(this.#attacks.text);
      this.#pending = undefined;
      this.#put = attack;
      return this.#disguised(attack);
    }
    if (isAlone) return this.#decoyText();
    if (depth <= 0) return this.#pick([...lentColumns.t, ...lentColumns.t, this.#decoyText()]);
    return this.#pick([
      () => `upper(${this.#text(depth - 1)})`,
      () => `${this.#text(depth - 1)} || ${this.#text(depth - 1)}`,
      () => `CASE WHEN ${this.#condition(depth - 1)} THEN ${this.#text(depth - 1)} ELSE ${this.#text(0)} END`,
      () => `coalesce(${this.#text(depth - 1)}, ${this.#decoyText()})`,
      () => `CAST(${this.#number(depth - 1)} AS VARCHAR)`,
      () => `(SELECT max(employee_id) FROM ${this.#from(depth - 1)})`,
      () => `replace(${this.#text(depth - 1)}, ${this.#decoyText()}, ${this.#decoyText()})`,
      () => `list_transform([${this.#text(depth - 1)}], lambda x: x || '!')[1]`,
      () => `substring(${this.#text(depth - 1)}${this.#gap()}FROM 1 FOR 2)`,
    ])();
  }

  #number(depth: number): string {
    if (depth <= 0) return this.#pick([...lentColumns.n, "1", "-2.5", "1e3", "1_000", "NULL::DOUBLE"]);
    return this.#pick([
      () => `(${this.#number(depth - 1)} ${this.#pick(["+", "-", "*"])} ${this.#number(depth - 1)})`,
      () => `round(abs(${this.#number(depth - 1)}), 1)`,
      () => `length(${this.#text(depth - 1)})`,
      () => `(SELECT count(*) FROM ${this.#from(depth - 1)})`,
      () => `TRY_CAST(${this.#text(depth - 1)} AS INTEGER)`,
      () => `nullif(${this.#number(depth - 1)}, ${this.#number(0)})`,
    ])();
  }

  #aggregate(depth: number): string {
    return this.#pick([
      () => "count(*)",
      () => "count(DISTINCT employee_id)",
      () => `sum(${this.#number(0)}) FILTER (WHERE ${this.#condition(0)})`,
      () => `string_agg(${this.#text(Math.min(0, depth))}, ${this.#decoyText()} ORDER BY month)`,
      () => "median(hours)",
      () => "quantile_cont(hours, [0.25, 0.75])",
    ])();
  }

  #condition(depth: number): string {
    if (depth <= 0)
      return this.#pick([
        () => `employee_id <> ${this.#decoyText()}`,
        () => "level IS NOT NULL",
        () => "month >= DATE '2024-01-01'",
        () => `department LIKE ${this.#decoyText()}`,
      ])();
    return this.#pick([
      () => `${this.#text(depth - 1)} = ${this.#text(depth - 1)}`,
      () => `${this.#number(depth - 1)} BETWEEN ${this.#number(0)} AND ${this.#number(0)}`,
      () => `employee_id${this.#gap()}IN (SELECT employee_id FROM ${this.#from(depth - 1)})`,
      () => `EXISTS (SELECT 1 FROM ${this.#from(depth - 1)})`,
      () => `NOT (${this.#condition(depth - 1)} OR ${this.#condition(depth - 1)})`,
      () => `${this.#condition(depth - 1)} AND ${this.#condition(depth - 1)}`,
      () => `regexp_matches(${this.#text(depth - 1)}, '^s')`,
      () => `${this.#text(depth - 1)} IN (${this.#decoyText()}, ${this.#decoyText()})`,
    ])();
  }

  /** A constant text whose content is meant to frighten. */
  #decoyText(): string {
    const content = this.#pick(decoys);
    const dollar = this.#pick(["$$", "$tag$"]);
    return this.#pick([
      () => quoted(content),
      () => quoted(`${content}'`),
      () => `E'${content.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}\\''`,
      () => (content.includes("$") ? quoted(content) : `${dollar}${content} '${dollar}`),
      () => quoted(content).replace("*", "\\"),
    ])();
  }

  #remark(): string {
    const content = this.#pick(decoys).replaceAll("*/", "* /").replaceAll("/*", "/ *");
    return this.#pick([`/* ${content} ' */`, `-- ${content} '\n`, "/* /* */ ; */", "--\n"]);
  }

  #gap(): string {
    const wish = this.#draw.uniform();
    if (wish < 0.7) return " ";
    if (wish < 0.845) return this.#pick(["\n", "\t", "  ", "\r\n"]);
    if (wish < 0.85) return this.#pick(["\u00a0", "\u3000"]);
    return ` ${this.#remark()} `;
  }

  /** The same attack in other letters, in quotes, or with a gap before its brackets. */
  #disguised(attack: string): string {
    const [, name, rest] = /^([a-z_]+)(\(.*)?$/s.exec(attack) ?? [];
    if (name === undefined) return attack;
    const isCall = rest !== undefined;
    const shown = this.#pick([name, name, this.#cased(name), isCall ? `"${name}"` : name]);
    return `${shown}${isCall ? this.#pick(["", "", this.#gap()]) + rest : ""}`;
  }

  #cased(text: string): string {
    // Words before the first quote only: what is quoted is a name or a place.
    const at = text.search(/['"]/);
    const words = at < 0 ? text : text.slice(0, at);
    const cased = [...words].map((c) => (this.#chance(0.5) ? c.toUpperCase() : c.toLowerCase())).join("");
    return cased + text.slice(words.length);
  }

  #mangled(sql: string): string {
    const pieces = sql.split(/(\s+|[(),;'"])/).filter((piece) => piece !== "");
    const at = this.#draw.integer(pieces.length);
    const strange = this.#pick([
      ";",
      "'",
      '"',
      "$$",
      "/*",
      "*/",
      "--",
      "(",
      ")",
      "\n",
      "\0",
      "\\",
      "FROM secret",
      "; DROP TABLE secret",
      "UNION FROM secret",
    ]);
    this.#pick([
      () => pieces.splice(at, 1),
      () => pieces.splice(at, 0, pieces[at]!),
      () => pieces.splice(at, 0, strange),
      () => pieces.splice(at, 1, strange),
      () => pieces.splice(at, 0, ...pieces.splice(this.#draw.integer(pieces.length), 2)),
    ])();
    return pieces.join("");
  }

  #chance(share: number): boolean {
    return this.#draw.uniform() < share;
  }
  #pick<T>(items: readonly T[]): T {
    return items[this.#draw.integer(items.length)]!;
  }
}
