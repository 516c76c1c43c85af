// fast-check → sources of a random small company in 2023 and 2024, with the oddities that real lists have.
import * as fc from "fast-check";
import type { Sources, SourceRow } from "../../fixtures/source-tables.js";

const iso = (days: number): string =>
  new Date(Date.UTC(2022, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
/** Days 0–1095: 2022 to 2024. */
const day = fc.integer({ min: 0, max: 1095 }).map(iso);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100);
const people = ["p1", "p2", "p3", "p4", "p5", "p6"];
const person = fc.constantFrom(...people);
const unit = fc.constantFrom("A", "B", "C", "D", "E", "F");

const table = (row: fc.Arbitrary<SourceRow>, key: string[], size: number) =>
  fc.uniqueArray(row, { selector: (r) => key.map((k) => r[k] ?? "").join("|"), maxLength: size });

const employee = fc.record({
  gender: maybe(fc.constantFrom("female", "male")),
  birth_date: maybe(fc.integer({ min: -22000, max: -7000 }).map(iso)),
  hire_date: fc.oneof(day, fc.integer({ min: -5000, max: 0 }).map(iso)),
  education: maybe(fc.constantFrom("BA", "MA")),
});

const attendance = fc
  .record({
    employee_id: person,
    work_date: fc.integer({ min: 365, max: 480 }).map(iso),
    planned_hours: maybe(fc.constantFrom(0, 8, 7.5)),
    worked_hours: maybe(hundredths(12)),
    overtime_hours: maybe(hundredths(4)),
    in: maybe(fc.integer({ min: 0, max: 1439 })),
    length: maybe(fc.integer({ min: -600, max: 900 })),
    is_late: maybe(fc.boolean()),
    absence_kind: maybe(fc.constantFrom("none", "leave", "sick", "unexcused")),
  })
  .map(({ in: start, length, ...row }) => ({
    ...row,
    clock_in: start === null ? null : at(row.work_date, start),
    clock_out: length === null ? null : at(row.work_date, Math.max(0, (start ?? 540) + length)),
  }));

const at = (date: string, minutes: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");

/** Minutes from 2022 on, as a clock shows them. */
const clock = (from: number, days: number) =>
  fc.integer({ min: from * 1440, max: (from + days) * 1440 }).map((m) => at("2022-01-01", m));
const later = (clockTime: string, minutes: number | null): string | null =>
  minutes === null
    ? null
    : at(
        clockTime.slice(0, 10),
        Number(clockTime.slice(11, 13)) * 60 + Number(clockTime.slice(14, 16)) + minutes,
      );
const id = fc.integer({ min: 1, max: 9999 }).map((n) => `x${n}`);
const customer = fc.constantFrom("c1", "c2", "c3");
const score = { score: fc.integer({ min: 0, max: 5 }), scale_max: fc.constantFrom(5, 10) };

/** Counterparts that only the test of contacts judges. */
export const counterparts = {
  customer: [
    "a@kunde.example",
    "d@firma.example; Anna <A@Kunde.example>",
    "notfirma.example",
    "a@kunde.example.com",
  ],
  colleague: ["b@firma.example", "C@Mail.Firma.example", "firma.example", "b@firma.example, e@firma.example"],
  unknown: ["+86 138 0000 0000", null],
};

const customers = {
  lead: table(
    fc
      .record({
        lead_id: id,
        employee_id: person,
        created_at: clock(360, 500),
        wait: maybe(fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constantFrom(1440, 1441, 4320, 4321))),
        life: maybe(fc.integer({ min: 0, max: 90_000 })),
        status: maybe(fc.constantFrom("open", "won", "lost")),
      })
      .map(({ wait, life, ...row }) => ({
        ...row,
        first_response_at: later(row.created_at, wait),
        closed_at: later(row.created_at, life),
      })),
    ["lead_id"],
    25,
  ),
  customer_order: table(
    fc.record({
      order_id: id,
      employee_id: person,
      customer_id: customer,
      order_date: day,
      amount: maybe(hundredths(1000)),
    }),
    ["order_id"],
    25,
  ),
  customer_feedback: table(
    fc.record({ feedback_id: id, employee_id: person, feedback_date: day, ...score }),
    ["feedback_id"],
    15,
  ),
  support_ticket: table(
    fc
      .record({
        ticket_id: id,
        employee_id: person,
        created_at: clock(360, 500),
        wait: maybe(fc.integer({ min: 0, max: 300 })),
      })
      .map(({ wait, ...row }) => ({ ...row, first_response_at: later(row.created_at, wait) })),
    ["ticket_id"],
    15,
  ),
  customer_contact: table(
    fc
      .record({
        contact_id: id,
        employee_id: person,
        kind: fc.constantFrom("mail", "call", "meeting", "chat"),
        started_at: clock(364, 12),
        length: maybe(fc.integer({ min: -10, max: 200 })),
        minutes: maybe(fc.integer({ min: 0, max: 300 })),
        counterpart: fc.constantFrom(
          ...counterparts.customer,
          ...counterparts.colleague,
          ...counterparts.unknown,
        ),
      })
      .map(({ length, ...row }) => ({ ...row, ended_at: later(row.started_at, length) })),
    ["contact_id"],
    40,
  ),
};

const development = {
  coaching: table(
    fc.record({ employee_id: person, coachee_id: person, session_date: day, hours: maybe(hundredths(4)) }),
    ["employee_id", "coachee_id", "session_date"],
    10,
  ),
  suggestion: table(
    fc.record({
      suggestion_id: id,
      employee_id: person,
      suggestion_date: day,
      is_adopted: maybe(fc.boolean()),
      saving: maybe(hundredths(500)),
    }),
    ["suggestion_id"],
    10,
  ),
  kpi_actual: table(
    fc.record({
      employee_id: person,
      kpi: fc.constantFrom("k1", "k2", "k3"),
      month: fc.integer({ min: 360, max: 500 }).map((d) => `${iso(d).slice(0, 7)}-01`),
      value: hundredths(100),
      target: maybe(fc.constantFrom(0, 50, 80)),
      weight: maybe(fc.constantFrom(10, 25, 40)),
    }),
    ["employee_id", "kpi", "month"],
    20,
  ),
  pay: table(
    fc.record({
      employee_id: person,
      valid_from: day,
      base_pay: fc.integer({ min: 1, max: 8 }).map((n) => n * 1000),
      currency: maybe(fc.constantFrom("CNY", "EUR", "USD")),
    }),
    ["employee_id", "valid_from"],
    15,
  ),
  competency_rating: table(
    fc.record({
      employee_id: person,
      rater_id: person,
      relationship: maybe(fc.constantFrom("self", "peer")),
      competency: fc.constant("k"),
      rating_date: day,
      ...score,
    }),
    ["employee_id", "rater_id", "rating_date"],
    12,
  ),
};

export const randomCompany: fc.Arbitrary<Sources> = fc
  .record({
    employees: fc.array(employee, { minLength: 1, maxLength: people.length }),
    termination: table(
      fc.record({
        employee_id: person,
        exit_date: day,
        exit_kind: maybe(fc.constantFrom("voluntary", "involuntary", "other")),
      }),
      ["employee_id", "exit_date"],
      5,
    ),
    org_unit: table(
      fc.record({
        org_unit_id: unit,
        name: fc.constantFrom("North", "South", "East", "West"),
        parent_id: maybe(unit),
        valid_from: maybe(day),
      }),
      ["org_unit_id", "valid_from"],
      8,
    ),
    job_assignment: table(
      fc.record({
        employee_id: person,
        valid_from: fc.oneof(day, fc.integer({ min: -400, max: 0 }).map(iso)),
        valid_to: maybe(day),
        org_unit_id: unit,
        manager_id: maybe(person),
        job: maybe(fc.constantFrom("j1", "j1", "j2")),
        level: maybe(fc.integer({ min: 1, max: 4 })),
        fte: maybe(fc.constantFrom(0.5, 1)),
        site: maybe(fc.constantFrom("X", "Y")),
      }),
      ["employee_id", "valid_from"],
      20,
    ),
    attendance_day: table(attendance, ["employee_id", "work_date"], 60),
    performance_review: table(
      fc.record({ employee_id: person, review_date: day, score: hundredths(5) }),
      ["employee_id", "review_date"],
      10,
    ),
    training_record: table(
      fc.record({
        employee_id: person,
        course_id: fc.constantFrom("c1", "c2"),
        training_date: day,
        hours: maybe(hundredths(8)),
        status: maybe(fc.constantFrom("completed", "dropped", "no_show")),
        exam_score: maybe(fc.integer({ min: 30, max: 100 })),
        is_passed: maybe(fc.boolean()),
      }),
      ["employee_id", "course_id", "training_date"],
      10,
    ),
    sales_activity: table(
      fc.record({
        employee_id: person,
        month: day.map((d) => `${d.slice(0, 7)}-01`),
        visits: maybe(fc.integer({ min: 0, max: 30 })),
        revenue: maybe(hundredths(100000)),
      }),
      ["employee_id", "month"],
      10,
    ),
    ...customers,
    ...development,
    survey_response: table(
      fc.record({
        employee_id: person,
        survey_date: day,
        item: fc.constantFrom("q1", "q2"),
        score: maybe(fc.integer({ min: 1, max: 5 })),
      }),
      ["employee_id", "survey_date", "item"],
      10,
    ),
  })
  .map(({ employees, ...tables }) => {
    const known = new Set(people.slice(0, employees.length));
    const sources: Sources = {
      employee: employees.map((e, i) => ({ ...e, employee_id: people[i] })),
      org_unit: tables.org_unit,
    };
    for (const [name, rows] of Object.entries(tables))
      if (name !== "org_unit")
        sources[name] = (rows as SourceRow[]).filter((row) => known.has(row.employee_id as string));
    return sources;
  });
