// One table of the dictionary → its columns as rows: name, type and unit, rules, accepted headers; what was sought is marked.
import { html, nothing, type TemplateResult } from "lit";
import type { DictionaryColumn, DictionaryTable } from "../../../engine/ingest/data-dictionary.js";
import type { MessageKey } from "../messages/index.js";
import { say, t } from "../t.js";

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");

const textsOf = (column: DictionaryColumn): string[] => [
  column.name,
  column.label.en,
  column.label.zh,
  ...column.headers.en,
  ...column.headers.zh,
];

/** Does the table, one of its columns or a header carry the text? Case, spaces and underscores do not count. */
export function matches(table: DictionaryTable, sought: string): boolean {
  const needle = plain(sought);
  return [table.table, table.title.en, table.title.zh, ...table.columns.flatMap(textsOf)].some((text) =>
    plain(text).includes(needle),
  );
}

export const columnTable = (table: DictionaryTable, sought: string): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${say(table.title)}>
    <table>
      <thead>
        <tr>
          <th>${t("dictionary.column")}</th>
          <th>${t("dictionary.type")}</th>
          <th>${t("dictionary.rule")}</th>
          <th>${t("dictionary.headers")}</th>
        </tr>
      </thead>
      <tbody>
        ${table.columns.map(
          (column) =>
            html`<tr>
              <th scope="row">
                ${say(column.label)}<span class="sub"><code>${column.name}</code></span>
              </th>
              <td>
                ${t(`dictionary.type_${column.type}` as MessageKey)}${
                  column.unit
                    ? html`<span class="sub">${t(`dictionary.unit_${column.unit}` as MessageKey)}</span>`
                    : nothing
                }
              </td>
              <td>${rules(column)}</td>
              <td class="spellings">${spellings(column, sought)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const edge = (value: string | number): string => (value === "today" ? t("dictionary.today") : String(value));

function rules(column: DictionaryColumn): TemplateResult[] {
  const { references, range, levels } = column;
  const texts = [
    column.isKey ? t("dictionary.key") : column.required ? t("dictionary.required") : "",
    references ? t("dictionary.refers", { column: references }) : "",
    range ? t("dictionary.range", { from: edge(range.from), to: edge(range.to) }) : "",
    levels.map(({ level }) => level).join(" · "),
    column.protected ? t("dictionary.protected") : "",
  ];
  return texts.filter((text) => text !== "").map((text) => html`<span class="rule-line">${text}</span>`);
}

function spellings({ headers }: DictionaryColumn, sought: string): (TemplateResult | string)[] {
  const needle = plain(sought);
  const all = [...headers.zh, ...headers.en];
  return all.flatMap((header, i) => [
    ...(i > 0 ? [" · "] : []),
    needle !== "" && plain(header).includes(needle) ? html`<mark>${header}</mark>` : header,
  ]);
}
