// Every way in which an analyst's SQL is refused or stopped, in both languages.
import { defineErrors } from "../errors.js";

const oneSelect = {
  en: "Write one SELECT over the relations listed by: rapport sql --relations",
  zh: "请只写一条 SELECT，可用的数据表见：rapport sql --relations",
};

export const sqlError = defineErrors({
  sql_needs_person_rights: {
    message: {
      en: "SQL reads rows about single people; “{user}” reads numbers about groups.",
      zh: "SQL 读取的是个人数据行；“{user}”只有查看群体数字的权限。",
    },
    hint: {
      en: "Ask a metric question instead (rapport query), or ask somebody with person-level rights.",
      zh: "请改用指标查询（rapport query），或请有个人级权限的同事查询。",
    },
  },
  sql_empty: {
    message: { en: "Expected an SQL statement, found nothing.", zh: "应有一条 SQL 语句，实际为空。" },
    hint: oneSelect,
  },
  sql_too_long: {
    message: {
      en: "The statement has {length, number} characters; at most {limit, number} are read.",
      zh: "语句共 {length, number} 个字符，最多允许 {limit, number} 个。",
    },
    hint: {
      en: "Put long lists of values into a join or a range.",
      zh: "请用连接或范围代替很长的取值列表。",
    },
  },
  sql_syntax: {
    message: { en: "The statement cannot be read: {reason}.", zh: "无法解析该语句：{reason}。" },
    hint: { en: "Mend the SQL near {near}.", zh: "请修改 SQL 中 {near} 附近的内容。" },
  },
  sql_several_statements: {
    message: {
      en: "Expected one statement, found {count}.",
      zh: "应只有一条语句，实际有 {count} 条。",
    },
    hint: { en: "Keep one and run the others by themselves.", zh: "请只保留一条，其余分别运行。" },
  },
  sql_not_a_select: {
    message: {
      en: "Only a plain SELECT is run here; found a statement that changes, describes or reshapes ({found}).",
      zh: "此处只运行普通的 SELECT；实际语句会修改、描述或重排数据（{found}）。",
    },
    hint: oneSelect,
  },
  sql_relation_refused: {
    message: {
      en: "“{relation}” is not a relation that may be read here.",
      zh: "“{relation}”不是此处可读取的数据表。",
    },
    hint: {
      en: "{count, plural, =0 {rapport sql --relations lists what there is.} other {Did you mean {candidates}? rapport sql --relations lists what there is.}}",
      zh: "{count, plural, =0 {可用的数据表见：rapport sql --relations。} other {是否指：{candidates}？可用的数据表见：rapport sql --relations。}}",
    },
  },
  sql_function_refused: {
    message: {
      en: "The function “{name}” is not among those that may be used here.",
      zh: "函数“{name}”不在此处允许使用的函数之列。",
    },
    hint: {
      en: "Aggregates, window, text, date, number and list functions are; rapport sql --functions lists them.",
      zh: "可用聚合、窗口、文本、日期、数值与列表函数，清单见：rapport sql --functions。",
    },
  },
  sql_construct_refused: {
    message: {
      en: "The statement uses {found}, which is not run here.",
      zh: "语句中用到 {found}，此处不予运行。",
    },
    hint: oneSelect,
  },
  sql_failed: {
    message: { en: "The statement failed: {reason}", zh: "语句执行失败：{reason}" },
    hint: {
      en: "Mend the statement; rapport sql --relations lists relations and columns.",
      zh: "请修改语句；数据表与列见：rapport sql --relations。",
    },
  },
  sql_time_exceeded: {
    message: {
      en: "The statement was stopped after {seconds} s, its time limit.",
      zh: "语句已运行 {seconds} 秒，达到时间上限后被停止。",
    },
    hint: {
      en: "Filter by month, join on employee_id and month, or aggregate before joining.",
      zh: "请按月份筛选，按 employee_id 与 month 连接，或先聚合再连接。",
    },
  },
  sql_memory_exceeded: {
    message: {
      en: "The statement was stopped at its memory limit of {memory} MB.",
      zh: "语句达到 {memory} MB 的内存上限后被停止。",
    },
    hint: {
      en: "Read fewer columns or months, or aggregate before joining.",
      zh: "请减少列或月份，或先聚合再连接。",
    },
  },
  sql_stopped: {
    message: { en: "The statement was stopped.", zh: "语句已被停止。" },
    hint: { en: "Run it again when it suits.", zh: "可随时重新运行。" },
  },
  sql_process_died: {
    message: {
      en: "The process that ran the statement ended without an answer. The workspace is unharmed.",
      zh: "运行该语句的进程未给出结果即已结束。工作区未受影响。",
    },
    hint: { en: "Simplify the statement and run it again.", zh: "请简化语句后重新运行。" },
  },
});
