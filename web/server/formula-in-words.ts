// A metric's structured definition → its formula in words: "voluntary exits ÷ average headcount, per year".
import type { Bilingual } from "../../engine/locale.js";
import type { MetricDefinition, Term } from "../../engine/metrics/catalogue-schema.js";

/** What each column of the spine counts, as it reads inside a formula. */
const columnWords: Record<string, Bilingual> = {
  headcount_end: { en: "people employed at month’s end", zh: "月末在职人数" },
  headcount_average: { en: "average headcount", zh: "平均在职人数" },
  exit_exposure: { en: "average headcount", zh: "平均在职人数" },
  employed_days: { en: "days employed", zh: "在职天数" },
  fte: { en: "full-time equivalents", zh: "全时当量" },
  is_hire: { en: "hires", zh: "入职人数" },
  is_voluntary_exit: { en: "voluntary exits", zh: "主动离职人数" },
  is_involuntary_exit: { en: "involuntary exits", zh: "被动离职人数" },
  is_other_exit: { en: "other exits", zh: "其他离职人数" },
  is_transfer_in: { en: "transfers in", zh: "调入人数" },
  is_promotion: { en: "promotions", zh: "晋升人数" },
  is_exit_within_90_days: { en: "exits within 90 days of joining", zh: "入职 90 天内离职人数" },
  is_exit_within_365_days: { en: "exits within a year of joining", zh: "入职一年内离职人数" },
  followed_90_days: { en: "hires followed for 90 days", zh: "已满 90 天的入职人数" },
  followed_365_days: { en: "hires followed for a year", zh: "已满一年的入职人数" },
  left_within_90_days: { en: "of them left within 90 days", zh: "其中 90 天内离职人数" },
  left_within_365_days: { en: "of them left within a year", zh: "其中一年内离职人数" },
  tenure_months: { en: "months of tenure", zh: "司龄月数" },
  age: { en: "age", zh: "年龄" },
  attendance_days: { en: "days with attendance", zh: "有考勤的天数" },
  absent_days: { en: "days absent", zh: "缺勤天数" },
  leave_days: { en: "days of leave", zh: "休假天数" },
  planned_hours: { en: "planned hours", zh: "计划工时" },
  worked_hours: { en: "hours worked", zh: "实际工时" },
  overtime_hours: { en: "overtime hours", zh: "加班工时" },
  night_hours: { en: "night hours", zh: "夜间工时" },
  late_days: { en: "days late", zh: "迟到天数" },
  core_time_days: { en: "days present in core time", zh: "核心时段在职天数" },
  review_score: { en: "review scores", zh: "绩效评分" },
  review_count: { en: "reviews", zh: "评分次数" },
  training_hours: { en: "training hours", zh: "培训学时" },
  courses_completed: { en: "courses completed", zh: "完成课程数" },
  visits: { en: "client visits", zh: "客户拜访数" },
  leads: { en: "leads", zh: "线索数" },
  deals: { en: "deals", zh: "成交数" },
  revenue: { en: "revenue", zh: "销售额" },
  new_customer_revenue: { en: "revenue from new customers", zh: "新客户销售额" },
  big_client_revenue: { en: "revenue from big clients", zh: "大客户销售额" },
  survey_score: { en: "survey scores", zh: "问卷得分" },
  survey_count: { en: "survey answers", zh: "问卷份数" },
};

/** Conditions of a term; those that only repeat what the column says are empty. */
const whereWords: Record<string, Bilingual> = {
  exit_exposure: { en: "", zh: "" },
  followed_90_days: { en: "", zh: "" },
  followed_365_days: { en: "", zh: "" },
  attendance_days: { en: "of people with attendance records", zh: "有考勤记录者的" },
};

const words = (name: string): Bilingual => columnWords[name] ?? { en: name, zh: name };

const joined = (parts: Bilingual[], en: string, zh: string): Bilingual => ({
  en: parts.map((part) => part.en).join(en),
  zh: parts.map((part) => part.zh).join(zh),
});

function termWords({ sum, times, where }: Term): Bilingual {
  const added = joined([sum].flat().map(words), " + ", " + ");
  const product = times === undefined ? added : joined([added, words(times)], " × ", " × ");
  if (where === undefined) return product;
  const only = whereWords[where];
  return only ? { en: `${product.en} ${only.en}`.trimEnd(), zh: only.zh + product.zh } : product;
}

const over = (above: Bilingual, below: Bilingual): Bilingual => joined([above, below], " ÷ ", " ÷ ");
const noted = (text: Bilingual, en: string, zh: string): Bilingual => ({
  en: `${text.en}, ${en}`,
  zh: `${text.zh}，${zh}`,
});

export function formulaInWords({ formula }: Pick<MetricDefinition, "formula">): Bilingual {
  switch (formula.kind) {
    case "sum":
      return noted(termWords(formula.of), "added up", "合计");
    case "end_of_period":
      return noted(termWords(formula.of), "last month of the period", "取期末月份");
    case "average_over_months":
      return over(termWords(formula.of), { en: "months", zh: "月数" });
    case "ratio": {
      const ratio = over(termWords(formula.numerator), termWords(formula.denominator));
      return formula.annualise ? noted(ratio, "per year", "折合每年") : ratio;
    }
    case "mean":
      return {
        en: `mean of ${words(formula.value).en}, weighted by ${words(formula.weight).en}`,
        zh: `${words(formula.value).zh}的平均值，以${words(formula.weight).zh}加权`,
      };
    case "rolling_12m":
      return noted(
        over(termWords(formula.numerator), termWords(formula.denominator)),
        "over the last 12 months",
        "按最近 12 个月",
      );
  }
}
