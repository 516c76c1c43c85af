// Rows of text → columns that line up in a terminal; Chinese characters take two places.

/** Width in terminal cells. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/u.test(
        char,
      )
        ? 2
        : 1;
  return width;
}

/** The first row is the header. Columns named in `right` are set flush right. */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, i) =>
    rows.reduce((widest, row) => Math.max(widest, displayWidth(row[i] ?? "")), 0),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const space = " ".repeat(Math.max(0, widths[i]! - displayWidth(cell)));
        return right.includes(i) ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return [line(rows[0] ?? []), widths.map((w) => "─".repeat(w)).join("  "), ...rows.slice(1).map(line)].join(
    "\n",
  );
}
