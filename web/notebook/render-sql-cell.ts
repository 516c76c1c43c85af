// Answered `sql` cell → a table with its statement folded away, its notice and its receipt.
import { sqlText } from "../../engine/analyst-sql/sql-rows.js";
import type { Locale } from "../../engine/locale.js";
import { escape } from "./escape-html.js";
import type { AnsweredSqlCell } from "./run-notebook.js";

const words = {
  en: { receipt: "Receipt", statement: "Statement", none: "No rows." },
  zh: { receipt: "凭证", statement: "语句", none: "没有数据行。" },
};

export function renderSqlCell(cell: AnsweredSqlCell, locale: Locale): string {
  const { title, columns, rows, notice, receipt } = cell;
  const t = words[locale];
  const isNumber = columns.map(({ kind }) => kind === "double" || kind === "integer");
  const number = new Intl.NumberFormat(locale === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 4 });
  const cellOf = (value: (typeof rows)[number][string], i: number): string =>
    typeof value === "number"
      ? `<td>${escape(number.format(value))}</td>`
      : `<td${isNumber[i] ? "" : ' class="text"'}>${escape(sqlText(value ?? null))}</td>`;
  const head = columns
    .map(({ name }, i) => `<th scope="col"${isNumber[i] ? ' class="n"' : ""}>${escape(name)}</th>`)
    .join("");
  const body = rows
    .map((row) => `<tr>${columns.map(({ name }, i) => cellOf(row[name] ?? null, i)).join("")}</tr>`)
    .join("");
  const table =
    rows.length === 0
      ? `<p>${t.none}</p>`
      : `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
  return `<figure>
${title ? `<figcaption>${escape(title)}</figcaption>` : ""}
${table}
${notice ? `<ul class="warnings"><li>${escape(notice[locale])}</li></ul>` : ""}
<details><summary>${t.statement}</summary><pre><code>${escape(receipt.statement)}</code></pre></details>
<p class="receipt">${t.receipt} ${escape(receipt.id)}</p>
</figure>`;
}
