// Rows as read → rows with what follows from them: hours from punches, days without any punch, ends of assignments.
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { Part } from "./parts.js";
import { punchClock, punchClockColumns } from "./punch-clock.js";
import { placeInZones, type Place } from "./punch-time.js";

/** Each derivation returns the part unchanged when it does not apply. */
export async function derive(db: Database, part: Part, place: Place): Promise<Part> {
  if (part.contract.table === "attendance_day")
    return punchSeconds(
      db,
      await punchHours(db, await placeInZones(db, await punchlessDays(db, part), place)),
    );
  if (part.contract.table === "customer_contact")
    return mailNote(db, await placeInZones(db, part, place), place);
  if (part.contract.table === "job_assignment") return assignmentEnds(db, part);
  return part;
}

/** worked_hours = last punch − first punch, in hours to the hundredth, where no hours were given. A shift over midnight ends next day. */
async function punchHours(db: Database, part: Part): Promise<Part> {
  const has = (column: string): boolean => part.columns.includes(column);
  if (has("worked_hours") || !has("clock_in") || !has("clock_out")) return part;
  const out =
    "CASE WHEN clock_out < clock_in AND clock_out::DATE = clock_in::DATE THEN clock_out + INTERVAL 1 DAY ELSE clock_out END";
  return replace(
    db,
    part,
    "hours",
    ["worked_hours"],
    "VIEW",
    (from) =>
      `SELECT *, round(epoch(clock_out - clock_in) / 3600, 2) AS worked_hours FROM (SELECT * REPLACE (${out} AS clock_out) FROM ${from})`,
  );
}

/** The punches as seconds of the working day, for the columns that the spine reads. */
async function punchSeconds(db: Database, part: Part): Promise<Part> {
  if (!part.columns.includes("clock_in") || !part.columns.includes("clock_out")) return part;
  const added = punchClock.map((c) => c.name);
  const clock = punchClockColumns(part.columns.includes("clock_in_utc"));
  return replace(db, part, "clock", added, "VIEW", (from) => `SELECT *, ${clock} FROM ${from}`);
}

/** Mails count as contact with customers only when colleagues can be told from customers. */
async function mailNote(db: Database, part: Part, { config, accepted }: Place): Promise<Part> {
  if (config.internalDomains.length > 0 || !part.columns.includes("kind")) return part;
  const people = [
    "SELECT * FROM source_employee",
    ...(accepted.get("employee") ?? []).map((r) => `SELECT * FROM ${r}`),
  ];
  const { mails, addresses } = await db.row<{ mails: number; addresses: number }>(
    `SELECT (SELECT count(*) FROM ${identifier(part.relation)} WHERE kind = 'mail') AS mails,
       (SELECT count(email) FROM (${people.join(" UNION ALL BY NAME ")})) AS addresses`,
  );
  if (mails === 0 || addresses > 0) return part;
  const note = {
    en: `${mails} mails are not counted as time with customers: nothing tells colleagues from customers. Name the company's domains in rapport.yml (internalDomains: [example.com]) or import work e-mail addresses with the employee list.`,
    zh: `${mails} 封邮件暂不计入客户沟通时长：无法区分同事与客户。请在 rapport.yml 中填写公司域名（internalDomains: [example.com]），或在员工名单中导入工作邮箱。`,
  };
  return { ...part, notes: [...(part.notes ?? []), note] };
}

/**
 * Wide punch files: a weekday on which nearly nobody punched is a holiday (no row); another day without a punch is an
 * absence of the kind that the mapping names.
 */
async function punchlessDays(db: Database, part: Part): Promise<Part> {
  const rule = part.sources.map((s) => s.plan.absent).find((a) => a !== undefined);
  if (!rule) return part;
  const punches = ["clock_in", "clock_out"].filter((c) => part.columns.includes(c)).map(identifier);
  const none = punches.map((c) => `${c} IS NULL`).join(" AND ");
  const has = part.columns.includes("absence_kind");
  const kind = `CASE WHEN is_punchless THEN ${literal(rule.kind)} ELSE ${has ? "absence_kind" : "'none'"} END`;
  return replace(
    db,
    part,
    "days",
    has ? [] : ["absence_kind"],
    "TABLE",
    (from) =>
      `SELECT * EXCLUDE (is_punchless${has ? ", absence_kind" : ""}), ${kind} AS absence_kind FROM (SELECT *, (${none}) AS is_punchless FROM ${from})
     QUALIFY NOT is_punchless OR avg(is_punchless::INTEGER) OVER (PARTITION BY work_date) < ${rule.holidayShare}`,
  );
}

/** A list of assignments with starts only: each ends the day before the next one starts. */
async function assignmentEnds(db: Database, part: Part): Promise<Part> {
  if (part.columns.includes("valid_to")) return part;
  return replace(
    db,
    part,
    "ends",
    ["valid_to"],
    "VIEW",
    (from) =>
      `SELECT *, (lead(valid_from) OVER (PARTITION BY employee_id ORDER BY valid_from) - INTERVAL 1 DAY)::DATE AS valid_to FROM ${from}`,
  );
}

async function replace(
  db: Database,
  part: Part,
  suffix: string,
  added: string[],
  kind: "VIEW" | "TABLE",
  sql: (from: string) => string,
): Promise<Part> {
  const relation = `${part.relation}_${suffix}`;
  await db.run(`CREATE ${kind} ${identifier(relation)} AS ${sql(identifier(part.relation))}`);
  return { ...part, relation, columns: [...part.columns, ...added] };
}
