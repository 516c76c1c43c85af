// One row per employee, course and start: hours, status, exam score.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const trainingRecord: Contract = {
  table: "training_record",
  title: { en: "Training records", zh: "培训记录" },
  grain: { en: "one row per employee, course and date", zh: "每名员工每门课程每次一行" },
  key: ["employee_id", "course_id", "training_date"],
  columns: [
    employeeId,
    {
      name: "course_id",
      type: "text",
      required: true,
      label: { en: "Course", zh: "课程" },
      headers: {
        en: ["course", "course id", "course name", "training"],
        zh: ["课程", "课程编号", "课程名称", "培训课程"],
      },
    },
    {
      name: "training_date",
      type: "date",
      required: true,
      label: { en: "Date completed", zh: "培训日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["date", "completed on", "completion date", "enrol date", "training date"],
        zh: ["培训日期", "完成日期", "结业日期"],
      },
    },
    {
      name: "hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Hours", zh: "学时" },
      range: [0, 2000],
      headers: { en: ["training hours", "duration", "duration hours"], zh: ["学时", "培训时长", "课时"] },
    },
    {
      name: "status",
      type: "category",
      label: { en: "Status", zh: "状态" },
      headers: { en: ["status", "completion status"], zh: ["状态", "完成状态"] },
      levels: {
        completed: ["completed", "done", "passed", "已完成", "完成", "通过"],
        dropped: ["dropped", "cancelled", "已取消", "退出"],
        no_show: ["no show", "noshow", "absent", "缺席"],
        enrolled: ["enrolled", "in progress", "进行中", "已报名"],
      },
    },
    {
      name: "exam_score",
      type: "decimal",
      unit: "score",
      label: { en: "Exam score", zh: "考试成绩" },
      headers: { en: ["exam score", "score", "grade"], zh: ["考试成绩", "成绩", "考试得分"] },
    },
    {
      name: "is_passed",
      type: "boolean",
      label: { en: "Exam passed", zh: "是否通过考试" },
      headers: {
        en: ["passed", "is passed", "exam passed", "pass"],
        zh: ["是否通过", "是否通过考试", "考试是否通过", "是否合格"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit"],
  unlocks: { en: "training hours, course completion, exams", zh: "培训时长、课程完成情况、考试" },
};
