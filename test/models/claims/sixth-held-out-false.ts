// Wrong sentences and tables, written and measured once at the end: no rule was changed for them.
import type { WrongCase } from "./corpus-false.js";

export const wrongSentences: readonly WrongCase[] = [
  ["Internal mobility: 36 of 90 vacancies (45 %) were filled from within.", "45 %"],
  ["Recruiting cost per hire is down 12 % to $4,600 (2024: $5,000).", "12 %"],
  ["The wellbeing survey drew 1,512 replies from 2,100 staff — a 78 % response.", "78 %"],
  ["Pass rates: cohort A 18/20 (90 %), cohort B 22/25 (92 %).", "92 %"],
  ["We hired 24 engineers in H1 and plan 30 in H2, 58 for the year.", "58"],
  ["Average handling time fell by a quarter, from 8.0 to 5.0 minutes.", "quarter"],
  ["Grade mix: juniors 45 %, mid-level 35 %, seniors 30 %.", "45 %"],
  ["Mentoring: 64 pairs, 58 still meeting monthly (81 %).", "81 %"],
  ["Sales per rep rose from $410k to $451k, i.e. by 12 %.", "12 %"],
  ["A 4 % rise on a salary of $75,000 adds $3,500.", "3,500"],
  ["Two thirds of managers (36 of 63) finished the programme.", "Two thirds"],
  ["Vacancy rate: 6.3 % in Q2, 5.8 % in Q3, 6.1 % in Q4, so it fell every quarter.", "6.1 %"],
  ["The bonus of $12,000 is 20 % of a base of $50,000.", "20 %"],
  ["本年度招聘费用36万元，入职120人，单人招聘成本3,600元。", "3,600元"],
  ["内部晋升占比由28%提升至34%，提高8个百分点。", "8个百分点"],
  ["员工总数1,500人，其中正式员工1,320人，占82%。", "82%"],
  ["培训覆盖率92%，参训1,152人，应训1,200人。", "92%"],
  ["三季度离职面谈完成40份，离职50人，面谈率90%。", "90%"],
  ["销售目标800万元，完成760万元，达成率98%。", "98%"],
  ["绩效工资占比30%，即月薪10,000元中绩效部分为3,500元。", "3,500元"],
  ["加班时长人均由22小时降至16.5小时，下降三分之一。", "三分之一"],
  ["关键岗位继任者覆盖率从50%升至75%，增加25个百分点，相对增长25%。", "相对增长25%"],
  ["校招生一年留存率87%（164/200）。", "87%"],
  ["全员调薪预算300万元，其中普调180万元、专项调整150万元。", "300万元"],
  ["问卷共发放500份，回收450份，回收率85%。", "85%"],
  ["客户满意度环比提高2.5分，由86.5分升至88分。", "2.5分"],
];

export const wrongTables: readonly WrongCase[] = [
  [
    "| Team | Reps | Deals | Deals per rep |\n|---|---:|---:|---:|\n| North | 8 | 96 | 12 |\n| South | 10 | 90 | 10 |\n| West | 6 | 66 | 11 |",
    "10 |\n| West",
  ],
  [
    "Course\tEnrolled\tCompleted\tCompletion\nExcel\t60\t54\t90.0%\nPython\t40\t28\t75.0%\nLeadership\t25\t25\t100.0%\nTotal\t125\t107\t85.6%",
    "75.0%",
  ],
  [
    "岗位,基本工资,绩效工资,补贴,合计\n专员,6000,1500,500,8000\n主管,9000,3000,800,13800\n经理,15000,6000,1000,22000",
    "13800",
  ],
  [
    "| 季度 | 入职 | 离职 | 净增 | 期末人数 |\n|---|---|---|---|---|\n| 一季度 | 30 | 22 | 8 | 508 |\n| 二季度 | 41 | 25 | 16 | 524 |\n| 三季度 | 28 | 33 | 5 | 519 |\n| 四季度 | 20 | 12 | 8 | 527 |",
    "5 | 519",
  ],
];
