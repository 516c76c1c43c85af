// Answered notebook → one HTML file that stands alone: prose, tables with intervals, charts as SVG, evidence.
import { readFileSync } from "node:fs";
import type { Locale } from "../../engine/locale.js";
import { assetPath } from "../../engine/asset.js";
import { isTimeGrain } from "../../engine/metrics/metric-query.js";
import { palettes } from "../report/chart-palette.js";
import { suggestCharts } from "../report/chart-rules.js";
import type { FieldCatalogue } from "../report/field-catalogue.js";
import type { Row } from "../report/report-data.js";
import { renderSvg } from "../report/render-svg.js";
import { reportShape } from "../report/report-shape.js";
import { shownColumns, tableCell } from "../report/table-cells.js";
import { toVegaLite } from "../report/vega-lite.js";
import { escape } from "./escape-html.js";
import { renderSqlCell } from "./render-sql-cell.js";
import type { AnsweredCell, AnsweredNotebook } from "./run-notebook.js";

export interface RenderOptions {
  locale: Locale;
  currency: string;
  /** Traits of the fields that the chart rules need. */
  catalogue: FieldCatalogue;
}

/** Each chart is laid out for the page and for a phone, never scaled: its text keeps its size. */
const chartWidths = { wide: 704, narrow: 344 };

const words = {
  en: {
    total: "All",
    receipt: "Receipt",
    data: "Data",
    ran: "Run",
    covers: "Months",
    none: "No rows.",
    asTable: "As table",
  },
  zh: {
    total: "合计",
    receipt: "凭证",
    data: "数据版本",
    ran: "运行于",
    covers: "月份",
    none: "没有数据行。",
    asTable: "看表格",
  },
};

export async function renderNotebook(notebook: AnsweredNotebook, options: RenderOptions): Promise<string> {
  const body: string[] = [];
  for (const block of notebook.blocks)
    if (block.kind === "prose") body.push(block.html);
    else
      body.push(
        block.kind === "sql" ? renderSqlCell(block, options.locale) : await renderCell(block, options),
      );
  const t = words[options.locale];
  return `<!doctype html>
<html lang="${options.locale === "zh" ? "zh-CN" : "en"}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escape(notebook.title)}</title>
<style>${readFileSync(assetPath(import.meta.url, "./notebook.css"), "utf8")}</style></head>
<body><main>
<h1>${escape(notebook.title)}</h1>
${notebook.question ? `<p class="question">${escape(notebook.question)}</p>` : ""}
${body.join("\n")}
<footer>${t.ran} ${escape(notebook.ranAt.slice(0, 16).replace("T", " "))} UTC · ${t.data} ${escape(notebook.snapshot.slice(0, 12))}</footer>
</main></body></html>
`;
}

async function renderCell(cell: AnsweredCell, options: RenderOptions): Promise<string> {
  const t = words[options.locale];
  const { data } = cell;
  const inner = cell.kind === "chart" ? await chartOf(cell, options) : tableOf(cell, options);
  const warnings = data.warnings.map((w) => `<li>${escape(w.text[options.locale])}</li>`).join("");
  return `<figure>
${cell.title ? `<figcaption>${escape(cell.title)}</figcaption>` : ""}
${inner}
${warnings ? `<ul class="warnings">${warnings}</ul>` : ""}
<p class="receipt">${t.covers} ${escape(data.from)} – ${escape(data.to)} · ${t.receipt} ${escape(data.receipt.id)}</p>
</figure>`;
}

async function chartOf(cell: AnsweredCell, options: RenderOptions): Promise<string> {
  const { locale, catalogue, currency } = options;
  const shape = reportShape(cell.report, catalogue, cell.data);
  const kind = cell.chart ?? suggestCharts(shape).find(({ possible }) => possible)?.kind;
  if (!kind || kind === "heat_table") return tableOf(cell, options);
  const adds = catalogue.metrics.filter((metric) => metric.adds).map(({ id }) => id);
  const label = escape(cell.title || cell.report.metrics.join(", "));
  const drawn = await Promise.all(
    Object.entries(chartWidths).map(async ([name, width]) => {
      const frame = { width, palette: palettes.light, locale };
      const { svg } = await renderSvg(
        toVegaLite(cell.report, cell.data, kind, { frame, currency, adds }),
        frame,
      );
      return `<div class="chart ${name}">${svg.replace("<svg ", `<svg role="img" aria-label="${label}" `)}</div>`;
    }),
  );
  return `${drawn.join("\n")}
<details><summary>${words[locale].asTable}</summary>${tableOf(cell, options)}</details>`;
}

function tableOf({ data }: AnsweredCell, { locale, currency }: RenderOptions): string {
  const shown = shownColumns(data.columns);
  const groups = shown.filter(({ role }) => role !== "metric");
  if (data.rows.length === 0) return `<p>${words[locale].none}</p>`;
  const cellOf = (row: Row, column: (typeof shown)[number]) => {
    const { text, small, refused } = tableCell(data.columns, column, row, locale, currency);
    if (column.role !== "metric") return `<th scope="row">${escape(text)}</th>`;
    if (refused) return `<td class="refused">${escape(refused)}</td>`;
    return `<td>${escape(text)}${small ? `<small>${escape(small)}</small>` : ""}</td>`;
  };
  const rowOf = (row: Row) => `<tr>${shown.map((column) => cellOf(row, column)).join("")}</tr>`;
  const head = shown
    .map(
      ({ label, role }) =>
        `<th scope="col"${role === "metric" ? ' class="n"' : ""}>${escape(label[locale])}</th>`,
    )
    .join("");
  const overTimeOnly = groups.every(({ name }) => isTimeGrain(name));
  const foot =
    groups.length > 0 && data.total && data.rows.length > 1 && !overTimeOnly
      ? `<tfoot><tr><th scope="row" colspan="${groups.length}">${words[locale].total}</th>${shown
          .filter(({ role }) => role === "metric")
          .map((column) => cellOf(data.total!, column))
          .join("")}</tr></tfoot>`
      : "";
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${data.rows.map(rowOf).join("")}</tbody>${foot}</table></div>`;
}
