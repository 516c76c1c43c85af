// What a person can mend about a flat table given to be evaluated: its shape, and what is left of it to learn from.
import { defineErrors } from "../engine/errors.js";

export const tableErrors = defineErrors({
  table_missing: {
    message: {
      en: "{file} {problem, select, EISDIR {is a folder, not a file} EACCES {may not be read} other {does not exist}}",
      zh: "{file} {problem, select, EISDIR {是文件夹，不是文件} EACCES {无读取权限} other {不存在}}",
    },
    hint: {
      en: "Check the path; a CSV file with a header row is expected.",
      zh: "请检查路径；应为带标题行的 CSV 文件。",
    },
  },
  out_unwritable: {
    message: {
      en: "{file} (--out) cannot be written: {problem, select, EISDIR {it is a folder} EACCES {no right to write there} EROFS {the disk is read-only} other {its folder cannot be made ({problem})}}",
      zh: "无法写入 {file}（--out）：{problem, select, EISDIR {它是一个文件夹} EACCES {没有写入权限} EROFS {磁盘为只读} other {无法创建其文件夹（{problem}）}}",
    },
    hint: {
      en: "Nothing was computed. Name a file in a folder that you may write to.",
      zh: "尚未进行任何计算。请指定可写文件夹中的文件。",
    },
  },
  table_ragged: {
    message: {
      en: "{file}, row {row}: {found} cells, but the header has {expected}",
      zh: "{file} 第 {row} 行：有 {found} 个单元格，而标题行有 {expected} 个",
    },
    hint: {
      en: "The first row must be the header: remove titles above it, and put texts that hold the delimiter “{delimiter}” in quotes.",
      zh: "第一行必须是标题行：请删除其上方的说明文字，并为含有分隔符“{delimiter}”的文字加引号。",
    },
  },
  table_empty: {
    message: {
      en: "{file} has {problem, select, header {a header row and nothing below it} other {no content}}",
      zh: "{file} {problem, select, header {只有标题行，没有数据} other {没有内容}}",
    },
    hint: {
      en: "Give a CSV file with a header row and one row per person.",
      zh: "请提供带标题行、每人一行的 CSV 文件。",
    },
  },
  table_column_repeated: {
    message: {
      en: "{file} has the column “{column}” {count} times (columns {places})",
      zh: "{file} 中列“{column}”出现 {count} 次（第 {places} 列）",
    },
    hint: {
      en: "Give each column a name of its own, or remove the copies.",
      zh: "请为每列使用不同的名称，或删除重复的列。",
    },
  },
  score_not_numeric: {
    message: {
      en: "{file}: “{column}” (--score) has no number in any row; the first is “{found}”",
      zh: "{file}：“{column}”（--score）没有任何数值；第一行为“{found}”",
    },
    hint: {
      en: "Name the column that holds the performance score as a number.",
      zh: "请指定以数字记录绩效分数的列。",
    },
  },
  survival_column_twice: {
    message: {
      en: "{file}: the covariate “{column}” is named in {option} already",
      zh: "{file}：协变量“{column}”已在 {option} 中使用",
    },
    hint: {
      en: "Take it out of --covariates: a column cannot explain itself, and counts once.",
      zh: "请将其从 --covariates 中去掉：一列不能解释自身，也不能重复计入。",
    },
  },
  survival_rows_incomplete: {
    message: {
      en: "{file}: {complete} of {rows} rows have every covariate, and none of them an event; “{column}” is missing in {missing} rows",
      zh: "{file}：{rows} 行中只有 {complete} 行协变量齐全，且其中没有事件；“{column}”缺失 {missing} 行",
    },
    hint: {
      en: "Leave that column out of --covariates, or fill it in.",
      zh: "请将该列从 --covariates 中去掉，或补全其取值。",
    },
  },
  folds_one_class: {
    message: {
      en: "None of the {folds} test folds holds both outcomes of “{column}”: there is nothing to score",
      zh: "{folds} 个测试折中没有一个同时包含“{column}”的两种结果：无法评分",
    },
    hint: {
      en: "Give folds (or a --group) in which both outcomes occur, or a file with more rows.",
      zh: "请提供两种结果都出现的折（或 --group），或行数更多的文件。",
    },
  },
  groups_too_few: {
    message: {
      en: "“{column}” (--group) has {found} {found, plural, one {group} other {groups}}; at least 3 are needed",
      zh: "“{column}”（--group）只有 {found} 个组；至少需要 3 个",
    },
    hint: {
      en: "Name the column that tells people (or families of rows) apart.",
      zh: "请指定用于区分人员（或成组的行）的列。",
    },
  },
  table_without_inputs: {
    message: {
      en: "{file}: no column is left to learn from",
      zh: "{file}：没有可用于学习的列",
    },
    hint: {
      en: "Columns that are constant, identifiers, the target or dropped are not used. The file has: {columns}",
      zh: "取值恒定、编号、目标列与已排除的列均不使用。文件中的列：{columns}",
    },
  },
});
