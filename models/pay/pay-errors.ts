// What a person can mend about pay rules, their inputs and payroll files, in both languages; slips in a file name file, line and rule.
import { defineErrors } from "../../engine/errors.js";

export const payErrors = defineErrors({
  pay_rule_invalid: {
    message: { en: "{file}, line {line}: {rule}.", zh: "{file} 第 {line} 行：{ruleZh}。" },
    hint: {
      en: "Correct the file; `rapport pay rules --example` prints one that works.",
      zh: "请更正该文件；`rapport pay rules --example` 会打印一个可用的例子。",
    },
  },
  pay_unit_undeclared: {
    message: {
      en: "{file}, line {line}: “{name}” is {by} higher, but the file does not say in which unit. From {base}, points make {points}, relative makes {relative}.",
      zh: "{file} 第 {line} 行：“{name}”高出 {by}，但文件未说明单位。以 {base} 为基础，按百分点为 {points}，按相对变化为 {relative}。",
    },
    hint: {
      en: "Add `unit: points` or `unit: relative`. `rapport pay simulate {id}` shows what either reading would have cost.",
      zh: "请添加 `unit: points`（百分点）或 `unit: relative`（相对变化）。`rapport pay simulate {id}` 会显示两种读法的成本。",
    },
  },
  pay_example_wrong: {
    message: {
      en: "{file}, line {line}: the worked example says {expected}, the rules make {found}.",
      zh: "{file} 第 {line} 行：算例写的是 {expected}，按规则算出 {found}。",
    },
    hint: {
      en: "Correct the rule or the example: a rule whose own example fails is not used.",
      zh: "请更正规则或算例：自身算例不成立的规则不会被使用。",
    },
  },
  pay_rule_unknown: {
    message: { en: "There are no pay rules “{found}”.", zh: "没有名为“{found}”的薪酬规则。" },
    hint: {
      en: "{count, plural, =0 {Put a file into pay-rules/ of the workspace; `rapport pay rules --example` prints one.} other {Pay rules: {known}}}",
      zh: "{count, plural, =0 {请在工作区的 pay-rules/ 中放入文件；`rapport pay rules --example` 会打印一个例子。} other {现有规则：{known}}}",
    },
  },
  pay_version_unknown: {
    message: {
      en: "“{id}” has no version in force in {period}.",
      zh: "“{id}”在 {period} 没有生效的版本。",
    },
    hint: { en: "Versions begin in: {known}", zh: "各版本生效月份：{known}" },
  },
  pay_version_named_unknown: {
    message: { en: "“{id}” has no version “{found}”.", zh: "“{id}”没有版本“{found}”。" },
    hint: { en: "Versions: {known}", zh: "现有版本：{known}" },
  },
  pay_periods_differ: {
    message: {
      en: "“{a}” is reckoned by {periodA}, “{b}” by {periodB}: they cannot be set side by side.",
      zh: "“{a}”按{periodA}计算，“{b}”按{periodB}计算：不能并列比较。",
    },
    hint: {
      en: "Compare rules of the same period, or change `period:` in a draft.",
      zh: "请比较同一周期的规则，或在草案中修改 `period:`。",
    },
  },
  pay_period_invalid: {
    message: {
      en: "A {kind, select, quarter {quarter} other {month}} was expected, as in {expected}; found “{found}”.",
      zh: "应为{kind, select, quarter {季度} other {月份}}，如 {expected}；实际为“{found}”。",
    },
    hint: { en: "The history runs from {from} to {to}.", zh: "历史数据自 {from} 至 {to}。" },
  },
  pay_amount_invalid: {
    message: {
      en: "“{found}” is not an amount that can be reckoned exactly.",
      zh: "“{found}”不是可精确计算的金额。",
    },
    hint: {
      en: "Write a plain decimal number below 90 trillion, as in 1200.50.",
      zh: "请写普通小数，且小于 90 万亿，如 1200.50。",
    },
  },
  pay_time_invalid: {
    message: { en: "“{found}” is not a clock time.", zh: "“{found}”不是有效时间。" },
    hint: {
      en: "Write the clock of the place: 2026-10-05T21:30",
      zh: "请写当地时间，如：2026-10-05T21:30",
    },
  },
  pay_nobody: {
    message: {
      en: "“{id}”: the rules apply to nobody whom you may read in {period}.",
      zh: "“{id}”：在 {period}，规则不适用于你有权查看的任何人。",
    },
    hint: {
      en: "Check `applies_to` (values as they stand in the data) and the period.",
      zh: "请检查 `applies_to`（取值应与数据写法一致）以及周期。",
    },
  },
  pay_needs_person_rights: {
    message: {
      en: "{reader} reads groups only; what single people earn is not shown to such readers.",
      zh: "{reader} 只能查看群体数据，不能查看个人应得金额。",
    },
    hint: {
      en: "Ask somebody with person-level rights. Your own calculation is yours to read once rapport.yml gives your employee number.",
      zh: "请联系有个人级权限的人员。若 rapport.yml 中登记了你的工号，可查看本人的计算。",
    },
  },
  pay_simulation_small: {
    message: {
      en: "The rules apply to {people} people in that period; a comparison is shown from {k} on.",
      zh: "该周期规则适用于 {people} 人；达到 {k} 人才显示比较。",
    },
    hint: {
      en: "Take a longer period or wider rules: a comparison of so few people is a statement about each of them.",
      zh: "请选择更长周期或更宽的适用范围：人数过少时，比较结果等于披露个人。",
    },
  },
  pay_source_absent: {
    message: {
      en: "“{id}” needs “{source}”, which was not imported.",
      zh: "“{id}”需要“{source}”，但尚未导入。",
    },
    hint: {
      en: "Import that source, or change what the rule is reckoned on.",
      zh: "请导入该数据源，或更改规则的计算依据。",
    },
  },
  pay_given_invalid: {
    message: {
      en: "{file}: what was given by hand cannot be reckoned with: {problem}.",
      zh: "{file}：手工给出的内容无法计算：{problem}。",
    },
    hint: {
      en: "Write JSON, or the name of a file with it, as in {example}; `rapport pay rules --example` shows more under examples.",
      zh: "请写 JSON 或其文件名，例如 {example}；更多写法见 `rapport pay rules --example` 的 examples。",
    },
  },
  deal_column_missing: {
    message: {
      en: "{file} has no column “{column}”; found: {columns}.",
      zh: "{file} 缺少“{column_zh}”列；现有：{columns}。",
    },
    hint: {
      en: "Expected: deal, employee, stage, amount; outcome and kinds if known. Imported leads have neither amount nor stage, so open deals come from a file.",
      zh: "应有：deal、employee、stage、amount；已知时加 outcome、kinds。导入的线索没有金额与阶段，因此未结商机取自文件。",
    },
  },
  deal_row_invalid: {
    message: {
      en: "{file}, row {row}: “{found}” is not {column, select, amount {an amount} other {an outcome}}.",
      zh: "{file} 第 {row} 行：“{found}”不是{column, select, amount {金额} other {结果}}。",
    },
    hint: {
      en: "Amounts as in 1200.50 or 1,200.50; outcome: open, won or lost.",
      zh: "金额写作 1200.50 或 1,200.50；结果为 open（进行中）、won（赢单）或 lost（输单）。",
    },
  },
  payroll_column_missing: {
    message: {
      en: "{file} has no column for {column}; found: {columns}.",
      zh: "{file} 缺少“{column}”列；现有：{columns}。",
    },
    hint: {
      en: "Expected: employee, item, amount, or employee and a column per item, called as in the rules (payroll_item); optional: period, paid_on.",
      zh: "应有：工号、项目、金额；或工号加每个项目一列，列名与规则中的一致（payroll_item）。可选：期间、发放日期。",
    },
  },
  payroll_amount_invalid: {
    message: {
      en: "{file}, row {row}: “{found}” is not an amount.",
      zh: "{file} 第 {row} 行：“{found}”不是金额。",
    },
    hint: {
      en: "Write a number as in 1200.50 or 1,200.50; formulas and texts are refused.",
      zh: "请写 1200.50 或 1,200.50 这样的数字；公式与文字不被接受。",
    },
  },
  payroll_file_missing: {
    message: { en: "{file} could not be read: {reason}.", zh: "无法读取 {file}：{reason}。" },
    hint: { en: "Give a CSV or XLSX file.", zh: "请提供 CSV 或 XLSX 文件。" },
  },
  check_file_invalid: {
    message: {
      en: "{file} is not a check file of Rapport: {problem, select, header {its first lines are not as written} rows {line {line} cannot be read} other {it could not be read}}.",
      zh: "{file} 不是 Rapport 的核对文件：{problem, select, header {开头几行与写出时不同} rows {第 {line} 行无法读取} other {无法读取}}。",
    },
    hint: {
      en: "Write it anew with `rapport pay check … --out FILE`.",
      zh: "请用 `rapport pay check … --out FILE` 重新写出。",
    },
  },
});
