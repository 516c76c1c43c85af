// What data quality refuses, and what to do instead.
import { defineErrors } from "../errors.js";

export const qualityErrors = defineErrors({
  plan_invalid: {
    message: {
      en: "Sampling plan: {setting} is {found}; expected {expected}.",
      zh: "抽样方案：{setting} 为 {found}；应为 {expected}。",
    },
    hint: {
      en: "A usual plan: --limit 1% --confidence 95% --accept 0, which asks for 299 records.",
      zh: "常用方案：--limit 1% --confidence 95% --accept 0，需核对 299 条记录。",
    },
  },
  plan_impossible: {
    message: {
      en: "No sample of up to {lot} records can show an error rate of at most {limit}% while accepting {accept} errors.",
      zh: "在 {lot} 条记录以内，若允许 {accept} 处错误，任何样本都无法证明错误率不超过 {limit}%。",
    },
    hint: {
      en: "Accept fewer errors: the lot breaks the limit with no more errors than are accepted.",
      zh: "请减少允许的错误数：该批数据在此错误数以内就已超出上限。",
    },
  },
  share_unreadable: {
    message: {
      en: "{option}: expected a share such as 1% or 0.01, found “{found}”.",
      zh: "{option}：应为比例，如 1% 或 0.01，实际为“{found}”。",
    },
    hint: { en: "Write it with a percent sign.", zh: "请带百分号书写。" },
  },
  rate_without_sample: {
    message: {
      en: "“{rate}” is a percentage without a sample: it says neither which records were checked nor how many were wrong.",
      zh: "“{rate}”只是一个百分比，没有样本：既未说明核对了哪些记录，也未说明其中几条有误。",
    },
    hint: {
      en: "Draw a list with: rapport quality sample TABLE -w DIR --out sample.csv ({size} records for at most {limit}% at {confidence}%), check it, then enter the errors with: rapport quality enter SAMPLE -w DIR",
      zh: "请先抽取清单：rapport quality sample 表 -w DIR --out sample.csv（以 {confidence}% 置信度证明不超过 {limit}% 需 {size} 条），核对后录入错误：rapport quality enter 样本号 -w DIR",
    },
  },
  sample_table_unknown: {
    message: {
      en: "“{table}” is not a source with rows to draw from; found {tables}.",
      zh: "“{table}”不是可抽样的数据源；现有 {tables}。",
    },
    hint: {
      en: "Name one of these tables, or import the source first.",
      zh: "请写其中一个表名，或先导入该数据源。",
    },
  },
  sample_quarter_invalid: {
    message: {
      en: "Expected a quarter such as 2026-Q3, found “{found}”.",
      zh: "应为季度，如 2026-Q3，实际为“{found}”。",
    },
    hint: { en: "Write year, hyphen, Q and 1–4.", zh: "格式为年份、连字符、Q 和 1–4。" },
  },
  sample_lot_empty: {
    message: {
      en: "{table} has no record dated in {quarter}; it covers {from} to {to}.",
      zh: "{table} 在 {quarter} 没有记录；其数据范围为 {from} 至 {to}。",
    },
    hint: { en: "Choose a quarter that the source covers.", zh: "请选择数据源已覆盖的季度。" },
  },
  sample_unknown: {
    message: {
      en: "No sample is called “{sample}”; drawn so far: {samples}.",
      zh: "没有名为“{sample}”的样本；已抽取：{samples}。",
    },
    hint: {
      en: "Draw one with: rapport quality sample TABLE -w DIR --out sample.csv",
      zh: "请先抽取：rapport quality sample 表 -w DIR --out sample.csv",
    },
  },
  sample_already_checked: {
    message: {
      en: "{table} of {quarter} was checked on {day} ({sample}: {errors} wrong of {checked}), and its records have not changed since.",
      zh: "{quarter} 的 {table} 已于 {day} 核对（{sample}：{checked} 条中 {errors} 条有误），此后记录没有变化。",
    },
    hint: {
      en: "Drawing until the result pleases proves nothing. Correct the source, import it again, then draw anew.",
      zh: "反复抽样直到结果满意不能证明任何事。请更正源数据并重新导入，再抽新样本。",
    },
  },
  sample_result_entered: {
    message: {
      en: "The result of {sample} was entered on {day}: {errors} wrong of {checked}.",
      zh: "{sample} 的结果已于 {day} 录入：{checked} 条中 {errors} 条有误。",
    },
    hint: {
      en: "A result is entered once. Correct the source, import it again, then draw a new sample.",
      zh: "结果只能录入一次。请更正源数据并重新导入，再抽新样本。",
    },
  },
  sample_result_invalid: {
    message: {
      en: "{sample} has {size} records: {setting} is {found}; expected {expected}.",
      zh: "{sample} 共 {size} 条记录：{setting} 为 {found}；应为 {expected}。",
    },
    hint: {
      en: "Wrong records are named by their number in the list (column “position”); a record that cannot be found counts as wrong.",
      zh: "有误的记录以清单中的序号（position 列）指明；找不到依据的记录按有误计。",
    },
  },
  sample_result_missing: {
    message: {
      en: "Nothing was said about the records of {sample}: neither which were wrong nor that none was.",
      zh: "未说明 {sample} 的核对结果：既未指明有误的记录，也未说明全部正确。",
    },
    hint: {
      en: "Say --file LIST.csv (filled in), --wrong 17,203 (positions), or --none-wrong; one of them.",
      zh: "请任选其一：--file 清单.csv（已填写）、--wrong 17,203（序号），或 --none-wrong。",
    },
  },
  sample_list_differs: {
    message: {
      en: "{file} is not the list that was drawn as {sample}: {problem, select, column {the column {found} is missing} answer {position {position}: is_correct is “{found}”, expected yes or no} gap {position {position} is not answered, though later ones are} other {its records, or their order, differ}}.",
      zh: "{file} 与抽取的清单 {sample} 不符：{problem, select, column {缺少 {found} 列} answer {序号 {position} 的 is_correct 为“{found}”，应为是或否} gap {序号 {position} 未填写，其后却有填写} other {记录或其顺序不同}}。",
    },
    hint: {
      en: "Fill in the columns is_correct (yes or no) and remark of the list as it was drawn, from the top; do not replace, add, sort or delete records.",
      zh: "请在原清单中自上而下填写 is_correct（是或否）与 remark 列；不要替换、增加、排序或删除记录。",
    },
  },
  sample_data_changed: {
    message: {
      en: "The records of {table} changed after {sample} was drawn on {day}: the list cannot be written again.",
      zh: "{sample} 于 {day} 抽取之后，{table} 的记录已有变化，无法重新生成该清单。",
    },
    hint: {
      en: "Use the file that was exported then, or draw a new sample.",
      zh: "请使用当时导出的文件，或重新抽样。",
    },
  },
  quality_needs_person_rights: {
    message: {
      en: "This list names people: it needs {need, select, whole {person-level rights on the whole company, every column included} other {person-level rights}}. Without it only counts are shown.",
      zh: "该清单涉及具体个人：需要{need, select, whole {全公司范围、全部列的个人级权限} other {个人级权限}}。否则仅显示数量。",
    },
    hint: {
      en: "Ask somebody with person-level rights on this part of the company.",
      zh: "请由对该部分组织具有个人级权限的人员操作。",
    },
  },
  quality_rule_unknown: {
    message: {
      en: "No rule is called “{found}”; known: {known}.",
      zh: "没有名为“{found}”的规则；已有：{known}。",
    },
    hint: { en: "Write one of these names.", zh: "请写其中一个名称。" },
  },
  quality_check_unknown: {
    message: {
      en: "No reconciliation is called “{found}”; known: {known}.",
      zh: "没有名为“{found}”的核对；已有：{known}。",
    },
    hint: { en: "Write one of these names.", zh: "请写其中一个名称。" },
  },
  quality_month_invalid: {
    message: {
      en: "Expected a month as YYYY-MM, found “{found}”.",
      zh: "月份应为 YYYY-MM，实际为“{found}”。",
    },
    hint: { en: "Write it like 2026-09.", zh: "请写成 2026-09 的形式。" },
  },
});
