// Wrong sentences and tables, written with the fourth held-out corpus and measured once, after the rules were changed for that one and before any was for these.
import type { WrongCase } from "./corpus-false.js";

export const wrongSentences: readonly WrongCase[] = [
  ["Board slide: regretted losses 9 of 31 voluntary leavers (22.6 %).", "22.6 %"],
  ["Sales headcount rose to 96 (+12 YoY, +18 %).", "18 %"],
  ["Of 14 modules, 9 are mandatory and 6 elective.", "14"],
  ["Cost per hire: $5.2k vs $6.0k a year ago (−23 %).", "23 %"],
  ["Attendance: 212 registered, 187 attended, 35 did not show.", "35"],
  ["Pay review: 3.5 % merit pool on a $20m base costs $800k.", "800k"],
  ["Absence rate 3.1 % in June, 2.8 % in May, so +50 bps MoM.", "50 bps"],
  ["OKR progress: KR1 70 %, KR2 40 %, KR3 100 %; average 75 %.", "75 %"],
  ["Team A closed 45 deals with 9 reps, that is 6 deals per rep.", "6 deals"],
  ["Turnover year to date (8 months) is 7.6 %, annualised 13.4 %.", "13.4 %"],
  ["Quota attainment: 11 of 16 reps (79 %) reached 100 %.", "79 %"],
  ["The 1:1 completion rate tripled from 30 % to 75 %.", "tripled"],
  ["The average score of the three sites (4.1, 4.3, 4.5) is 4.6.", "4.6"],
  ["截至９月３０日，离职人数３６人，年初至今离职率８.０％（平均在职６００人）。", "８.０％", "doubtful"],
  ["绩效等级分布：A 15%，B 60%，C 20%，D 10%。", "15%"],
  ["店长提成：毛利30万元，提成比例5%，提成1.8万元。", "1.8万元"],
  ["社招到岗周期平均42天，最短15天，最长38天。", "42天"],
  ["人工成本占营收比18.5%，同比下降1.7pp（去年同期19.2%）。", "1.7pp"],
  ["报名156人，实到130人，到课率约90%。", "90%"],
  ["培训ROI：收益30万元，投入12万元，净收益16万元。", "16万元"],
  ["司龄5年以上180人，1至5年160人，1年以下60人，合计420人。", "420人"],
  ["年终奖总额480万元，覆盖320人，人均1.8万元。", "1.8万元"],
  ["离职率连续三个月下降：7月2.1%、8月1.8%、9月1.9%。", "1.9%"],
  ["三分之二的主管（18人中10人）完成了认证。", "三分之二"],
  ["高绩效员工流失率9%，是平均水平（4.5%）的三倍。", "三倍"],
  ["基本工资8000元加绩效2000元加补贴500元，月薪合计10,800元。", "10,800元"],
];

export const wrongTables: readonly WrongCase[] = [
  [
    "| Source | Hires | Cost ($) | Cost per hire ($) |\n|---|---:|---:|---:|\n| Referral | 24 | 36,000 | 1,500 |\n| Agency | 12 | 96,000 | 9,000 |\n| Careers site | 24 | 12,000 | 500 |\n| Total | 60 | 144,000 | 2,400 |",
    "9,000",
  ],
  [
    "Item\tAgree\tNeutral\tDisagree\nI know what is expected of me\t82%\t11%\t7%\nMy manager gives feedback\t68%\t20%\t22%\nI would recommend us\t74%\t16%\t10%",
    "68%",
  ],
  [
    "| 等级 | 人数 | 占比 |\n|---|---|---|\n| A | 12 | 15% |\n| B | 48 | 65% |\n| C | 16 | 20% |\n| D | 4 | 5% |\n| 合计 | 80 | 100% |",
    "65%",
  ],
  [
    "区域\t本期销售额（万元）\t去年同期（万元）\t同比\n华东\t560\t500\t12.0%\n华南\t418\t440\t-6.0%\n华北\t330\t300\t10.0%",
    "-6.0%",
  ],
];
