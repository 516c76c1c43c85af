// Who is who across systems.
export const identity = {
  "identity.title": { en: "Who is who", zh: "身份对应" },
  "identity.h1": {
    en: "{count, plural, =0 {Nobody waits for a decision} one {One person waits for a decision} other {# people wait for a decision}}",
    zh: "{count, plural, =0 {没有待确认的人员} other {# 人待确认}}",
  },
  "identity.h1_loading": { en: "Who is who across systems", zh: "跨系统身份对应" },
  "identity.doing": { en: "Reading what imports found", zh: "正在读取导入结果" },
  "identity.lead": {
    en: "Records of other systems that could be several employees. Their rows are not imported until somebody decides; nothing is guessed.",
    zh: "其他系统中可能对应多名员工的记录。在人工确认之前，相关行不会导入；系统不作猜测。",
  },
  "identity.fig_review": { en: "Waiting for a decision", zh: "待确认" },
  "identity.how_review": {
    en: "Choose the employee, or nobody. The decision is kept in the journal; import the file again to apply it.",
    zh: "选择对应的员工，或“不属于任何员工”。确认结果写入日志；重新导入该文件后生效。",
  },
  "identity.from": { en: "As the system knows them", zh: "该系统中的人员" },
  "identity.rows": { en: "Rows", zh: "行数" },
  "identity.candidates": { en: "Could be", zh: "可能是" },
  "identity.nobody": { en: "Nobody", zh: "不属于任何员工" },
  "identity.is": { en: "It is {employee}", zh: "是 {employee}" },
  "identity.comma": { en: ", ", zh: "、" },
  "identity.confidence": { en: "confidence {value}", zh: "置信 {value}" },
  "identity.fig_matched": { en: "Recognised otherwise than by the exact number", zh: "按其他标识识别" },
  "identity.how_matched": {
    en: "Fixed rules, in this order; a contradiction sends a record to the list above.",
    zh: "规则固定，按此顺序；出现矛盾的记录列入上表。",
  },
  "identity.rule": { en: "Rule", zh: "规则" },
  "identity.people": { en: "People", zh: "人数" },
  "identity.none": { en: "Every number was on the employee list.", zh: "所有工号均在员工名单中。" },
  "identity.decided": {
    en: "{count, plural, =0 {No decisions yet.} one {One decision in the journal.} other {# decisions in the journal.}}",
    zh: "{count, plural, =0 {日志中尚无确认记录。} other {日志中有 # 条确认记录。}}",
  },
  "identity.rule_number": { en: "employee number", zh: "工号" },
  "identity.rule_number_spelling": { en: "employee number, written otherwise", zh: "工号（写法不同）" },
  "identity.rule_number_digits_and_name": {
    en: "digits of the employee number and name",
    zh: "工号数字部分与姓名",
  },
  "identity.rule_email": { en: "e-mail address", zh: "邮箱" },
  "identity.rule_name_and_birth_date": { en: "name and date of birth", zh: "姓名与出生日期" },
  "identity.rule_decision": { en: "a person's decision", zh: "人工确认" },
} as const;
