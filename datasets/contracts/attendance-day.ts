// One row per employee and working day: planned and worked hours, punches, leave.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";
import { instantColumn, timeZoneColumn } from "./time-zone.js";

export const attendanceDay: Contract = {
  table: "attendance_day",
  title: { en: "Attendance days", zh: "考勤日报" },
  grain: { en: "one row per employee and day", zh: "每名员工每日一行" },
  key: ["employee_id", "work_date"],
  columns: [
    employeeId,
    {
      name: "work_date",
      type: "date",
      required: true,
      label: { en: "Day", zh: "日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["date", "day", "work date", "attendance date"],
        zh: ["日期", "考勤日期", "工作日期", "出勤日期"],
      },
    },
    {
      name: "planned_hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Planned hours", zh: "应出勤工时" },
      range: [0, 24],
      headers: {
        en: ["planned h", "scheduled hours", "planned hours"],
        zh: ["应出勤工时", "计划工时", "应出勤小时"],
      },
    },
    {
      name: "worked_hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Worked hours", zh: "实际工时" },
      range: [0, 24],
      headers: {
        en: ["worked h", "hours worked", "actual hours"],
        zh: ["实际工时", "出勤工时", "实出勤小时", "工作时长"],
      },
    },
    {
      name: "overtime_hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Overtime hours", zh: "加班工时" },
      range: [0, 24],
      headers: { en: ["overtime h", "overtime", "ot hours"], zh: ["加班工时", "加班小时", "加班时长"] },
    },
    {
      name: "night_hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Night hours (22:00 to 06:00)", zh: "夜间工时（22:00 至 6:00）" },
      range: [0, 24],
      headers: {
        en: ["night h", "night hours", "night shift hours"],
        zh: ["夜间工时", "夜班工时", "夜间时长"],
      },
    },
    {
      name: "clock_in",
      type: "timestamp",
      label: { en: "First punch", zh: "上班打卡" },
      headers: {
        en: ["in ts", "in time", "clock in", "punch in", "check in"],
        zh: ["上班打卡", "签到时间", "上班时间", "首次打卡"],
      },
    },
    {
      name: "clock_out",
      type: "timestamp",
      label: { en: "Last punch", zh: "下班打卡" },
      headers: {
        en: ["out ts", "out time", "clock out", "punch out", "check out"],
        zh: ["下班打卡", "签退时间", "下班时间", "末次打卡"],
      },
    },
    {
      name: "is_late",
      type: "boolean",
      label: { en: "Late", zh: "是否迟到" },
      headers: { en: ["late", "is late", "tardy"], zh: ["迟到", "是否迟到"] },
    },
    {
      name: "absence_kind",
      type: "category",
      label: { en: "Absence", zh: "缺勤类型" },
      headers: { en: ["absence", "absence type", "leave type"], zh: ["缺勤类型", "请假类型", "考勤状态"] },
      levels: {
        none: ["", "none", "present", "正常", "出勤"],
        leave: ["leave", "annual leave", "vacation", "holiday", "年假", "休假", "调休"],
        sick: ["sick", "sick leave", "病假"],
        unexcused: ["unexcused", "absent", "no show", "旷工", "缺勤", "事假"],
      },
    },
    timeZoneColumn,
    instantColumn("clock_in", { en: "First punch (UTC)", zh: "上班打卡（UTC）" }),
    instantColumn("clock_out", { en: "Last punch (UTC)", zh: "下班打卡（UTC）" }),
  ],
  ordered: [["clock_in", "clock_out"]],
  checks: ["unique_key", "known_time_zone", "dates_in_order", "known_employee", "before_hire", "after_exit"],
  unlocks: {
    en: "absence rate and spells, overtime, worked and night hours, core time, lateness",
    zh: "缺勤率与缺勤次数、加班、工时、夜间工时、核心工作时间、迟到",
  },
};
