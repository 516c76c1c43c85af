// What a person can mend about a model's input, and how.
import { defineErrors } from "../engine/errors.js";

export const modelErrors = defineErrors({
  table_unreadable: {
    message: {
      en: "{file} could not be read as a table: {reason}",
      zh: "无法把 {file} 读作表格：{reason}",
    },
    hint: {
      en: "Give a CSV file with a header row (comma, semicolon or tab; UTF-8, GB18030 or Latin-1).",
      zh: "请提供带标题行的 CSV 文件（逗号、分号或制表符分隔；UTF-8、GB18030 或 Latin-1 编码）。",
    },
  },
  column_unknown: {
    message: {
      en: "{file} has no column “{column}” ({option})",
      zh: "{file} 中没有列“{column}”（{option}）",
    },
    hint: {
      en: "{nearest, select, none {} other {Perhaps “{nearest}”. }}Its columns are: {columns}",
      zh: "{nearest, select, none {} other {是否指“{nearest}”？}}现有的列：{columns}",
    },
  },
  target_missing: {
    message: {
      en: "{file}, row {row}: no value in the target column “{column}” ({count} such rows)",
      zh: "{file} 第 {row} 行：目标列“{column}”没有值（共 {count} 行）",
    },
    hint: {
      en: "Fill the outcome in, or leave these rows out of the file: {rows}",
      zh: "请补全结果，或从文件中去掉这些行：{rows}",
    },
  },
  seed_invalid: {
    message: {
      en: "--seed must be a whole number from 0 to 4294967295; found “{found}”",
      zh: "--seed 必须是 0 到 4294967295 的整数；给出的是“{found}”",
    },
    hint: { en: "For example: --seed 1", zh: "例如：--seed 1" },
  },
  positive_not_found: {
    message: {
      en: "“{positive}” never occurs in column “{column}” of {file}",
      zh: "{file} 的“{column}”列中从未出现“{positive}”",
    },
    hint: { en: "Values found: {values}", zh: "实际出现的值：{values}" },
  },
  one_class_only: {
    message: {
      en: "Column “{column}” has {positives} positive and {negatives} negative rows; at least 2 of each are needed",
      zh: "“{column}”列有 {positives} 个正例和 {negatives} 个反例；两类各至少需要 2 个",
    },
    hint: {
      en: "Check --target and --positive, or give a file with more events.",
      zh: "请检查 --target 与 --positive，或提供事件更多的文件。",
    },
  },
  folds_invalid: {
    message: {
      en: "{file} is not a folds file for {rows} rows: {problem, select, columns {its columns are {found}} index {line {line} has row_index “{found}”} repeated {line {line} has row_index {found} a second time} fold {line {line}: a fold is a whole number from 0; found “{found}” in {column}} absent {{count} rows have no fold in {column}, first row_index {found}} other {{column} has one fold only}}",
      zh: "{file} 不是适用于 {rows} 行的折叠文件：{problem, select, columns {其列为 {found}} index {第 {line} 行的 row_index 为“{found}”} repeated {第 {line} 行的 row_index {found} 重复出现} fold {第 {line} 行：折号应为从 0 开始的整数；{column} 列实际为“{found}”} absent {{column} 列有 {count} 行没有折号，首个 row_index 为 {found}} other {{column} 列只有一个折}}",
    },
    hint: {
      en: "Expected columns row_index (0-based) and rep1, rep2, … with the test fold of each row.",
      zh: "应有 row_index 列（从 0 开始）以及 rep1、rep2……列（每行所属的测试折）。",
    },
  },
  survival_time_invalid: {
    message: {
      en: "{file}, row {row}: {problem, select, time {“{column}” must be a number above 0; found “{found}”} entry {“{column}” must be a number; found “{found}”} other {the entry {found} is not before the end {end}}}",
      zh: "{file} 第 {row} 行：{problem, select, time {“{column}”必须是大于 0 的数；实际为“{found}”} entry {“{column}”必须是数字；实际为“{found}”} other {进入时间 {found} 不早于结束时间 {end}}}",
    },
    hint: {
      en: "Give the time from the start of watching to the event or to the last day known, in one unit throughout; leave rows without it out.",
      zh: "请给出从开始观察到事件发生或最后已知日的时长，全表使用同一单位；缺失的行请去掉。",
    },
  },
  survival_event_unclear: {
    message: {
      en: "{file}: it is not clear which values of “{column}” mean the event; found {values}",
      zh: "{file}：无法判断“{column}”列的哪些取值表示事件发生；实际有 {values}",
    },
    hint: {
      en: "Use 0 and 1, 1 and 2 (2 = event), TRUE and FALSE or yes and no, in every row.",
      zh: "每行请使用 0 与 1、1 与 2（2 表示事件）、TRUE 与 FALSE，或 是 与 否。",
    },
  },
  survival_no_events: {
    message: {
      en: "{file}: “{column}” has no row with an event",
      zh: "{file}：“{column}”列中没有任何事件",
    },
    hint: {
      en: "Curves and Cox’s model need events; check --event.",
      zh: "生存曲线与 Cox 模型需要事件；请检查 --event。",
    },
  },
  series_invalid: {
    message: {
      en: "{file}, row {row}: {problem, select, period {the period must be a whole number, a month, a quarter or a date, of the same form in every row; found “{found}”} value {the value must be a number; found “{found}”} name {the series has no name} split {the split must be train or test; found “{found}”} order {series “{series}” has training rows after test rows (period {found})} repeated {series “{series}” has period {found} a second time} other {series “{series}” has no value at all}}",
      zh: "{file} 第 {row} 行：{problem, select, period {period 应为整数、月份、季度或日期，且各行格式一致；实际为“{found}”} value {value 必须是数字；实际为“{found}”} name {缺少序列名称} split {划分列必须是 train 或 test；实际为“{found}”} order {序列“{series}”的训练行出现在测试行之后（period {found}）} repeated {序列“{series}”的 period {found} 重复出现} other {序列“{series}”没有任何数值}}",
    },
    hint: {
      en: "Expected the columns series_id, period (a whole number, 2025-03, 2025-Q1 or 2025-03-31) and value (a number), one row per series and period.",
      zh: "应有 series_id、period（整数、2025-03、2025-Q1 或 2025-03-31）和 value（数值）三列，每个序列每期一行。",
    },
  },
  season_invalid: {
    message: {
      en: "{option} must be a whole number from {low} to {high}; found {found}",
      zh: "{option} 必须是 {low} 到 {high} 的整数；给出的是 {found}",
    },
    hint: {
      en: "For monthly data: --season 12 --horizon 18.",
      zh: "月度数据可用：--season 12 --horizon 18。",
    },
  },
  holdout_invalid: {
    message: {
      en: "{problem, select, both {--holdout and --split say the same thing twice} none {{option} needs values held back} short {series “{series}” has {count} values; {held} held back leave {left} to learn from} other {--split {found}: no row is marked test}}",
      zh: "{problem, select, both {--holdout 与 --split 只能给出一个} none {{option} 需要留出一部分值} short {序列“{series}”共有 {count} 个值，留出 {held} 个后仅剩 {left} 个可供学习} other {--split {found}：没有标为 test 的行}}",
    },
    hint: {
      en: "Hold back the last values with --holdout 6, or name a column of train and test with --split.",
      zh: "可用 --holdout 6 留出末尾的值，或用 --split 指定标有 train/test 的列。",
    },
  },
  folds_count_invalid: {
    message: {
      en: "--folds must be a whole number from 2 to 20, or a CSV file; found “{found}”",
      zh: "--folds 必须是 2 到 20 的整数，或一个 CSV 文件；给出的是“{found}”",
    },
    hint: {
      en: "For example: --folds 5. A file has row_index (0-based) and rep1 with the test fold of each row.",
      zh: "例如：--folds 5。文件应含 row_index(从 0 开始)与 rep1(每行所属的测试折)。",
    },
  },
  evaluation_cancelled: {
    message: { en: "Stopped before the end; {file} was not written", zh: "已中途停止；未写入 {file}" },
    hint: { en: "Run the command again to start over.", zh: "重新运行该命令即可重新开始。" },
  },
  forecast_cancelled: {
    message: { en: "Stopped before the end; nothing was forecast", zh: "已中途停止；未生成预测" },
    hint: { en: "Run the command again to start over.", zh: "重新运行该命令即可重新开始。" },
  },
  model_unknown: {
    message: { en: "There is no model “{model}”", zh: "没有名为“{model}”的模型" },
    hint: { en: "Models: {models}", zh: "可用模型：{models}" },
  },
  model_not_fitted: {
    message: {
      en: "The model “{model}” has not been fitted in this workspace",
      zh: "此工作区尚未拟合模型“{model}”",
    },
    hint: { en: "Run: rapport fit {model} -w {workspace}", zh: "请运行：rapport fit {model} -w {workspace}" },
  },
  model_switched_off: {
    message: {
      en: "The model “{model}” is switched off: {reason_en}",
      zh: "模型“{model}”已停用：{reason_zh}",
    },
    hint: {
      en: "Look at its card; fit it again when there is more history.",
      zh: "请查看模型卡片；积累更多历史后再重新拟合。",
    },
  },
  fit_needs_person_rights: {
    message: {
      en: "{reader} may not fit models: that reads every person's months",
      zh: "{reader} 无权拟合模型：拟合需要读取每个人的月度记录",
    },
    hint: {
      en: "Ask a reader with person-level rights on the whole company.",
      zh: "请由对全公司拥有个人级权限的用户来操作。",
    },
  },
  forecast_needs_unit: {
    message: {
      en: "{reader} reads only whom they manage: expected exits are forecast for units of the organisation",
      zh: "{reader} 只能读取自己管理的人员：预期离职按组织单元预测",
    },
    hint: {
      en: "Ask a reader with rights on a unit (scope) or on the whole company.",
      zh: "请由对某个单元（scope）或全公司拥有权限的用户来操作。",
    },
  },
  dimension_unknown: {
    message: { en: "There is no grouping “{by}” here", zh: "此处没有分组维度“{by}”" },
    hint: { en: "Groupings: {known}", zh: "可用分组：{known}" },
  },
  individual_risk_off: {
    message: {
      en: "Risk of single persons is off; this command prints groups only",
      zh: "个人层面的风险已关闭；本命令只输出群体结果",
    },
    hint: {
      en: "Person-level risk needs a stated purpose, a role with that right, an expiry date and a journal line, and is shown to the employee concerned.",
      zh: "查看个人风险需要说明用途、具备相应权限的角色、失效日期并写入日志，且会向相关员工本人展示。",
    },
  },
  as_of_outside_history: {
    message: {
      en: "{asOf} lies outside the history ({from} to {to})",
      zh: "{asOf} 不在历史范围内（{from} 至 {to}）",
    },
    hint: {
      en: "Give a date within these months; the model looks at the last complete month on or before it.",
      zh: "请给出该范围内的日期；模型使用该日期当月或之前最近的完整月份。",
    },
  },
  group_too_small: {
    message: {
      en: "This reader sees no group below {k} people; {groups} groups were left out",
      zh: "当前用户看不到少于 {k} 人的群体；已省略 {groups} 个群体",
    },
    hint: { en: "Ask for a larger part of the organisation.", zh: "请查询更大的组织范围。" },
  },
  metric_unknown_for_target: {
    message: { en: "There is no metric “{metric}”", zh: "没有指标“{metric}”" },
    hint: {
      en: "Metrics that add up over months: {known}",
      zh: "可按月累加的指标：{known}",
    },
  },
  period_invalid: {
    message: {
      en: "{from} to {to} is not a period within the history and the {horizon} months after it",
      zh: "{from} 至 {to} 不在历史及其后 {horizon} 个月的范围内",
    },
    hint: { en: "Months are written YYYY-MM, first to last.", zh: "月份写作 YYYY-MM，按先后顺序。" },
  },
});
