// What charts and tables say, both languages.
export const chart = {
  "chart.copy_failed": {
    en: "Not copied: it could not be noted in the journal",
    zh: "未复制：无法记入日志",
  },
  "chart.copy_csv": { en: "Copy as CSV", zh: "复制为 CSV" },
  "chart.copied": { en: "Copied", zh: "已复制" },
  "chart.total": { en: "All", zh: "合计" },
  "chart.sort_by": { en: "Sort by {column}", zh: "按{column}排序" },
  "chart.rows": { en: "{count, plural, one {# row} other {# rows}}", zh: "{count} 行" },
  "chart.no_rows": { en: "No rows.", zh: "没有数据行。" },
  "chart.more_rows": {
    en: "Showing the first {shown} of {count} rows; copying as CSV takes all.",
    zh: "显示前 {shown} 行，共 {count} 行；复制 CSV 包含全部。",
  },
  "chart.open_evidence": { en: "Where {what} comes from", zh: "查看{what}的来历" },
} as const;
