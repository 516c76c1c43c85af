// Every way in which a question or a definition can be wrong, in both languages.
import { defineErrors } from "../errors.js";

export const metricError = defineErrors({
  query_invalid: {
    message: {
      en: "The question is not well formed at {path} (found {found}): {problem}.",
      zh: "查询在 {path} 处格式不正确（实际为 {found}）：{problemZh}。",
    },
    hint: {
      en: 'A question is JSON such as \'{\'"metrics":["headcount"],"by":["month"]\'}\'.',
      zh: '查询是一段 JSON，例如 \'{\'"metrics":["headcount"],"by":["month"]\'}\'。',
    },
  },
  metric_unknown: {
    message: { en: "There is no metric “{metric}”.", zh: "没有名为“{metric}”的指标。" },
    hint: {
      en: "{count, plural, =0 {The catalogue lists all metrics.} other {Did you mean {candidates}?}}",
      zh: "{count, plural, =0 {全部指标见指标目录。} other {是否指：{candidates}？}}",
    },
  },
  field_unknown: {
    message: {
      en: "“{field}” in {place} is not a dimension.",
      zh: "{place} 中的“{field}”不是可用的维度。",
    },
    hint: {
      en: "{count, plural, =0 {queries/dimensions.yml lists all dimensions.} other {Did you mean {candidates}?}}",
      zh: "{count, plural, =0 {全部维度见 queries/dimensions.yml。} other {是否指：{candidates}？}}",
    },
  },
  field_not_groupable: {
    message: {
      en: "“{field}” is a plain number: it can filter, but not group.",
      zh: "“{field}”是连续数值：可用于筛选，不能用于分组。",
    },
    hint: {
      en: "{count, plural, =0 {Group by another dimension.} other {Group by {candidates} instead.}}",
      zh: "{count, plural, =0 {请改用其他维度分组。} other {请改按 {candidates} 分组。}}",
    },
  },
  field_not_for_metric: {
    message: {
      en: "“{metric}” counts hires and cannot be asked by “{field}”, which describes months of employment.",
      zh: "“{metric}”以入职为单位，不能按“{field}”查询：该维度描述的是在职月份。",
    },
    hint: {
      en: "Leave “{field}” out, or ask for “{metric}” in a question of its own.",
      zh: "请去掉“{field}”，或将“{metric}”单独查询。",
    },
  },
  filter_on_time: {
    message: {
      en: "Time is not filtered by “where” (found “{field}”).",
      zh: "时间范围不能写在 where 中（发现“{field}”）。",
    },
    hint: {
      en: "Give the first and the last month as “from” and “to” (YYYY-MM).",
      zh: "请用 from 与 to 指定起止月份（YYYY-MM）。",
    },
  },
  filter_value: {
    message: {
      en: "The filter on “{field}” with “{op}” expects {expected}, found {found}.",
      zh: "对“{field}”使用“{op}”筛选时应为{expectedZh}，实际为 {found}。",
    },
    hint: {
      en: "= and != take one value, in a list, between a pair, >= and <= a number.",
      zh: "= 与 != 取单个值，in 取列表，between 取两个值，>= 与 <= 取数值。",
    },
  },
  filter_operator: {
    message: {
      en: "“{op}” does not apply to “{field}”, which holds {type}.",
      zh: "“{op}”不能用于“{field}”：其取值为{typeZh}。",
    },
    hint: { en: "Use one of {allowed}.", zh: "请使用：{allowed}。" },
  },
  one_time_grain: {
    message: {
      en: "A question has one time grain; found {grains}.",
      zh: "一个查询只能有一种时间粒度；发现 {grains}。",
    },
    hint: { en: "Keep month, quarter or year.", zh: "请只保留 month、quarter、year 之一。" },
  },
  months_reversed: {
    message: {
      en: "The question starts in {from}, after its end in {to}.",
      zh: "起始月份 {from} 晚于截止月份 {to}。",
    },
    hint: { en: "Swap “from” and “to”.", zh: "请交换 from 与 to。" },
  },
  months_outside_history: {
    message: {
      en: "No data between {from} and {to}: the history runs from {historyFrom} to {historyTo}.",
      zh: "{from} 至 {to} 没有数据：历史范围为 {historyFrom} 至 {historyTo}。",
    },
    hint: {
      en: "Ask for months within the history, or import the missing ones.",
      zh: "请在历史范围内查询，或补充导入缺少的月份。",
    },
  },
  history_empty: {
    message: { en: "There is no employee month yet.", zh: "尚无任何员工月份数据。" },
    hint: {
      en: "Import an employee list first: rapport import FILE -w DIR.",
      zh: "请先导入员工名单：rapport import FILE -w DIR。",
    },
  },
  as_of_needs_person_rights: {
    message: {
      en: "Readers of groups are answered for closed months, with the organisation and the data released then; “asOf” is for readers with person-level rights.",
      zh: "仅有群体权限的读者只能查询已关账月份，按当时发布的组织与数据作答；asOf 仅供有个人级权限的读者使用。",
    },
    hint: {
      en: "Leave “asOf” out, or ask a person with person-level rights.",
      zh: "请去掉 asOf，或请有个人级权限的同事查询。",
    },
  },
  verify_needs_person_rights: {
    message: {
      en: "A receipt is recomputed with the rights it was given under; that is for readers with person-level rights on everything.",
      zh: "核对凭证须按签发时的权限重新计算，仅供对全部数据有个人级权限的读者使用。",
    },
    hint: { en: "Ask a person with those rights.", zh: "请有此权限的同事核对。" },
  },
  as_of_unavailable: {
    message: {
      en: "These data stand alone, without the imports they came from: “asOf.known” cannot be answered.",
      zh: "此数据不带导入记录，无法按 asOf.known 作答。",
    },
    hint: { en: "Ask the workspace itself.", zh: "请直接查询工作区。" },
  },
  order_unknown: {
    message: {
      en: "The answer has no column “{column}” to order by.",
      zh: "结果中没有可用于排序的列“{column}”。",
    },
    hint: {
      en: "{count, plural, =0 {Order by a metric or dimension of the question; “-” in front sorts downwards.} other {Did you mean {candidates}? “-” in front sorts downwards.}}",
      zh: "{count, plural, =0 {请按查询中的指标或维度排序；前加“-”为降序。} other {是否指：{candidates}？前加“-”为降序。}}",
    },
  },
  too_many_cells: {
    message: {
      en: "This breakdown has {cells, number} cells; at most {limit, number} are answered at once.",
      zh: "该分组共有 {cells, number} 个单元格，一次最多回答 {limit, number} 个。",
    },
    hint: { en: "Use fewer dimensions or fewer months.", zh: "请减少维度或缩短时间范围。" },
  },
  reader_unknown: {
    message: { en: "There is no user “{user}” in rapport.yml.", zh: "rapport.yml 中没有用户“{user}”。" },
    hint: {
      en: "{count, plural, =0 {Add the user under “users:”.} other {Known users: {candidates}.}}",
      zh: "{count, plural, =0 {请在 users: 下添加该用户。} other {已有用户：{candidates}。}}",
    },
  },
  purpose_required: {
    message: {
      en: "Exact numbers about people are read here with a purpose, and none was given.",
      zh: "读取涉及个人的精确数值须说明目的，本次未提供。",
    },
    hint: {
      en: "{count, plural, =0 {Say what for: rapport query … --purpose “salary review”. It is kept in the journal.} other {Give one of: {accepted}. It is kept in the journal.}}",
      zh: "{count, plural, =0 {请说明用途：rapport query … --purpose “薪酬复核”。用途会记入日志。} other {请从以下用途中选择：{accepted}。用途会记入日志。}}",
    },
  },
  purpose_unknown: {
    message: {
      en: "“{purpose}” is not a purpose that rapport.yml accepts.",
      zh: "“{purpose}”不在 rapport.yml 认可的用途之列。",
    },
    hint: { en: "Give one of: {accepted}.", zh: "请从以下用途中选择：{accepted}。" },
  },
  field_hidden: {
    message: {
      en: "“{field}” is hidden from your role.",
      zh: "“{field}”对您的角色不可见。",
    },
    hint: {
      en: "Ask without it; rapport.yml says what each role may use.",
      zh: "请去掉该字段；各角色的可用范围见 rapport.yml。",
    },
  },
  protected_dimension: {
    message: {
      en: "“{field}” is a protected attribute: readers of groups cannot break down or filter by it.",
      zh: "“{field}”属于受保护属性：仅有群体权限的读者不能按其分组或筛选。",
    },
    hint: {
      en: "Ask without it, or ask a person with person-level rights.",
      zh: "请去掉该条件，或请有个人级权限的同事查询。",
    },
  },
  person_values_refused: {
    message: {
      en: "“{reader}” reads groups only: no value of a single person is shown.",
      zh: "“{reader}”仅有群体权限：不显示任何个人的数值。",
    },
    hint: {
      en: "Set `employee` of this user in rapport.yml, and they read their own values; or ask somebody with person-level rights.",
      zh: "可在 rapport.yml 中为该用户设置 employee，即可查看本人数据；或请有个人级权限的同事查询。",
    },
  },
});
