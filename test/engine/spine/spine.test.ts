// The SQL spine against a slow, obvious reference; and what was known at a month's end stays as it was.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tenPeople } from "../../fixtures/ten-people.js";
import type { Sources, SourceRow } from "../../fixtures/source-tables.js";
import { counterparts, randomCompany } from "./random-company.js";
import { referenceSpine, type ReferenceSettings } from "./reference-spine.js";
import { employeeMonths, withSpine } from "./spine-fixture.js";

const reference = (from: string, to: string): ReferenceSettings => ({
  from,
  to,
  exitsObservedFrom: from,
  standardDayHours: 8,
  coreFrom: "09:00",
  coreTo: "12:00",
  isCustomer: ({ kind, counterpart }) =>
    counterparts.customer.includes(counterpart as string) ||
    (kind !== "mail" && counterparts.unknown.includes(counterpart as string | null)),
});

/** Numbers to 12 significant digits: the two add in different orders. */
const rounded = (rows: Record<string, unknown>[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === "number" ? Number(value.toPrecision(12)) : value,
      ]),
    ),
  );

/** Settings by which the reference judges contacts and pay. */
const company = { internalDomains: ["firma.example"], exchangeRates: { EUR: 7.5 } };

describe("promise 22: employee_month equals the reference", () => {
  it("on the ten people", async () => {
    const found = await withSpine(tenPeople, {}, async (db, history) => {
      expect(history).toMatchObject({ from: "2024-03", to: "2024-08", exitsObservedFrom: "2024-03" });
      return employeeMonths(db);
    });
    expect(rounded(found)).toEqual(rounded(referenceSpine(tenPeople, reference("2024-03", "2024-08"))));
  });

  it("on random companies", async () => {
    const history = {
      historyFrom: "2023-01",
      historyTo: "2024-06",
      exitsObservedFrom: "2023-01",
      ...company,
    };
    await fc.assert(
      fc.asyncProperty(randomCompany, async (sources) => {
        const expected = referenceSpine(sources, reference("2023-01", "2024-06"));
        fc.pre(expected.length > 0);
        const found = await withSpine(sources, history, employeeMonths);
        expect(rounded(found)).toEqual(rounded(expected));
      }),
      { numRuns: 30, seed: 20261121 },
    );
  }, 240_000);
});

describe("promise 24: known at the month's end", () => {
  /** The column that dates each table's rows. */
  const dated: Record<string, string> = {
    termination: "exit_date",
    org_unit: "valid_from",
    job_assignment: "valid_from",
    attendance_day: "work_date",
    performance_review: "review_date",
    training_record: "training_date",
    sales_activity: "month",
    survey_response: "survey_date",
    lead: "created_at",
    customer_order: "order_date",
    customer_feedback: "feedback_date",
    support_ticket: "created_at",
    customer_contact: "started_at",
    coaching: "session_date",
    suggestion: "suggestion_date",
    kpi_actual: "month",
    pay: "valid_from",
    competency_rating: "rating_date",
    employee: "hire_date",
  };

  /** Rows up to the month stay; later ones come from another company. */
  const withOtherFuture = (past: Sources, future: Sources, month: string): Sources => {
    const isPast = (table: string) => (row: SourceRow) =>
      String(row[dated[table]!] ?? "").slice(0, 7) <= month;
    const tables: Sources = {};
    for (const table of Object.keys(dated)) {
      const kept = (past[table] ?? []).filter(isPast(table));
      const ids = new Set(kept.map((row) => row.employee_id));
      const later = (future[table] ?? []).filter((row) => !isPast(table)(row));
      tables[table] = [
        ...kept,
        ...(table === "employee" ? later.filter((e) => !ids.has(e.employee_id)) : later),
      ];
    }
    return tables;
  };

  it("no row up to a month changes when everything later does", async () => {
    const history = { historyFrom: "2023-01", historyTo: "2024-12", exitsObservedFrom: "2023-01" };
    const month = "2023-09";
    await fc.assert(
      fc.asyncProperty(randomCompany, randomCompany, async (past, future) => {
        const other = withOtherFuture(past, future, month);
        const upTo = (sources: Sources) =>
          withSpine(sources, history, async (db) =>
            (await employeeMonths(db)).filter((row) => (row.month as string) <= `${month}-01`),
          );
        fc.pre(referenceSpine(past, reference("2023-01", month)).length > 0);
        expect(await upTo(other)).toEqual(await upTo(past));
      }),
      { numRuns: 15, seed: 7 },
    );
  }, 240_000);
});
