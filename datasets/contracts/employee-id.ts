// The column by which every table about people names the person.
import type { Column } from "./contract.js";

export const employeeId: Column = {
  name: "employee_id",
  type: "text",
  required: true,
  references: "employee.employee_id",
  label: { en: "Employee number", zh: "工号" },
  headers: {
    en: [
      "employee id",
      "employee number",
      "emp id",
      "emp no",
      "staff id",
      "person id",
      "worker id",
      "employee code",
      "staff number",
      "personnel number",
      "associate id",
      "badge number",
    ],
    zh: [
      "工号",
      "员工编号",
      "员工号",
      "人员编号",
      "员工ID",
      "员工工号",
      "职工号",
      "职工编号",
      "人员工号",
      "员工代码",
    ],
  },
};
