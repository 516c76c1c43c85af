// Names and values → SQL text that cannot be broken out of. Values bind as parameters wherever DuckDB allows it.

/** `a"b` → `"a""b"`. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `O'Neil` → `'O''Neil'`; for places that take no parameter (file names in COPY, read_parquet). */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
