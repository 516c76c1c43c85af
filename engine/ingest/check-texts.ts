// The name of a contract's check → what it demands of the rows, in both languages.
import type { Contract } from "../../datasets/contracts/index.js";
import type { Bilingual } from "../locale.js";

const texts: Record<string, Bilingual> = {
  unique_key: {
    en: "one row per key; identical repeats are dropped, different ones stop the import",
    zh: "每个键一行；完全重复的行去除，内容不同则停止导入",
  },
  known_employee: {
    en: "the employee number stands in the employee list, or is recognised by e-mail, or name and date of birth",
    zh: "工号在员工名单中，或可由邮箱、姓名与出生日期识别",
  },
  before_hire: { en: "nothing before the hire date", zh: "不早于入职日期" },
  after_exit: { en: "nothing after the last day employed", zh: "不晚于最后在职日" },
  exit_before_hire: { en: "the exit is not before the hire", zh: "离职不早于入职" },
  one_open_exit: { en: "one exit per employee", zh: "每名员工仅一次离职" },
  overlap: { en: "periods of one employee do not overlap", zh: "同一员工的时段不重叠" },
  part_exceeds_whole: { en: "a part is not larger than the whole", zh: "部分不大于总额" },
  known_parent: { en: "the parent unit exists", zh: "上级组织存在" },
  tree: { en: "no unit is its own ancestor", zh: "组织树不成环" },
  known_time_zone: {
    en: "the time zone is an IANA name, such as Europe/Berlin",
    zh: "时区为 IANA 名称，如 Europe/Berlin",
  },
  score_within_scale: { en: "the score lies within its scale", zh: "分数在量表范围内" },
};

export function checkText(name: string, contract: Contract): Bilingual {
  const label = (column: string): Bilingual =>
    contract.columns.find((c) => c.name === column)?.label ?? { en: column, zh: column };
  if (name === "dates_in_order" && contract.ordered && contract.ordered.length > 0)
    return {
      en: contract.ordered.map(([a, b]) => `${label(a).en} ≤ ${label(b).en}`).join("; "),
      zh: contract.ordered.map(([a, b]) => `${label(a).zh} ≤ ${label(b).zh}`).join("；"),
    };
  if (name === "dates_in_order") return { en: "no end before its start", zh: "结束不早于开始" };
  if (name === "not_oneself" && contract.distinct) {
    const [a, b] = contract.distinct.map(label) as [Bilingual, Bilingual];
    return { en: `${a.en} and ${b.en} are different people`, zh: `${a.zh}与${b.zh}不是同一人` };
  }
  return texts[name] ?? { en: name.replaceAll("_", " "), zh: name };
}

/** Does the name have words of its own? For the test that every check of every contract does. */
export const hasCheckText = (name: string): boolean =>
  name in texts || name === "dates_in_order" || name === "not_oneself";
