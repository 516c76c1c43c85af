// Time with customers by hand: who is outside, what counts once, what lies outside the punches, where clocks change.
import { describe, expect, it } from "vitest";
import type { SpineSettings } from "../../../engine/spine/spine.js";
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import { withSpine } from "./spine-fixture.js";

const people = [
  { employee_id: "Ann", hire_date: "2020-01-01", email: "ann@qiheng.example" },
  { employee_id: "Bo", hire_date: "2020-01-01", email: "Bo.Li@post.example" },
];
let number = 0;
const contact = (
  kind: string,
  from: string,
  minutes: number | null,
  counterpart: string | null,
): SourceRow => ({
  contact_id: `k${++number}`,
  employee_id: "Ann",
  kind,
  started_at: `${from}:00`,
  minutes,
  counterpart,
});
const punched = (date: string, from: string, to: string): SourceRow => ({
  employee_id: "Ann",
  work_date: date,
  clock_in: `${date} ${from}:00`,
  clock_out: `${date} ${to}:00`,
});

interface Hours {
  month: string;
  contact: number | null;
  off: number | null;
}

async function hoursOf(
  sources: Sources,
  settings: Partial<SpineSettings> = { internalDomains: ["qiheng.example"] },
): Promise<Hours[]> {
  const history = { historyFrom: "2024-03", historyTo: "2024-04", exitsObservedFrom: "2024-03" };
  const rows = await withSpine({ employee: people, ...sources }, { ...history, ...settings }, (db) =>
    db.rows<Hours & Record<string, string | number | null>>(`SELECT strftime(month, '%Y-%m') AS month,
      customer_contact_hours AS contact, off_clock_contact_hours AS off FROM employee_month WHERE employee_id = 'Ann' ORDER BY month`),
  );
  return rows.filter((row) => row.contact !== null);
}

describe("mails to colleagues were counted as customer mails", () => {
  const mails = [
    contact("mail", "2024-03-04 10:00", 30, "buyer@kunde.example"),
    contact("mail", "2024-03-05 10:00", 60, "bo@qiheng.example"),
    contact("mail", "2024-03-06 10:00", 60, "HR <team@Mail.Qiheng.Example>; bo@qiheng.example"),
    contact("mail", "2024-03-07 10:00", 15, "bo@qiheng.example, buyer@kunde.example"),
    contact("mail", "2024-03-08 10:00", 60, "bo.li@post.example"),
    contact("mail", "2024-03-11 10:00", 60, null),
    contact("mail", "2024-03-12 10:00", 60, "Buyer"),
  ];

  it("only mails with somebody outside count: 45 of 345 minutes", async () => {
    expect(await hoursOf({ customer_contact: mails })).toEqual([
      { month: "2024-03", contact: 0.75, off: 0.75 },
    ]);
  });

  it("a domain that merely ends or begins like the company's is outside", async () => {
    const near = ["x@notqiheng.example", "x@qiheng.example.kunde.example"].map((address, i) =>
      contact("mail", `2024-03-1${i} 10:00`, 60, address),
    );
    expect(await hoursOf({ customer_contact: near })).toMatchObject([{ contact: 2 }]);
  });

  it("an address is a colleague's from the hire on, not before", async () => {
    const sources = {
      employee: [people[0]!, { ...people[1]!, hire_date: "2024-04-01" }],
      customer_contact: [
        contact("mail", "2024-03-29 10:00", 60, "bo.li@post.example"),
        contact("mail", "2024-04-01 10:00", 60, "bo.li@post.example"),
      ],
    };
    expect(await hoursOf(sources)).toEqual([{ month: "2024-03", contact: 1, off: 1 }]);
  });

  it("while nothing tells colleagues from customers no mail counts, but calls and meetings do", async () => {
    const sources = {
      employee: people.map((person) => ({ ...person, email: null })),
      customer_contact: [
        ...mails,
        contact("call", "2024-03-13 10:00", 30, "+49 30 123456"),
        contact("meeting", "2024-03-13 14:00", 60, null),
      ],
    };
    expect(await hoursOf(sources, {})).toMatchObject([{ contact: 1.5 }]);
  });

  it("calls and meetings with colleagues only are no contacts with customers either", async () => {
    const inside = [
      contact("meeting", "2024-03-13 14:00", 60, "bo@qiheng.example; ann@qiheng.example"),
      contact("call", "2024-03-14 14:00", 60, "Bo"),
      contact("chat", "2024-03-15 14:00", 20, "buyer@kunde.example"),
    ];
    expect(await hoursOf({ customer_contact: inside })).toMatchObject([{ contact: 0.33 }]);
  });
});

describe("no hour is counted twice", () => {
  it("a mail written during a call and two calls at once are one stretch", async () => {
    const overlapping = [
      contact("call", "2024-03-04 10:00", 60, "+49 30 1"),
      contact("mail", "2024-03-04 10:30", 10, "buyer@kunde.example"),
      contact("call", "2024-03-04 10:45", 45, "+49 30 2"),
      contact("meeting", "2024-03-04 12:00", 30, null),
    ];
    expect(await hoursOf({ customer_contact: overlapping })).toMatchObject([{ contact: 2 }]);
  });

  it("what lies inside the punches is worked time already: only the rest is off the clock", async () => {
    const sources = {
      attendance_day: [punched("2024-03-04", "09:00", "18:00")],
      customer_contact: [
        contact("call", "2024-03-04 08:30", 60, null), // half before the punch
        contact("call", "2024-03-04 17:30", 60, null), // half after it
        contact("call", "2024-03-04 21:00", 90, null), // Europe calls
        contact("call", "2024-03-05 10:00", 30, null), // a day off
      ],
    };
    expect(await hoursOf(sources)).toEqual([{ month: "2024-03", contact: 4, off: 3 }]);
  });

  it("a day with hours but no punches is taken as worked all through", async () => {
    const sources = {
      attendance_day: [{ employee_id: "Ann", work_date: "2024-03-04", worked_hours: 8 }],
      customer_contact: [contact("call", "2024-03-04 21:00", 60, null)],
    };
    expect(await hoursOf(sources)).toMatchObject([{ contact: 1, off: 0 }]);
  });

  it("a contact over the month's end belongs to both months", async () => {
    expect(await hoursOf({ customer_contact: [contact("call", "2024-03-31 23:30", 90, null)] })).toEqual([
      { month: "2024-03", contact: 0.5, off: 0.5 },
      { month: "2024-04", contact: 1, off: 1 },
    ]);
  });
});

describe("where clocks change", () => {
  it("a call over the change to summer time is an hour shorter than its clock times", async () => {
    const call = { ...contact("call", "2024-03-31 01:30", null, null), ended_at: "2024-03-31 03:30:00" };
    expect(await hoursOf({ customer_contact: [call] }, { timeZone: "Europe/Berlin" })).toMatchObject([
      { contact: 1 },
    ]);
    expect(await hoursOf({ customer_contact: [call] }, { timeZone: "Asia/Shanghai" })).toMatchObject([
      { contact: 2 },
    ]);
  });

  it("moments that the import knows come before clock times", async () => {
    const call = {
      ...contact("call", "2024-03-04 10:00", null, null),
      ended_at: "2024-03-04 12:00:00",
      started_at_utc: "2024-03-04 02:00:00",
      ended_at_utc: "2024-03-04 02:30:00",
    };
    expect(await hoursOf({ customer_contact: [call] })).toMatchObject([{ contact: 0.5 }]);
  });
});
