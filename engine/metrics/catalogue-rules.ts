// A definition that is well formed → what is wrong with it all the same: columns, additivity, units, intervals, sources.
import { contractOf, contracts } from "../../datasets/contracts/index.js";
import type { Facts, RapportError } from "../errors.js";
import { catalogueError } from "./catalogue-errors.js";
import { unitsOfFormula } from "./catalogue-units.js";
import type { Formula, MetricDefinition, Term } from "./catalogue-schema.js";
import type { At } from "./catalogue-source.js";
import type { Additivity } from "./column-facts.js";
import { nearest } from "./nearest.js";
import { columnFacts } from "./relation-columns.js";

/** Makes the error for a place inside the definition. */
export type Report = (make: (facts: Facts) => RapportError, at: At, facts: Facts) => RapportError;

/** Throws the first rule broken. */
export function checkRules(metric: MetricDefinition, report: Report): void {
  const checker = new Rules(metric, report);
  checker.columns();
  checker.unit();
  checker.interval();
  checker.sources();
  checker.example();
}

const at = (part: string): At => ["formula", part];

class Rules {
  readonly #columns;
  constructor(
    private readonly metric: MetricDefinition,
    private readonly report: Report,
  ) {
    this.#columns = columnFacts[metric.relation];
  }

  columns(): void {
    const { formula, contributors, observed_by } = this.metric;
    switch (formula.kind) {
      case "sum":
      case "end_of_period":
      case "average_over_months":
        this.#term(formula.of, at("of"), formula);
        break;
      case "ratio":
      case "rolling_12m":
      case "share_of_people":
        this.#term(formula.numerator, at("numerator"), formula);
        this.#term(formula.denominator, at("denominator"), formula);
        break;
      case "mean":
        this.#number(formula.value, at("value"));
        if (formula.weight) this.#number(formula.weight, at("weight"));
        if (formula.at !== "end_of_period" && this.#columns[formula.value].adds === "stock")
          throw this.report(catalogueError.metric_stock_over_time, at("value"), { column: formula.value });
        break;
      case "retained_12m":
        this.#number(formula.of, at("of"));
        break;
      case "mean_per_person_12m":
        for (const [i, { sum }] of formula.product.entries()) {
          this.#number(sum, ["formula", "product", i, "sum"]);
          this.#additivity(sum, ["formula", "product", i, "sum"], ["flow"]);
        }
        this.#number(formula.weight, at("weight"));
    }
    if (contributors) this.#known(contributors, ["contributors"]);
    if (observed_by) this.#number(observed_by, ["observed_by"]);
  }

  #known(column: string, at: At): void {
    if (column in this.#columns) return;
    const candidates = nearest(column, Object.keys(this.#columns));
    throw this.report(catalogueError.metric_column_unknown, at, {
      column,
      relation: this.metric.relation,
      candidates,
      count: candidates.length,
      all: "`rapport metrics --columns` lists all columns.",
      allZh: "全部列见 rapport metrics --columns。",
    });
  }

  #number(column: string, at: At): void {
    this.#known(column, at);
    if (this.#columns[column].kind === "text")
      throw this.report(catalogueError.metric_text_column, at, { column });
  }

  #term({ sum, minus, times, where, recorded }: Term, at: At, formula: Formula): void {
    const allowed = additivityAllowed(formula);
    for (const [key, columns] of [
      ["sum", sum],
      ["minus", minus],
    ] as const)
      for (const column of [columns ?? []].flat()) {
        this.#number(column, [...at, key]);
        // a level times its weight is a sum again
        if (!(times && this.#columns[column].adds === "level"))
          this.#additivity(column, [...at, key], allowed);
      }
    if (times) this.#number(times, [...at, "times"]);
    if (where) this.#number(where, [...at, "where"]);
    if (recorded) this.#known(recorded, [...at, "recorded"]);
  }

  #additivity(column: string, at: At, allowed: readonly Additivity[]): void {
    const { adds, unit } = this.#columns[column];
    if (allowed.includes(adds)) return;
    const rules = {
      level: catalogueError.metric_sum_of_level,
      stock: catalogueError.metric_stock_over_time,
      exposure: catalogueError.metric_exposure_as_result,
      flow: catalogueError.metric_flow_at_end,
    };
    throw this.report(rules[adds], at, { column, unit });
  }

  unit(): void {
    const { id, unit, formula, relation } = this.metric;
    const { allowed, found } = unitsOfFormula(formula, columnFacts[relation]);
    if (allowed.includes(unit)) return;
    throw this.report(catalogueError.metric_unit_wrong, ["unit"], {
      metric: id,
      unit,
      found,
      allowed: [...allowed],
      count: allowed.length,
    });
  }

  interval(): void {
    const { interval, formula } = this.metric;
    const allowed = this.#intervals(formula);
    if (!allowed.includes(interval))
      throw this.report(catalogueError.metric_interval_wrong, ["interval"], {
        interval,
        kind: formula.kind,
        allowed,
      });
  }

  #intervals(formula: Formula): string[] {
    switch (formula.kind) {
      case "sum":
      case "end_of_period":
      case "average_over_months":
        return ["none"];
      case "rolling_12m":
        return ["none", "poisson"];
      case "share_of_people":
      case "retained_12m":
        return ["none", "wilson"];
      case "mean":
      case "mean_per_person_12m":
        return ["none", "mean_by_person"];
      case "ratio": {
        const flags = [formula.numerator, formula.denominator].every((t) =>
          [t.sum].flat().every((name) => this.#columns[name].kind === "flag"),
        );
        const events = [formula.numerator.sum].flat().every((name) => this.#columns[name].unit === "count");
        return ["none", "ratio_by_person", ...(events ? ["poisson"] : []), ...(flags ? ["wilson"] : [])];
      }
    }
  }

  sources(): void {
    for (const [i, need] of this.metric.needs.entries()) {
      const [table, column] = need.split(".");
      const contract = contractOf(table);
      if (contract && (column === undefined || contract.columns.some(({ name }) => name === column)))
        continue;
      const all = contract
        ? contract.columns.map(({ name }) => `${table}.${name}`)
        : contracts.map((one) => one.table);
      const candidates = nearest(need, all);
      throw this.report(catalogueError.metric_source_unknown, ["needs", i], {
        source: need,
        candidates,
        count: candidates.length,
        all: `Use one of ${all.join(", ")}.`,
        allZh: `请使用：${all.join("、")}。`,
      });
    }
  }

  example(): void {
    for (const [i, row] of (this.metric.example?.rows ?? []).entries())
      for (const column of Object.keys(row))
        if (!["employee_id", "month", "org_path"].includes(column))
          this.#known(column, ["example", "rows", i, column]);
  }
}

function additivityAllowed(formula: Formula): Additivity[] {
  switch (formula.kind) {
    case "sum":
      return ["flow"];
    case "end_of_period":
      return ["stock", "exposure"];
    case "ratio":
      return formula.at === "end_of_period" ? ["flow", "stock", "exposure"] : ["flow", "exposure"];
    case "rolling_12m":
      return ["flow", "exposure"];
    default:
      return ["flow", "stock", "exposure"];
  }
}
