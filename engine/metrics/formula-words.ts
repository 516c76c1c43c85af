// A metric's structured definition → its formula in words ("voluntary exits ÷ person-months employed × 12"), and its grain.
import type { Bilingual } from "../locale.js";
import type { MetricDefinition, Term } from "./catalogue-schema.js";
import { columnFacts, type RelationName } from "./relation-columns.js";

/** Conditions of a term; those that only repeat what the column says are empty. */
const whereWords: Record<string, Bilingual> = {
  exit_exposure: { en: "", zh: "" },
  followed_90_days: { en: "", zh: "" },
  followed_365_days: { en: "", zh: "" },
  attendance_days: { en: "of people with attendance records", zh: "有考勤记录者的" },
  direct_reports: { en: "who lead people", zh: "有下属的" },
};

const joined = (parts: Bilingual[], en: string, zh = en): Bilingual => ({
  en: parts.map((part) => part.en).join(en),
  zh: parts.map((part) => part.zh).join(zh),
});
const over = (above: Bilingual, below: Bilingual): Bilingual => joined([above, below], " ÷ ");
const noted = (text: Bilingual, en: string, zh: string): Bilingual => ({
  en: `${text.en}, ${en}`,
  zh: `${text.zh}，${zh}`,
});

class Words {
  constructor(private readonly relation: RelationName) {}

  of(name: string): Bilingual {
    return columnFacts[this.relation][name]?.words ?? { en: name, zh: name };
  }

  term({ sum, minus, times, where, recorded }: Term): Bilingual {
    const added = joined(
      [sum].flat().map((name) => this.of(name)),
      " + ",
    );
    const less = minus === undefined ? [] : [minus].flat().map((name) => this.of(name));
    const difference = joined([added, ...less], " − ");
    const bracketed =
      less.length === 0 ? difference : { en: `(${difference.en})`, zh: `（${difference.zh}）` };
    const product = times === undefined ? bracketed : joined([bracketed, this.of(times)], " × ");
    const condition = where ?? (recorded !== undefined && !this.#isIn(recorded, sum) ? recorded : undefined);
    if (condition === undefined) return product;
    const only = whereWords[condition] ?? {
      en: `where ${this.of(condition).en} ${where ? "above 0" : "known"}`,
      zh: `（仅${where ? "有" : "已知"}${this.of(condition).zh}）`,
    };
    return whereWords[condition]
      ? { en: `${product.en} ${only.en}`.trimEnd(), zh: only.zh + product.zh }
      : { en: `${product.en} ${only.en}`, zh: product.zh + only.zh };
  }

  #isIn(name: string, sum: Term["sum"]): boolean {
    return [sum].flat().includes(name);
  }
}

export function formulaInWords({
  formula,
  relation,
}: Pick<MetricDefinition, "formula" | "relation">): Bilingual {
  const words = new Words(relation);
  switch (formula.kind) {
    case "sum":
      return noted(words.term(formula.of), "added up", "合计");
    case "end_of_period":
      return noted(words.term(formula.of), "last month of the period", "取期末月份");
    case "average_over_months":
      return over(words.term(formula.of), { en: "months", zh: "月数" });
    case "ratio": {
      const ratio = over(words.term(formula.numerator), words.term(formula.denominator));
      if (formula.annualise) return { en: `${ratio.en} × 12`, zh: `${ratio.zh} × 12` };
      return formula.at === "end_of_period" ? noted(ratio, "last month of the period", "取期末月份") : ratio;
    }
    case "mean": {
      const { value, weight, at } = formula;
      const mean = {
        en: `mean ${words.of(value).en}${weight === undefined ? "" : ` per ${singular[weight]?.en ?? words.of(weight).en}`}`,
        zh: `${words.of(value).zh}的平均值${weight === undefined ? "" : `（按${singular[weight]?.zh ?? words.of(weight).zh}）`}`,
      };
      return at === "end_of_period" ? noted(mean, "last month of the period", "取期末月份") : mean;
    }
    case "rolling_12m":
      return noted(
        joined(
          [over(words.term(formula.numerator), words.term(formula.denominator)), { en: "12", zh: "12" }],
          " × ",
        ),
        "over the last 12 months",
        "按最近 12 个月",
      );
    case "share_of_people": {
      const [part, all] = [words.term(formula.numerator), words.term(formula.denominator)];
      const share = {
        en: `people with ${part.en} ÷ people with ${all.en}`,
        zh: `有${part.zh}的人数 ÷ 有${all.zh}的人数`,
      };
      return formula.over === "12_months" ? noted(share, "over the last 12 months", "按最近 12 个月") : share;
    }
    case "retained_12m":
      return {
        en: "people of 12 months ago who are still employed ÷ people employed 12 months ago",
        zh: "12 个月前在职且现仍在职的人数 ÷ 12 个月前的在职人数",
      };
    case "mean_per_person_12m": {
      const product = joined(
        formula.product.map(({ sum, power = 1 }) => {
          const own = words.of(sum);
          const sup = ["", "", "²", "³"][power];
          return { en: `${own.en}${sup}`, zh: `${own.zh}${sup}` };
        }),
        " × ",
      );
      return {
        en: `mean per person of ${product.en} in the last 12 months`,
        zh: `每人最近 12 个月的 ${product.zh}，取平均值`,
      };
    }
  }
}

/** What a mean counts once: its weight, in the singular. */
const singular: Record<string, Bilingual> = {
  headcount_end: { en: "person", zh: "人" },
  review_count: { en: "review", zh: "次评估" },
  survey_count: { en: "answer", zh: "份答卷" },
  feedback_count: { en: "rating", zh: "次评价" },
  competency_count: { en: "rating", zh: "次评分" },
  exams_taken: { en: "exam", zh: "次考试" },
  kpi_count: { en: "KPI", zh: "项 KPI" },
};

/** What is counted, and over which rows of it a cell is made. */
export function grainInWords({
  formula,
  relation,
}: Pick<MetricDefinition, "formula" | "relation">): Bilingual {
  if (relation === "hire_cohort")
    return { en: "one row per hire, in the month of the hire", zh: "每次入职一行，计入入职当月" };
  const row = { en: "one row per employee and month", zh: "每名员工每月一行" };
  switch (formula.kind) {
    case "end_of_period":
      return noted(row, "of the period’s last month", "仅取周期最后一个月");
    case "rolling_12m":
      return noted(row, "of the twelve months that end with the period", "取截至周期末的 12 个月");
    case "retained_12m":
      return {
        en: "one row per person employed twelve months before the period’s end, in the group of that time",
        zh: "周期末 12 个月前的在职者每人一行，按当时所在组归属",
      };
    case "mean_per_person_12m":
      return {
        en: "one row per person employed at the period’s end, with their own twelve months",
        zh: "周期末在职者每人一行，取其本人 12 个月的数据",
      };
    case "share_of_people":
      return formula.over === "12_months"
        ? {
            en: "one row per person, of the twelve months that end with the period",
            zh: "每人一行，取截至周期末的 12 个月",
          }
        : { en: "one row per person, of all months of the period", zh: "每人一行，取周期内全部月份" };
    case "mean":
    case "ratio":
      if (formula.at === "end_of_period")
        return noted(row, "of the period’s last month", "仅取周期最后一个月");
  }
  return noted(row, "of all months of the period", "取周期内全部月份");
}
