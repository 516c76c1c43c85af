// What can be wrong with a competency framework or a file of occupations, in both languages, with file, line and rule.
import { defineErrors } from "../../engine/errors.js";

const at = { en: "{file}, line {line}: ", zh: "{file} 第 {line} 行：" };
const rule = (en: string, zh: string, hintEn: string, hintZh: string) => ({
  message: { en: at.en + en, zh: at.zh + zh },
  hint: { en: hintEn, zh: hintZh },
});

export const competencyErrors = defineErrors({
  framework_invalid: rule(
    "{rule}.",
    "{ruleZh}。",
    "Correct that line; `rapport competency framework` prints one that works.",
    "请更正该行；可用 rapport competency framework 查看现成的框架。",
  ),
  framework_key_unknown: rule(
    "“{key}” is not a part of a framework here.",
    "此处不能使用“{key}”。",
    "Allowed here: {allowed}.",
    "此处可用：{allowed}。",
  ),
  framework_text_missing: rule(
    "{where} needs a text in {language}.",
    "{where} 缺少{languageZh}文字。",
    "Write both languages: '{' en: …, zh: … '}'.",
    "请同时写出两种语言：'{' en: …, zh: … '}'。",
  ),
  framework_id_taken: rule(
    "the id “{id}” is used a second time (first on line {first}).",
    "编号“{id}”重复使用（首次出现在第 {first} 行）。",
    "Give each framework, dimension, item and role an id of its own.",
    "请为每个框架、维度、题目和角色使用不同的编号。",
  ),
  framework_name_taken: rule(
    "“{name}” names two dimensions, {one} and {other}.",
    "“{name}”同时指向两个维度：{one} 与 {other}。",
    "A name or synonym belongs to one dimension; leave it with the one that is meant.",
    "一个名称或同义词只能属于一个维度；请只保留在所指的维度中。",
  ),
  framework_dimension_unknown: rule(
    "the role “{role}” requires “{dimension}”, which is no dimension of “{framework}”.",
    "角色“{role}”要求的“{dimension}”不是“{framework}”的维度。",
    "Dimensions: {known}.",
    "现有维度：{known}。",
  ),
  framework_level_outside: rule(
    "the level {level} lies outside the scale {from}–{to}.",
    "等级 {level} 超出量表范围 {from}～{to}。",
    "Give a level on the framework's own scale, or correct “scale”.",
    "请使用框架量表范围内的等级，或更正 scale。",
  ),
  framework_scale_reversed: rule(
    "a scale runs from a lower to a higher number; found {from} to {to}.",
    "量表应从小到大；实际为 {from} 到 {to}。",
    "For example: scale: '{' from: 1, to: 5 '}'.",
    "例如：scale: '{' from: 1, to: 5 '}'。",
  ),
  framework_unknown: {
    message: { en: "There is no framework “{framework}”", zh: "没有名为“{framework}”的胜任力框架" },
    hint: { en: "Frameworks: {known}", zh: "可用框架：{known}" },
  },
  occupation_unknown: {
    message: { en: "{file} has no occupation “{occupation}”", zh: "{file} 中没有职业“{occupation}”" },
    hint: {
      en: "{count, plural, =0 {Give a code such as 41-2031.00 or a title as it stands in the file.} other {Did you mean {candidates}?}}",
      zh: "{count, plural, =0 {请给出文件中的职业代码（如 41-2031.00）或名称。} other {是否指：{candidates}？}}",
    },
  },
  occupation_file_invalid: {
    message: {
      en: "{file} is not a table of occupations: {problem, select, column {it has no column “{column}”} value {row {row}: “Data Value” is not a number ({found})} empty {it has no row of scale {scale}} other {row {row}: {found} has element “{column}” twice on one scale}}",
      zh: "{file} 不是职业数据表：{problem, select, column {缺少列“{column}”} value {第 {row} 行的 Data Value 不是数字（{found}）} empty {没有量表 {scale} 的数据} other {第 {row} 行：{found} 的要素“{column}”在同一量表中重复}}",
    },
    hint: {
      en: "Expected the columns of O*NET's skills file: O*NET-SOC Code, Title, Element ID, Element Name, Scale ID (IM or LV), Data Value.",
      zh: "应包含 O*NET 技能文件的列：O*NET-SOC Code、Title、Element ID、Element Name、Scale ID（IM 或 LV）、Data Value。",
    },
  },
});
