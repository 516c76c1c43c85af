// What a person can mend about a programme, in both languages; slips in a file name file, line and rule.
import { defineErrors } from "../../engine/errors.js";

export const programmeError = defineErrors({
  programme_invalid: {
    message: { en: "{file}, line {line}: {rule}.", zh: "{file} 第 {line} 行：{ruleZh}。" },
    hint: {
      en: "Correct the file; `rapport programme example` prints one that works.",
      zh: "请更正该文件；`rapport programme example` 会打印一个可用的例子。",
    },
  },
  benchmark_invalid: {
    message: { en: "{file}, line {line}: {rule}.", zh: "{file} 第 {line} 行：{ruleZh}。" },
    hint: {
      en: "Correct the file; `rapport programme benchmarks --example` prints one that works.",
      zh: "请更正该文件；`rapport programme benchmarks --example` 会打印一个可用的例子。",
    },
  },
  programme_unknown: {
    message: { en: "There is no programme “{found}”.", zh: "没有名为“{found}”的项目。" },
    hint: {
      en: "{count, plural, =0 {Put a file into programmes/ of the workspace; `rapport programme example` prints one.} other {Programmes: {known}}}",
      zh: "{count, plural, =0 {请在工作区的 programmes/ 中放入文件；`rapport programme example` 会打印一个例子。} other {现有项目：{known}}}",
    },
  },
  programme_exists: {
    message: { en: "There is a programme “{id}” already.", zh: "已有名为“{id}”的项目。" },
    hint: {
      en: "Take another id, or change programmes/{id}.yml.",
      zh: "请另取编号，或修改 programmes/{id}.yml。",
    },
  },
  programme_outside_history: {
    message: {
      en: "“{id}”: the {phase, select, before {months before} after {months after} other {months of the change}} ({from} to {to}) lie outside the history ({historyFrom} to {historyTo})",
      zh: "“{id}”：{phase, select, before {变革前} after {变革后} other {变革期}}的月份（{from} 至 {to}）不在历史范围内（{historyFrom} 至 {historyTo}）",
    },
    hint: {
      en: "Correct the phases, or import the missing months. A programme that has not ended yet can be planned (`rapport programme power`), not evaluated.",
      zh: "请更正阶段，或导入缺少的月份。尚未结束的项目可以做规划（`rapport programme power`），不能评估。",
    },
  },
  programme_outcome_unsuited: {
    message: {
      en: "“{metric}” cannot judge a programme person by person: {why, select, rolling {it looks back over other months} people {it counts people at one day} cohort {it follows hires} other {it has no part of single months}}",
      zh: "“{metric}”无法逐人逐月评估项目：{why, select, rolling {它回看其他月份} people {它统计某一天的人数} cohort {它跟踪新入职者} other {它不能拆分到单个月份}}",
    },
    hint: {
      en: "Take a metric that adds up over person-months, for instance: {suited}",
      zh: "请选用可按人月累加的指标，例如：{suited}",
    },
  },
  programme_nobody: {
    message: {
      en: "“{id}”: nobody belongs to the {group, select, treated {treated} other {comparison group}} in the months evaluated",
      zh: "“{id}”：评估期内没有人属于{group, select, treated {实施组} other {对照组}}",
    },
    hint: {
      en: "Check the conditions: values are written as they stand in the data (`rapport query` shows them).",
      zh: "请检查条件：取值应与数据中的写法一致（可用 `rapport query` 查看）。",
    },
  },
  follow_up_no_leads: {
    message: {
      en: "There are {leads} leads with a start and {closed} that were won or lost; a comparison needs at least {needed} closed ones",
      zh: "有开始时间的线索 {leads} 条，其中已赢单或丢单 {closed} 条；比较至少需要 {needed} 条已结案线索",
    },
    hint: {
      en: "Import leads with created_at, closed_at and status; first_response_at tells when follow-up began.",
      zh: "请导入含创建时间、关闭时间和状态的线索；首次跟进时间说明跟进何时开始。",
    },
  },
  claim_invalid: {
    message: {
      en: "A claim needs two shares between 0 and 1 and the people behind each; found {found}",
      zh: "核对说法需要两个 0 到 1 之间的比例及各自人数；实际为 {found}",
    },
    hint: {
      en: "For instance: rapport programme claim 0.35 0.25 --n 100",
      zh: "例如：rapport programme claim 0.35 0.25 --n 100",
    },
  },
});
