// SQL → values: the only file that talks to DuckDB's driver.
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import type { Table } from "apache-arrow";
import { arrowTable, type ColumnData } from "./arrow-table.js";
import { ColumnBuilder, columnType, type SourceVector } from "./column-builder.js";

export type SqlValue = string | number | boolean | bigint | null;
export type Row = Record<string, SqlValue>;

export interface DatabaseOptions {
  /** File of the cache; in memory when left out. */
  path?: string;
  readOnly?: boolean;
  /** DuckDB memory limit, e.g. "4GB"; its own default (80 % of RAM) when left out. */
  memoryLimit?: string;
  threads?: number;
  tempDirectory?: string;
}

/** SQL text that failed travels with the failure. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  constructor(
    readonly sql: string,
    readonly reason: string,
  ) {
    super(`${reason}\n  in: ${sql.length > 2000 ? `${sql.slice(0, 2000)}…` : sql}`);
  }
}

/**
 * One DuckDB instance. Statements are serialised on one connection; `stream` opens a connection of its own, because
 * a second statement on a connection silently ends an open stream.
 */
export class Database {
  #queue: Promise<unknown> = Promise.resolve();
  readonly #closing: (() => void)[] = [];
  #isClosed = false;
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(options: DatabaseOptions = {}): Promise<Database> {
    const config: Record<string, string> = {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    };
    if (options.readOnly) config.access_mode = "READ_ONLY";
    // Tried on every text column written, and beaten by the dictionary on each of ours: a quarter of the time of writing.
    else config.disabled_compression_methods = "fsst";
    if (options.memoryLimit) config.memory_limit = options.memoryLimit;
    if (options.threads) config.threads = String(options.threads);
    if (options.tempDirectory) config.temp_directory = options.tempDirectory;
    const instance = await DuckDBInstance.create(options.path ?? ":memory:", config);
    return new Database(instance, await instance.connect());
  }

  /** Runs one or more statements without parameters, or one with. */
  async run(sql: string, params: SqlValue[] = []): Promise<void> {
    await this.#inTurn(sql, async () => {
      if (params.length > 0) await this.connection.run(sql, params as DuckDBValue[]);
      else await this.connection.run(sql);
    });
  }

  /** Small results as plain rows: dates and timestamps as ISO text, big integers and decimals as numbers. */
  async rows<R extends object = Row>(sql: string, params: SqlValue[] = []): Promise<R[]> {
    return this.#inTurn(sql, async () => {
      const reader = await this.connection.runAndReadAll(sql, params as DuckDBValue[]);
      const names = reader.deduplicatedColumnNames();
      return reader.getRows().map((row) => {
        const record: Row = {};
        for (let i = 0; i < names.length; i++) record[names[i]!] = plain(row[i]);
        return record as R;
      });
    });
  }

  /** The single row that the statement must return. */
  async row<R extends object = Row>(sql: string, params: SqlValue[] = []): Promise<R> {
    const rows = await this.rows<R>(sql, params);
    if (rows.length !== 1) throw new Error(`expected one row, found ${rows.length}: ${sql}`);
    return rows[0]!;
  }

  /**
   * Results of any size as typed arrays, on a connection of its own: runs beside other statements and sees only what
   * is committed. Whole numbers beyond 32 bits and decimals become doubles; types without an array become text.
   */
  async columns(
    sql: string,
    params: readonly SqlValue[] = [],
  ): Promise<{ columns: ColumnData[]; length: number }> {
    const connection = await this.instance.connect();
    try {
      const result = await connection.stream(sql, [...params] as DuckDBValue[]);
      const builders = result
        .deduplicatedColumnNames()
        .map((name, i) => new ColumnBuilder(name, columnType(result.columnType(i).toString())));
      let length = 0;
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) break;
        length += chunk.rowCount;
        for (const [i, builder] of builders.entries())
          builder.add(chunk.getColumnVector(i) as unknown as SourceVector);
      }
      return { columns: builders.map((builder) => builder.finish()), length };
    } catch (error) {
      throw new DatabaseError(sql, error instanceof Error ? error.message : String(error));
    } finally {
      connection.closeSync();
    }
  }

  /** The same as an Arrow table; text is dictionary-encoded. */
  async arrow(sql: string, params: readonly SqlValue[] = []): Promise<Table> {
    const { columns, length } = await this.columns(sql, params);
    return arrowTable(columns, length);
  }

  /** All or nothing. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("BEGIN");
    try {
      const result = await work();
      await this.run("COMMIT");
      return result;
    } catch (error) {
      await this.run("ROLLBACK");
      throw error;
    }
  }

  /** Stops the running statement of the main connection. */
  interrupt(): void {
    this.connection.interrupt();
  }

  /** Done when the database has been closed: others that close with it, files that go. */
  onClose(work: () => void): void {
    this.#closing.push(work);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.connection.closeSync();
    this.instance.closeSync();
    for (const work of this.#closing) work();
  }

  /** A further connection on the same instance; the caller closes it. For engine/ only. */
  async connect(): Promise<DuckDBConnection> {
    return this.instance.connect();
  }

  #inTurn<T>(sql: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work).catch((error: unknown) => {
      throw new DatabaseError(sql, error instanceof Error ? error.message : String(error));
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** Driver value → plain value. */
function plain(value: DuckDBValue | undefined): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "object" && "toDouble" in value && typeof value.toDouble === "function")
    return (value.toDouble as () => number)();
  return String(value);
}
