// The page on sources.
export const data = {
  "data.crumb": { en: "Data", zh: "数据" },
  "data.h1": {
    en: "{count, plural, =0 {Nothing has been imported yet} one {One source, {people} people} other {# sources, {people} people}}",
    zh: "{count, plural, =0 {还没有导入数据} other {# 个数据源，{people}人}}",
  },
  "data.h1_loading": { en: "Where the numbers come from", zh: "数字从哪里来" },
  "data.history": { en: "History", zh: "历史" },
  "data.rejected_all": { en: "Rejected rows", zh: "拒收行数" },
  "data.none": { en: "none", zh: "无" },
  "data.fig_sources": { en: "What is here, and how fresh it is", zh: "已有数据及其新鲜度" },
  "data.how_sources": {
    en: "Rows in force, the dates they cover, and the days since the last import.",
    zh: "有效行数、覆盖日期，以及距上次导入的天数。",
  },
  "data.source": { en: "Source", zh: "数据源" },
  "data.rows": { en: "Rows", zh: "行数" },
  "data.covers": { en: "Covers", zh: "覆盖" },
  "data.imported": { en: "Imported", zh: "导入时间" },
  "data.rejected": { en: "Rejected", zh: "拒收" },
  "data.days_old": {
    en: "{days, plural, =0 {today} one {yesterday} other {# days ago}}",
    zh: "{days, plural, =0 {今天} =1 {昨天} other {# 天前}}",
  },
  "data.fig_missing": { en: "What would add to it", zh: "还可以补充什么" },
  "data.how_missing": {
    en: "Each source unlocks more. A table with these columns, in English or Chinese, is recognised as it is.",
    zh: "每种数据都会带来更多分析。表头为下列中文或英文列名即可识别。",
  },
  "data.unlocks": { en: "Unlocks: {what}", zh: "可解锁：{what}" },
  "data.columns": { en: "Columns", zh: "所需列" },
  "data.required": { en: "required", zh: "必填" },
  "data.how_import": { en: "How to import", zh: "如何导入" },
  "data.command": {
    en: "In a terminal, CSV, XLSX, Parquet, zip or a folder, all or nothing:",
    zh: "在终端导入 CSV、XLSX、Parquet、zip 或文件夹；要么全部成功，要么不改动：",
  },
  "data.after": {
    en: "This page shows the new data by itself. Rejected rows stand in rejects.csv of the import, each with its reason.",
    zh: "导入后本页自动更新。被拒收的行及原因写在该次导入的 rejects.csv 中。",
  },
  "data.unlocked": { en: "Unlocked", zh: "已解锁" },
  "data.doing": { en: "Reading the imports", zh: "正在读取导入数据" },
  "data.empty_title": { en: "This workspace is empty", zh: "工作区还是空的" },
  "data.empty": {
    en: "Import a list of employees and a list of leavers to begin.",
    zh: "请先导入员工花名册和离职名单。",
  },
} as const;
