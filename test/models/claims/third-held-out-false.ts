// Wrong sentences and tables, written after the rules for the second held-out corpus and measured once before any rule was changed for them.
import type { WrongCase } from "./corpus-false.js";

export const wrongSentences: readonly WrongCase[] = [
  ["We received 2,140 applications, 28 % more than last year (1,814).", "28 %"],
  ["Women hold 42 of 120 management posts (38 %).", "38 %"],
  ["Women hold 35 % of posts, 6 points more than in 2022 (31 %).", "6 points"],
  ["The retention bonus of €2,500 is paid in two instalments of €1,500.", "1,500"],
  ["Per-capita training spend: €640 (2023: €610), +8.9 %.", "8.9 %"],
  ["70 % of the answers came from Germany, 20 % from France and 20 % from Spain.", "70 %"],
  ["Team leads have 8 to 12 direct reports, 13.6 on average.", "13.6"],
  ["Q4 hires: 14 (plan 15), 83 % of plan.", "83 %"],
  ["Our 360° feedback covers 48 leaders with 7.5 raters each, i.e. 320 raters.", "320"],
  ["The probation failure rate is 9 % (5 of 71).", "9 %"],
  ["Pay rose from €50,000 to €53,000, i.e. by 5 %.", "5 %"],
  ["Of our 200 staff, 120 are men and 90 are women.", "200"],
  ["A quarter of the 80 staff (30) work part-time.", "quarter"],
  ["The index rose from 60 to 66, i.e. by 6 %.", "6 %", "doubtful"],
  ["Overtime halved from 12 to 8 hours.", "halved"],
  ["招聘完成率82%（计划50人，实际46人）。", "82%"],
  ["入职100人，留存88人，90天留存率为85%。", "85%"],
  ["本年度共开展培训36场，参训1,080人次，场均36人次。", "36人次"],
  ["核心岗位离职率5.2%，非核心岗位14.8%，整体16.6%。", "16.6%"],
  ["工资由8,000元调整为8,800元，涨幅8%。", "8%"],
  ["全年人工成本1.26亿元，人均14.6万元（1,000人）。", "14.6万"],
  ["35岁以下员工占58%，比去年（55%）上升5个百分点。", "5个"],
  ["报名32人，到场28人，到场率90%。", "90%"],
  ["面谈覆盖了九成员工，即210人（共300人）。", "九成"],
  ["加班时长同比减少三成，由15小时降至12小时。", "三成"],
  ["岗位编制：总部120、分公司380，合计520。", "520"],
  ["从60%提高到72%，提高了12%。", "12%", "doubtful"],
];

export const wrongTables: readonly WrongCase[] = [
  [
    "| 部门 | 收入（万元） | 人数 | 人均收入（万元） |\n|---|---|---|---|\n| 华东 | 1,200 | 40 | 30 |\n| 华南 | 900 | 25 | 36 |\n| 合计 | 2,100 | 65 | 33 |",
    "33",
  ],
  [
    "Department\tQ1\tQ2\tH1\nSales\t14\t9\t23\nIT\t6\t8\t15\nHR\t10\t12\t22\nFinance\t11\t7\t18\nTotal\t41\t36\t78",
    "15",
  ],
  ["级别,最低薪酬,最高薪酬,幅宽\nM1,10000,15000,50%\nM2,14000,21000,50%\nM3,20000,32000,70%", "70%"],
];
