// Every rule that a metric definition can break, in both languages; each error names file, line and what would be right.
import { defineErrors } from "../errors.js";

const at = {
  en: "{file}, line {line}: ",
  zh: "{file} 第 {line} 行：",
};
const rule = (en: string, zh: string, hintEn: string, hintZh: string) => ({
  message: { en: at.en + en, zh: at.zh + zh },
  hint: { en: hintEn, zh: hintZh },
});

const nearestEn = "{count, plural, =0 {{all}} other {Did you mean {candidates}?}}";
const nearestZh = "{count, plural, =0 {{allZh}} other {是否指：{candidates}？}}";

export const catalogueError = defineErrors({
  catalogue_invalid: rule(
    "{rule}.",
    "{ruleZh}。",
    "Correct the definition; `rapport metrics ID` shows one that works.",
    "请更正该定义；可用 rapport metrics ID 查看现成的定义。",
  ),
  metric_text_missing: rule(
    "“{metric}” has no {language} {part}.",
    "“{metric}”缺少{languageZh}{partZh}。",
    "Write both languages: {part}: '{' en: …, zh: … '}'.",
    "请同时写出两种语言：{part}: '{' en: …, zh: … '}'。",
  ),
  metric_key_unknown: rule(
    "“{key}” is not a part of a definition here.",
    "此处不能使用“{key}”。",
    nearestEn,
    nearestZh,
  ),
  metric_unit_unknown: rule(
    "“{unit}” is not a unit.",
    "“{unit}”不是可用的单位。",
    "Use one of {allowed}.",
    "请使用：{allowed}。",
  ),
  metric_denominator_missing: rule(
    "“{metric}” is a {kind} without a {part}.",
    "“{metric}”是 {kind}，但没有{partZh}。",
    "A {kind} is numerator ÷ denominator: give both, or use kind: sum.",
    "{kind} 为分子 ÷ 分母：请两者都写，或改用 kind: sum。",
  ),
  metric_id_taken: rule(
    "“{metric}” is the id of another metric (in {other}).",
    "指标编号“{metric}”已被占用（见 {other}）。",
    "Give the metric an id of its own.",
    "请换一个编号。",
  ),
  metric_column_unknown: rule(
    "“{column}” is not a column of {relation}.",
    "“{column}”不是 {relation} 的列。",
    nearestEn,
    nearestZh,
  ),
  metric_text_column: rule(
    "“{column}” is text and cannot be counted with.",
    "“{column}”是文本，不能参与计算。",
    "Use it as a dimension of the question, in “by” or “where”.",
    "请在查询的 by 或 where 中作为维度使用。",
  ),
  metric_sum_of_level: rule(
    "“{column}” is a {unit} of one person and month; such values are never added up.",
    "“{column}”是某人某月的数值（单位 {unit}），不能相加。",
    "Use kind: mean with value: {column}, or multiply it by its count with “times”.",
    "请改用 kind: mean、value: {column}，或用 times 乘以其次数。",
  ),
  metric_stock_over_time: rule(
    "“{column}” holds at one moment; added up over months it would count the same people again.",
    "“{column}”是时点数；跨月相加会重复计数。",
    "Use kind: end_of_period or average_over_months, or “at: end_of_period” in a ratio or mean.",
    "请改用 kind: end_of_period 或 average_over_months；ratio 与 mean 可写 at: end_of_period。",
  ),
  metric_flow_at_end: rule(
    "“{column}” happens all through the period; end_of_period would keep its last month only.",
    "“{column}”在整个周期内发生；end_of_period 只会保留最后一个月。",
    "Use kind: sum.",
    "请改用 kind: sum。",
  ),
  metric_exposure_as_result: rule(
    "“{column}” is time at risk, not a result of its own.",
    "“{column}”是在职时间（分母），不能单独作为结果。",
    "Use it below a ratio, or with kind: average_over_months.",
    "请用作 ratio 的分母，或改用 kind: average_over_months。",
  ),
  metric_unit_wrong: rule(
    "“{metric}” is said to be in {unit}, but its formula gives {found}.",
    "“{metric}”的单位写为 {unit}，但公式得到的是 {found}。",
    "{count, plural, =0 {Add up only columns of one unit.} other {Use {allowed}.}}",
    "{count, plural, =0 {只能相加单位相同的列。} other {请使用：{allowed}。}}",
  ),
  metric_interval_wrong: rule(
    "the interval “{interval}” does not fit {kind}.",
    "区间方法“{interval}”不适用于 {kind}。",
    "Use {allowed}. Wilson is for shares of people or flags, poisson for events per time.",
    "请使用：{allowed}。wilson 用于人数比例，poisson 用于单位时间内的事件数。",
  ),
  metric_reference_unknown: rule(
    "“{reference}” is not a metric.",
    "没有名为“{reference}”的指标。",
    nearestEn,
    nearestZh,
  ),
  metric_reference_rate: rule(
    "“{reference}” is a {kind}; rates, means and shares are not parts of another sum.",
    "“{reference}”是 {kind}；比率、平均值与占比不能作为其他求和的组成部分。",
    "Name metrics of kind sum, or write the columns.",
    "请引用 kind 为 sum 的指标，或直接写列名。",
  ),
  metric_reference_relation: rule(
    "“{reference}” is counted on {other}, this metric on {relation}.",
    "“{reference}”基于 {other}，而本指标基于 {relation}。",
    "Both must have the same relation: their rows are not the same people.",
    "两者必须基于同一关系，否则行所代表的人员不同。",
  ),
  metric_reference_cycle: rule(
    "the definition leads back to itself: {path}.",
    "定义形成循环引用：{path}。",
    "Let one of them name columns.",
    "请让其中一个直接写列名。",
  ),
  metric_source_unknown: rule(
    "“{source}” is not a source.",
    "没有名为“{source}”的数据源。",
    nearestEn,
    nearestZh,
  ),
  metric_example_differs: rule(
    "the worked example of “{metric}” comes out as {found}, not {expected}.",
    "“{metric}”的算例结果为 {found}，而非 {expected}。",
    "Correct the rows, the expected number, or the formula.",
    "请更正算例的行、预期值或公式。",
  ),
});
