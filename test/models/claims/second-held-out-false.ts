// Wrong sentences and tables, written after the rules for the first held-out corpus and measured once before any rule was changed for them.
import type { WrongCase } from "./corpus-false.js";

export const wrongSentences: readonly WrongCase[] = [
  ["The vacancy rate is 5.1 % (36 of 876 posts).", "5.1"],
  ["Average age rose from 41.2 to 41.9 years, by 0.9.", "0.9"],
  ["Only 1 in 5 managers (39 %) gives feedback weekly.", "1 in 5"],
  ["Travel cost was €1.2m, 0.5m under the budget of €1.5m.", "0.5m"],
  ["We grew from 900 to 2,100 people, i.e. threefold.", "threefold"],
  ["We plan 2 % merit plus 1 % promotion budget, 4 % in total.", "4 %"],
  ["Of 60 leavers 45 (70 %) filled in the exit survey.", "70 %"],
  ["By age: <30: 21 %, 30-50: 54 %, >50: 35 %.", "35"],
  ["At €4,000 a month, 12 months are €44,000.", "44,000"],
  ["Absence of 5.1 days against 6.2 is 28 % less.", "28 %"],
  ["Our headcount of 480 includes 200 women (52 %).", "52"],
  ["Engagement reached 72, up 5 from 69.", "5"],
  ["Hiring took 30 days instead of 45, a third longer.", "third"],
  ["人均产值从82万元提高到90万元，增幅12%。", "12%"],
  ["面试180人，录用45人，录用率为30%。", "30%"],
  ["年终奖为2.5个月工资，月薪12,000元的员工可得36,000元。", "36,000"],
  ["今年新增岗位80个，其中研发40个、销售25个、职能25个。", "80"],
  ["离职原因：薪酬36%、发展38%、家庭20%、其他16%。", "38"],
  ["工龄满10年的员工120人，占总人数480人的三分之一。", "三分之一"],
  ["内训师32人，人均授课18小时，全年授课480小时。", "18"],
  ["满意度由4.0分升至4.2分，提高0.3分。", "0.3"],
  ["员工持股比例由3%增至5%，增加3个百分点。", "3个"],
  ["离职率12%，低于行业平均15%5个百分点。", "5个"],
  ["销售额同比增长15%，由200万元增至240万元。", "15%"],
  ["计划培训400人次，实际360人次，完成率95%。", "95%"],
];

export const wrongTables: readonly WrongCase[] = [
  [
    "| Team | FTE | Sick days | Days per FTE |\n|---|---|---|---|\n| A | 20 | 120 | 6.0 |\n| B | 35.5 | 284 | 9.0 |\n| C | 12 | 54 | 4.5 |\n| Total | 67.5 | 458 | 6.8 |",
    "9.0",
  ],
];
