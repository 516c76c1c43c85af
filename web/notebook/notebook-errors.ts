// What can be wrong with a notebook file, in both languages.
import { defineErrors } from "../../engine/errors.js";

export const notebookErrors = defineErrors({
  notebook_front_matter: {
    message: {
      en: "{file}: expected YAML front matter between --- lines with a title; found {found} (line {line}).",
      zh: "{file}：文件开头应有由 --- 包围、含 title 的 YAML 前言；实际为{found}（第 {line} 行）。",
    },
    hint: {
      en: "Begin the file with ---, title: …, --- and run it again.",
      zh: "请在文件开头写上 ---、title: …、---，再次运行。",
    },
  },
  notebook_cell: {
    message: {
      en: "{file}, line {line}: expected a {kind} cell as YAML such as “metrics: [headcount]”; found {found}.",
      zh: "{file} 第 {line} 行：{kind} 单元应为 YAML，如“metrics: [headcount]”；实际为{found}。",
    },
    hint: {
      en: "Mend the cell; cells above it ran, cells below it did not.",
      zh: "请修改该单元；其上的单元已运行，其下的未运行。",
    },
  },
  notebook_sql_cell: {
    message: {
      en: "{file}, line {line}: the sql cell was not answered: {found}",
      zh: "{file} 第 {line} 行：sql 单元未得到结果：{found}",
    },
    hint: {
      en: "Mend the statement; cells above it ran, cells below it did not.",
      zh: "请修改语句；其上的单元已运行，其下的未运行。",
    },
  },
  notebook_unknown_cell: {
    message: {
      en: "{file}, line {line}: cells of kind {kind} are not run yet; metric, chart and sql are.",
      zh: "{file} 第 {line} 行：暂不支持 {kind} 单元；可用 metric、chart 与 sql。",
    },
    hint: {
      en: "Use a metric, chart or sql cell, or mark plain code with another language such as text.",
      zh: "请改用 metric、chart 或 sql 单元；若只是代码示例，请标为 text 等其他语言。",
    },
  },
  notebook_parameter: {
    message: {
      en: "{file}: the notebook has no parameter {name}; it has {known}.",
      zh: "{file}：笔记本没有参数 {name}；已有参数：{known}。",
    },
    hint: {
      en: "Use one of its parameters, as in --param from=2025-01.",
      zh: "请使用已有参数，例如 --param from=2025-01。",
    },
  },
  notebook_not_found: {
    message: { en: "No notebook {file}.", zh: "没有名为 {file} 的笔记本。" },
    hint: {
      en: "Check the path; shipped ones are in the folder notebooks.",
      zh: "请检查路径；自带的笔记本在 notebooks 文件夹。",
    },
  },
});
