// Target and people → what the team can carry: heads by the attrition hazard, newcomers by their measured ramp-up, output per full
// person by last year's quarter; what is missing for the target, and when hiring would have to begin.
import { RapportError } from "../../engine/errors.js";
import { personValues } from "../../engine/metrics/person-values.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { querySql } from "../../queries/index.js";
import { lastWholeMonth } from "../data-through.js";
import type { ModelContext } from "../model-context.js";
import { isRefusal, type Refusal } from "../model.js";
import { lastDayOf, monthNumber, monthText } from "../month.js";
import { attritionGroupings, monthAsOf, predictAttrition } from "../predict-attrition.js";
import { exitsWithin, type ExitsAhead } from "./exits-within.js";
import { hiringLeadTime, type LeadTime, type Vacancy } from "./hiring-lead-time.js";
import { firstYear, productivity, rampUp, type OutputMonth, type RampUp } from "./ramp-up.js";
import type { TargetSpan, TargetSubject } from "./target-ledger.js";
import { unitsOf } from "./target-units.js";

export interface Capacity {
  /** Last month known, and the people with output of their own there; of these in their first year. */
  month: string;
  people: number;
  newcomers: number;
  /** Of everybody in the unit, until the quarter's end. */
  exits: (ExitsAhead & { people: number }) | Refusal;
  ramp: RampUp | Refusal;
  leadTime: LeadTime | Refusal;
  /** Full-person months of the quarter, and what they bring: without new hires. */
  personMonths: number;
  perPersonMonth: number;
  /** What the output per full person-month was taken from. */
  basis: { from: string; to: string; growth: number };
  carry: { expected: number; low80: number; high80: number };
}

/** What the team lacks for a target; null where it carries it. */
export interface Missing {
  /** target − what is carried. */
  amount: number;
  /** People, fully productive the whole quarter. */
  people: number;
  /** Month by which they would have to start, and hiring would have to begin; null without a measured ramp or lead time. */
  startBy: string | null;
  decideBy: string | null;
  isTooLate: boolean;
}

const mostPeople = 50_000;

/** Errors: the policy's own. Refused for readers without person-level rights, single people and groups without output. */
export async function capacity(
  context: ModelContext,
  subject: TargetSubject,
  span: TargetSpan,
): Promise<Capacity | Refusal> {
  if (subject.employee !== undefined) return refusals.person();
  if (context.reader.rights !== "person") return refusals.rights();
  const rows = await outputRows(context, subject);
  const month = lastMonth(context);
  const now = rows.filter((row) => row.month === month);
  if (rows.length === 0 || now.length === 0) return refusals.nobody();
  if (new Set(rows.map(({ employee }) => employee)).size > mostPeople) return refusals.many();
  const [exits, leadTime] = [await exitsOf(context, subject, span), await leadTimeOf(context, subject)];
  const measured = rampUp(rows);
  const ramp = isRefusal(measured) ? null : measured;
  const output = outputPerMonth(rows, ramp, span, month);
  if (!output) return refusals.short();
  const carried = (share: (monthsAhead: number) => number): number =>
    monthsIn(span).reduce((sum, at) => {
      const ahead = monthNumber(at) - monthNumber(month);
      const full = now.reduce((all, { tenure }) => all + productivity(ramp, tenure + ahead), 0);
      return sum + full * share(ahead);
    }, 0);
  const staying = (which: "expected" | "low80" | "high80") => (ahead: number) =>
    isRefusal(exits) || exits.people === 0 ? 1 : 1 - exits.at(ahead - 0.5)[which] / exits.people;
  const personMonths = carried(staying("expected"));
  const carry = {
    expected: personMonths * output.rate,
    low80: carried(staying("high80")) * output.rate,
    high80: carried(staying("low80")) * output.rate,
  };
  return {
    month,
    people: now.length,
    newcomers: now.filter(({ tenure }) => tenure < firstYear).length,
    exits: isRefusal(exits)
      ? exits
      : { people: exits.people, ...exits.at(monthNumber(span.to) - monthNumber(month)) },
    ramp: measured,
    leadTime,
    personMonths,
    perPersonMonth: output.rate,
    basis: output.basis,
    carry,
  };
}

export function missingFor(capacity: Capacity, span: TargetSpan, target: number): Missing | null {
  const { carry, leadTime, ramp, perPersonMonth, month } = capacity;
  const amount = target - carry.expected;
  if (amount <= 0) return null;
  const lead = isRefusal(leadTime) ? null : leadTime.median;
  const full = isRefusal(ramp) ? null : ramp.full;
  const start = full === null ? null : monthNumber(span.from) - full;
  const decide = start !== null && lead !== null ? start - Math.ceil(lead) : null;
  return {
    amount,
    people: amount / perPersonMonth / 3,
    startBy: start === null ? null : monthText(start),
    decideBy: decide === null ? null : monthText(decide),
    isTooLate: decide !== null && decide <= monthNumber(month),
  };
}

/** Last month whose output is known in full. */
const lastMonth = ({ workspace, cache, now }: ModelContext): string =>
  monthText(lastWholeMonth(workspace, cache, now));

const monthsIn = ({ from, to }: TargetSpan): string[] =>
  Array.from({ length: monthNumber(to) - monthNumber(from) + 1 }, (_, i) => monthText(monthNumber(from) + i));

/** Months of people in jobs that mostly have output of their own: a clerk in a sales team carries no target. */
async function outputRows(context: ModelContext, { metric, where }: TargetSubject): Promise<OutputMonth[]> {
  const { cache, workspace, reader } = context;
  const to = lastMonth(context);
  const from = monthText(Math.max(monthNumber(cache.history.from), monthNumber(to) - 35));
  const values = await personValues(
    { database: cache.database, snapshot: cache.snapshot, workspace },
    { metrics: [metric], from, to, by: "month", ...(where.length > 0 && { where }) },
    { reader },
  );
  const tenures = await cache.database.rows<{
    employee_id: string;
    month: string;
    job: string | null;
    tenure: number;
    share: number;
  }>(`SELECT * FROM (${querySql("target-ramp")}) WHERE month BETWEEN $1 AND $2`, [from, to]);
  const known = new Map(tenures.map((row) => [`${row.employee_id} ${row.month}`, row]));
  const jobs = new Map<string | null, { all: number; recorded: number }>();
  const found = values.flatMap(({ employee, period, value, isRecorded }) => {
    const month = period.slice(0, 7);
    const row = known.get(`${employee} ${month}`);
    if (!row || value === null) return [];
    const count = jobs.get(row.job) ?? { all: 0, recorded: 0 };
    jobs.set(row.job, { all: count.all + 1, recorded: count.recorded + (isRecorded && value !== 0 ? 1 : 0) });
    return [{ employee, month, tenure: row.tenure, share: row.share, value, job: row.job }];
  });
  return found.filter(({ job }) => {
    const { all, recorded } = jobs.get(job)!;
    return recorded >= all / 2;
  });
}

/** Output per full person-month of the same quarter a year before × change of the last year on the one before, where known. */
function outputPerMonth(
  rows: readonly OutputMonth[],
  ramp: RampUp | null,
  span: TargetSpan,
  month: string,
): { rate: number; basis: Capacity["basis"] } | undefined {
  const rate = (from: number, to: number): number | undefined => {
    const inside = rows.filter((row) => monthNumber(row.month) >= from && monthNumber(row.month) <= to);
    if (new Set(inside.map((row) => row.month)).size < to - from + 1) return undefined;
    const full = inside.reduce((sum, { share, tenure }) => sum + share * productivity(ramp, tenure), 0);
    const value = inside.reduce((sum, row) => sum + row.value, 0);
    return full > 0 ? value / full : undefined;
  };
  const last = monthNumber(month);
  const [from, to] = [monthNumber(span.from) - 12, monthNumber(span.to) - 12];
  const year = rate(last - 11, last);
  const before = rate(last - 23, last - 12);
  const growth = year !== undefined && before !== undefined && before > 0 ? year / before : 1;
  const sameQuarter = to <= last ? rate(from, to) : undefined;
  if (sameQuarter !== undefined)
    return { rate: sameQuarter * growth, basis: { from: monthText(from), to: monthText(to), growth } };
  const quarter = rate(last - 2, last);
  if (quarter === undefined || quarter <= 0) return undefined;
  return { rate: quarter, basis: { from: monthText(last - 2), to: month, growth: 1 } };
}

async function exitsOf(
  context: ModelContext,
  { where }: TargetSubject,
  span: TargetSpan,
): Promise<{ people: number; at: (months: number) => ExitsAhead } | Refusal> {
  const unit = (await unitsOf(context)).unitOf(where);
  if (!unit) return refusals.unit();
  const by = attritionGroupings.find((grouping) => grouping === unit.level) ?? "division";
  try {
    const asOf = lastDayOf(context.cache.history.to);
    const forecast = await predictAttrition(context, { asOf, by });
    if (isRefusal(forecast)) return forecast;
    const group =
      unit.level === "company" ? forecast.total : forecast.groups.find(({ group }) => group === unit.name);
    if (!group || group.people === 0) return refusals.unit();
    const gap = monthNumber(monthAsOf(asOf, context.cache.history)) - monthNumber(lastMonth(context));
    if (monthNumber(span.to) - monthNumber(forecast.month) > 12) return refusals.far();
    return { people: group.people, at: (months) => exitsWithin(group.exits, Math.max(0, months - gap)) };
  } catch (error) {
    if (error instanceof RapportError) return asRefusal(error);
    throw error;
  }
}

async function leadTimeOf(context: ModelContext, { where }: TargetSubject): Promise<LeadTime | Refusal> {
  const { reader, cache } = context;
  const paths = (await unitsOf(context)).pathsWithin(where);
  if (!paths || reader.manages !== undefined) return refusals.unit();
  const within = new Set(paths.map((path) => path.join("/")));
  const events = await cache.database.rows<{
    team: string | null;
    month: string;
    org_path: string | null;
    is_hire: boolean;
  }>(querySql("target-vacancy"));
  const own = events.filter(
    ({ org_path }) =>
      (where.length === 0 && readsEverybody(reader)) || (org_path !== null && within.has(org_path)),
  );
  const readable = own.filter(
    ({ org_path }) => reader.scope === undefined || (org_path?.split("/").includes(reader.scope) ?? false),
  );
  const vacancies = readable.map(({ team, month, is_hire }): Vacancy => ({ team, month, isHire: is_hire }));
  return hiringLeadTime(vacancies, cache.history.to.slice(0, 7));
}

export function asRefusal(error: RapportError): Refusal {
  const [en, zh] = [error.localise("en"), error.localise("zh")];
  return {
    refused: true,
    code: error.code,
    facts: {},
    text: { en: `${en.message}. ${en.hint}`, zh: `${zh.message}。${zh.hint}` },
  };
}

const refusal =
  (code: string, en: string, zh: string): (() => Refusal) =>
  () => ({ refused: true, code, facts: {}, text: { en, zh } });

const refusals = {
  person: refusal(
    "capacity_of_person",
    "Capacity is worked out for teams, not for one person.",
    "产能仅按团队测算，不针对个人。",
  ),
  rights: refusal(
    "capacity_needs_person_rights",
    "Capacity rests on single people’s months: it takes person-level rights on the team.",
    "产能测算依据个人月度数据：需要对该团队拥有个人级权限。",
  ),
  nobody: refusal(
    "capacity_without_output",
    "Nobody here has output of their own in this measure in the last month.",
    "最近一个月，此范围内没有人有该指标的个人产出。",
  ),
  many: refusal(
    "capacity_too_large",
    "Capacity is worked out for up to 50,000 people: choose a part of the company.",
    "产能测算最多支持 50,000 人：请选择公司的一部分。",
  ),
  short: refusal(
    "capacity_history_short",
    "Output per person takes at least the last three months.",
    "人均产出至少需要最近三个月的数据。",
  ),
  unit: refusal(
    "capacity_not_a_unit",
    "Known for units of the organisation only, and not for this choice of people.",
    "仅按组织单元测算，当前所选人员范围不适用。",
  ),
  far: refusal(
    "capacity_too_far",
    "Exits are foretold for up to 12 months; this quarter ends later.",
    "离职预测最长 12 个月；该季度超出此范围。",
  ),
};
