// Why there is no survival curve, in both languages.
import { defineErrors } from "../errors.js";

export const survivalError = defineErrors({
  survival_no_exits_known: {
    message: {
      en: "The sources do not show who left, so nobody's time with the company can be followed.",
      zh: "数据源中没有离职信息，无法追踪在职时长。",
    },
    hint: {
      en: "Import the list of leavers (termination).",
      zh: "请导入离职名单（termination）。",
    },
  },
  survival_one_dimension: {
    message: {
      en: "Survival curves are told apart by one group such as department; found “{field}”.",
      zh: "留任曲线只能按一个分组（如部门）区分；发现“{field}”。",
    },
    hint: {
      en: "Name one dimension that is neither time nor tenure in “by”.",
      zh: "请在 by 中给出一个既非时间也非司龄的维度。",
    },
  },
  survival_too_many_curves: {
    message: {
      en: "“{field}” has {count, number} values; at most {limit, number} curves are drawn at once.",
      zh: "“{field}”有 {count, number} 个取值；一次最多给出 {limit, number} 条曲线。",
    },
    hint: {
      en: "Use a coarser dimension, or narrow the people down with “where”.",
      zh: "请改用更粗的维度，或用 where 缩小范围。",
    },
  },
});
