// An answer that was cut → a sentence that says so; nothing when it is whole.
import type { Bilingual } from "../locale.js";
import type { SqlAnswer } from "./run-sql.js";

export function sqlNotice({
  cut,
  rows,
  limits,
}: Pick<SqlAnswer, "cut" | "rows" | "limits">): Bilingual | undefined {
  if (cut === null) return undefined;
  const n = rows.toLocaleString("en");
  const megabytes = Math.round(limits.bytes / 2 ** 20);
  return cut === "rows"
    ? {
        en: `Only the first ${n} rows are here: the statement gives more. Aggregate, filter, or ask for more rows.`,
        zh: `此处只有前 ${n} 行：语句的结果不止这些。请聚合、筛选，或调高行数上限。`,
      }
    : {
        en: `Only the first ${n} rows are here: the result is larger than ${megabytes} MB. Choose fewer columns or shorter texts.`,
        zh: `此处只有前 ${n} 行：结果超过 ${megabytes} MB。请减少列或缩短文本。`,
      };
}
