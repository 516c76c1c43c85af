// Correct sentences and tables, written and measured once at the end: no rule was changed for them.

export const trueSentences: readonly string[] = [
  "Internal mobility: 36 of 90 vacancies (40 %) were filled from within, up from 31 % a year earlier.",
  "Recruiting cost per hire is down 8 % to $4,600 (2024: $5,000).",
  "The wellbeing survey drew 1,512 replies from 2,100 staff — a 72 % response.",
  "Pass rates: cohort A 18/20 (90 %), cohort B 22/25 (88 %), together 40/45 (88.9 %).",
  "We hired 24 engineers in H1 and plan 30 in H2, 54 for the year.",
  "Unplanned absence costs about $1.2m a year, roughly 2 % of a $60m payroll.",
  "Average handling time fell by a quarter, from 8.0 to 6.0 minutes.",
  "Grade mix: juniors 45 %, mid-level 35 %, seniors 20 %.",
  "Mentoring: 64 pairs, 58 still meeting monthly (91 %), 6 dissolved.",
  "Sales per rep rose from $410k to $451k, i.e. by 10 %.",
  "A 4 % rise on a salary of $75,000 adds $3,000.",
  "Two thirds of managers (42 of 63) finished the programme.",
  "Vacancy rate: 6.3 % in Q2, 5.8 % in Q3, 5.1 % in Q4, so it fell every quarter.",
  "本年度招聘费用36万元，入职120人，单人招聘成本3,000元。",
  "内部晋升占比由28%提升至34%，提高6个百分点。",
  "员工总数1,500人，其中正式员工1,320人，占88%，外包180人。",
  "培训覆盖率96%，参训1,152人，应训1,200人。",
  "三季度离职面谈完成45份，离职50人，面谈率90%。",
  "销售目标800万元，完成760万元，达成率95%，差40万元。",
  "绩效工资占比30%，即月薪10,000元中绩效部分为3,000元。",
  "加班时长人均由22小时降至16.5小时，下降四分之一。",
  "关键岗位继任者覆盖率从50%升至75%，增加25个百分点，相对增长50%。",
  "校招生一年留存率82%（164/200），两年留存率65%（130/200）。",
  "全员调薪预算300万元，其中普调180万元、专项调整120万元。",
  "问卷共发放500份，回收450份，有效430份。",
  "客户满意度环比提高1.5分，由86.5分升至88分。",
];

export const trueTables: readonly string[] = [
  "| Team | Reps | Deals | Deals per rep | Win rate |\n|---|---:|---:|---:|---:|\n| North | 8 | 96 | 12 | 24 % |\n| South | 10 | 90 | 9 | 18 % |\n| West | 6 | 66 | 11 | 22 % |\n| Total | 24 | 252 | 10.5 | 21 % |",
  "Course\tEnrolled\tCompleted\tCompletion\nExcel\t60\t54\t90.0%\nPython\t40\t28\t70.0%\nLeadership\t25\t25\t100.0%\nTotal\t125\t107\t85.6%",
  "岗位,基本工资,绩效工资,补贴,合计\n专员,6000,1500,500,8000\n主管,9000,3000,800,12800\n经理,15000,6000,1000,22000",
  "| 季度 | 入职 | 离职 | 净增 | 期末人数 |\n|---|---|---|---|---|\n| 一季度 | 30 | 22 | 8 | 508 |\n| 二季度 | 41 | 25 | 16 | 524 |\n| 三季度 | 28 | 33 | -5 | 519 |",
];
