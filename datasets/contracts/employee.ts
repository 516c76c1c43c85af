// One row per person and employment: who, hired when.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const employee: Contract = {
  table: "employee",
  title: { en: "Employees", zh: "员工" },
  grain: { en: "one row per employee", zh: "每名员工一行" },
  key: ["employee_id"],
  required: true,
  columns: [
    // The list that the others refer to.
    { ...employeeId, references: undefined },
    {
      name: "name",
      type: "text",
      label: { en: "Name", zh: "姓名" },
      protected: true,
      headers: { en: ["full name", "employee name", "staff name"], zh: ["姓名", "员工姓名", "名字"] },
    },
    {
      // Ties records of other systems to the person, and tells colleagues from customers.
      name: "email",
      type: "text",
      label: { en: "Work e-mail", zh: "工作邮箱" },
      protected: true,
      headers: {
        en: ["e-mail", "email address", "work email", "mail", "company email"],
        zh: ["邮箱", "工作邮箱", "公司邮箱", "电子邮箱", "企业邮箱"],
      },
    },
    {
      name: "gender",
      type: "category",
      label: { en: "Gender", zh: "性别" },
      protected: true,
      headers: { en: ["sex"], zh: ["性别"] },
      levels: {
        female: ["f", "female", "woman", "女"],
        male: ["m", "male", "man", "男"],
        other: ["other", "x", "非二元", "其他"],
      },
    },
    {
      name: "birth_date",
      type: "date",
      label: { en: "Date of birth", zh: "出生日期" },
      protected: true,
      range: ["1930-01-01", "today"],
      headers: {
        en: ["dob", "birthday", "date of birth", "birth date", "birthdate"],
        zh: ["出生日期", "生日", "出生年月"],
      },
    },
    {
      name: "hire_date",
      type: "date",
      required: true,
      label: { en: "Hire date", zh: "入职日期" },
      range: ["1950-01-01", "today"],
      headers: {
        en: [
          "hired on",
          "hired",
          "start date",
          "employment start date",
          "date of hire",
          "join date",
          "joining date",
          "doj",
          "entry date",
          "onboarding date",
        ],
        zh: ["入职日期", "入职时间", "到岗日期", "入司日期", "入司时间", "入职年月", "进公司日期"],
      },
    },
    {
      name: "education",
      type: "text",
      label: { en: "Education", zh: "学历" },
      headers: {
        en: ["degree", "education level", "qualification"],
        zh: ["学历", "最高学历", "教育程度", "文化程度"],
      },
    },
    {
      name: "recruitment_source",
      type: "text",
      label: { en: "Recruitment source", zh: "招聘渠道" },
      headers: {
        en: [
          "recruitment channel",
          "hiring source",
          "source of hire",
          "recruiting source",
          "referral source",
        ],
        zh: ["招聘渠道", "招聘来源", "来源渠道"],
      },
    },
  ],
  checks: ["unique_key"],
  unlocks: { en: "headcount, hires and tenure", zh: "人数、入职与司龄" },
};
