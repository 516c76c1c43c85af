// One row per coaching session: who coached whom, when, how long.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const coaching: Contract = {
  table: "coaching",
  title: { en: "Coaching sessions", zh: "带教记录" },
  grain: { en: "one row per coach, person coached and day", zh: "每名导师每名学员每日一行" },
  key: ["employee_id", "coachee_id", "session_date"],
  columns: [
    {
      ...employeeId,
      label: { en: "Coach", zh: "导师工号" },
      headers: {
        en: [...employeeId.headers.en, "coach", "coach id", "mentor id", "mentor"],
        zh: [...employeeId.headers.zh, "导师工号", "导师", "带教人工号", "师傅工号"],
      },
    },
    {
      name: "coachee_id",
      type: "text",
      required: true,
      label: { en: "Person coached", zh: "学员工号" },
      headers: {
        en: ["coachee", "mentee id", "mentee", "trainee id", "person coached"],
        zh: ["学员工号", "学员", "被带教人工号", "徒弟工号", "新人工号"],
      },
    },
    {
      name: "session_date",
      type: "date",
      required: true,
      label: { en: "Day", zh: "带教日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["date", "coaching date", "session day", "date of session"],
        zh: ["带教日期", "辅导日期", "日期"],
      },
    },
    {
      name: "hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Hours", zh: "带教时长" },
      range: [0, 24],
      headers: {
        en: ["coaching hours", "duration", "duration hours"],
        zh: ["带教时长", "辅导时长", "时长", "带教小时"],
      },
    },
  ],
  distinct: ["employee_id", "coachee_id"],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit", "not_oneself"],
  unlocks: { en: "coaching hours, how coached newcomers do", zh: "带教时长、带教新人成果" },
};
