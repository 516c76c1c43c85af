// Months of facts → the files of the source systems behind them, written as the months go by.
import { attendanceCells, attendanceHeaders } from "./attendance.js";
import { isoDay, type Month } from "./calendar.js";
import type { MonthOfFacts } from "./month-facts.js";
import { salesCells, salesHeaders } from "./sales.js";
import { type CsvDialect, CsvWriter } from "./write-csv.js";

export interface FactFile {
  name: string;
  headers: readonly string[];
  dialect?: CsvDialect;
}

export interface FactFileNames {
  /** One file per calendar year where the names differ by year, else one for all. */
  attendance: (year: number) => FactFile;
  sales: FactFile;
  reviews: FactFile;
  training: FactFile;
  /** No survey is written when left out. */
  surveys?: FactFile;
}

/** Headers in the order of the cells that `write` fills in. */
export const chineseHeaders = {
  attendance: attendanceHeaders,
  sales: salesHeaders,
  reviews: ["工号", "考核日期", "绩效得分", "满分", "考核人工号"],
  training: ["工号", "课程名称", "培训日期", "学时", "完成状态", "考试成绩"],
  surveys: ["工号", "调查日期", "题目", "评分"],
} as const;

export class FactFiles {
  readonly #writers = new Map<string, CsvWriter>();
  attendanceRows = 0;
  /** Everybody who rated somebody. */
  readonly raters = new Set<string>();

  constructor(
    private readonly pathOf: (name: string) => string,
    private readonly names: FactFileNames,
  ) {}

  /** Names of the files written so far. */
  get files(): string[] {
    return [...this.#writers.keys()];
  }

  write(facts: MonthOfFacts): void {
    const attendance = this.#file(this.names.attendance(yearOf(facts.month)));
    for (const { person, rows } of facts.attendance) {
      for (const row of rows) attendance.write(attendanceCells(person.id, row));
      this.attendanceRows += rows.length;
    }
    const sales = this.#file(this.names.sales);
    for (const { person, row } of facts.sales) sales.write(salesCells(person.id, row));
    const reviews = this.#file(this.names.reviews);
    for (const review of facts.reviews) {
      reviews.write([review.employee, isoDay(review.day), review.score, 100, review.rater]);
      this.raters.add(review.rater);
    }
    const training = this.#file(this.names.training);
    for (const row of facts.training)
      training.write([row.employee, row.course, isoDay(row.day), row.hours, row.status, row.exam]);
    if (!this.names.surveys) return;
    const surveys = this.#file(this.names.surveys);
    for (const row of facts.surveys) surveys.write([row.employee, isoDay(row.day), row.item, row.score]);
  }

  close(): void {
    for (const writer of this.#writers.values()) writer.close();
  }

  #file({ name, headers, dialect }: FactFile): CsvWriter {
    let writer = this.#writers.get(name);
    if (!writer) this.#writers.set(name, (writer = new CsvWriter(this.pathOf(name), headers, dialect)));
    return writer;
  }
}

const yearOf = (month: Month): number => Math.floor(month / 12);
