// Staged rows → findings about single cells: type, required, range, known category.
import type { Column } from "../../../datasets/contracts/index.js";
import type { Database } from "../../database.js";
import type { Bilingual } from "../../locale.js";
import { identifier, literal } from "../../sql.js";
import { recordFindings, type Rule } from "../finding.js";
import { headerOf } from "../plan.js";
import type { StagedRows } from "../staged-rows.js";

interface CellRule {
  rule: Rule;
  condition: string;
  expected: Bilingual;
}

/** One pass counts all rules at once; only rules with offenders are read again. Returns the rows with a finding. */
export async function checkCells(
  db: Database,
  staged: StagedRows,
  part: number,
  today: string,
): Promise<void> {
  const rules = staged.columns.flatMap((column) =>
    cellRules(column, today, staged.typed.has(column.name)).map((rule) => ({ column, ...rule })),
  );
  const counts = await db.row<Record<string, number>>(
    `SELECT ${rules.map((r, i) => `count(*) FILTER (WHERE ${r.condition}) AS n${i}`).join(", ")} FROM ${identifier(staged.relation)}`,
  );
  for (const [i, { column, rule, condition, expected }] of rules.entries()) {
    if (!counts[`n${i}`]) continue;
    const text = identifier(`t_${column.name}`);
    await recordFindings(db, {
      part,
      table: staged.plan.contract.table,
      rule,
      column: headerOf(staged.plan, staged.plan.columns.get(column.name)!),
      expected,
      select: `SELECT rid, source_row, ${literal(staged.plan.raw.label)} AS source_file, ${text} AS found FROM ${identifier(staged.relation)} WHERE ${condition}`,
    });
  }
}

function cellRules(column: Column, today: string, isTyped: boolean): CellRule[] {
  const text = identifier(`t_${column.name}`);
  const value = identifier(`v_${column.name}`);
  const rules: CellRule[] = [];
  if (column.required)
    rules.push({
      rule: "required",
      condition: `${isTyped ? value : text} IS NULL`,
      expected: {
        en: `a filled-in “${column.label.en}”`,
        zh: `已填写的“${column.label.zh}”`,
      },
    });
  if (column.type !== "text" && !isTyped)
    rules.push({
      rule: column.type === "category" ? "level" : "type",
      condition: `${text} IS NOT NULL AND ${value} IS NULL${column.name === "valid_to" ? ` AND NOT (${farAhead(text)})` : ""}`,
      expected: typeText(column),
    });
  if (column.range) {
    const [low, high] = column.range.map((edge) => (edge === "today" ? today : edge));
    const bounds =
      typeof low === "number"
        ? `${low} AND ${high}`
        : `${column.type} ${literal(String(low))} AND ${column.type} ${literal(String(high))}`;
    rules.push({
      rule: "range",
      condition: `${value} NOT BETWEEN ${bounds}`,
      expected: { en: `${low} to ${high}`, zh: `${low} 至 ${high}` },
    });
  }
  return rules;
}

/** 9999-12-31 and the like mean "open" in an end date. */
const farAhead = (text: string): string => `regexp_matches(${text}, '(^|\\D)(29|[3-9]\\d)\\d\\d(\\D|$)')`;

function typeText(column: Column): Bilingual {
  switch (column.type) {
    case "integer":
      return { en: "a whole number", zh: "整数" };
    case "decimal":
      return { en: "a number such as 1234.5", zh: "数字，如 1234.5" };
    case "boolean":
      return { en: "yes or no", zh: "是或否" };
    case "date":
      return { en: "a date such as 2024-05-31", zh: "日期，如 2024-05-31" };
    case "time":
      return { en: "a time such as 09:05", zh: "时间，如 09:05" };
    case "timestamp":
      return { en: "a date and time such as 2024-05-31 09:05", zh: "日期时间，如 2024-05-31 09:05" };
    default: {
      const levels = Object.entries(column.levels ?? {});
      return {
        en: levels.map(([level]) => level).join(", "),
        zh: levels.map(([level, words]) => words.find((w) => /\p{Script=Han}/u.test(w)) ?? level).join("、"),
      };
    }
  }
}
