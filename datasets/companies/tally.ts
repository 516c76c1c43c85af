// Months of facts + people → exact counts and sums over the files, for truth.json.
import type { Month } from "./calendar.js";
import type { MonthOfFacts } from "./month-facts.js";
import type { Person } from "./person.js";

export class Tally {
  readonly #sums = new Map<string, number>();

  /** `periodOf`: "before", "change", "after", or "" where the company has no programme. */
  constructor(private readonly periodOf: (month: Month) => string = () => "") {}

  add(facts: MonthOfFacts): void {
    const period = this.periodOf(facts.month);
    const name = (column: string) => (period ? `${column}_${period}` : column);
    for (const { row } of facts.sales) {
      this.#increase(name("revenue"), row.revenue);
      this.#increase(name("big_client_revenue"), row.bigClient);
      this.#increase(name("new_customer_revenue"), row.newClient);
    }
    for (const { rows } of facts.attendance) this.#increase("attendance_rows", rows.length);
  }

  realised(people: readonly Person[], salesUnits: (unit: string) => boolean): Record<string, number> {
    const exits = (kind: string) => people.filter((p) => p.exit?.kind === kind).length;
    const present = people.filter((p) => !p.exit);
    return {
      employees: people.length,
      headcount_end: present.length,
      headcount_end_sales: present.filter((p) => salesUnits(p.assignments.at(-1)!.unit)).length,
      voluntary_exits: exits("voluntary"),
      involuntary_exits: exits("involuntary"),
      other_exits: exits("other"),
      ...Object.fromEntries(this.#sums),
    };
  }

  #increase(name: string, by: number): void {
    this.#sums.set(name, (this.#sums.get(name) ?? 0) + by);
  }
}
