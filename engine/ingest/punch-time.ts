// Punches and contacts as clock times of their site, and the moments they mean: zones, offsets, changes of clocks.
// Where the zone's clocks don't change in the rows' days and no row names a zone or an offset, nothing has to be done.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { identifier, literal } from "../sql.js";
import type { WorkspaceConfig } from "../workspace.js";
import type { Part } from "./parts.js";
import type { TablePlan } from "./plan.js";
import { defineZoneMacros, steadyOffset } from "./zone-time.js";

export interface Place {
  config: Pick<WorkspaceConfig, "timeZone" | "siteTimeZones" | "internalDomains">;
  /** Accepted rows of this import by table. */
  accepted: ReadonlyMap<string, readonly string[]>;
}

/** Pairs of clock times per table, and the day to which they belong. */
const spans: Record<string, { from: string; to: string; day: string }> = {
  attendance_day: { from: "clock_in", to: "clock_out", day: "work_date" },
  customer_contact: { from: "started_at", to: "ended_at", day: "started_at::DATE" },
};

/** Also takes from a column of clock times what their offsets say about the moment (`clock_in` → `clock_in_utc`). */
export function withInstants(plan: TablePlan): TablePlan {
  const span = spans[plan.contract.table];
  if (!span) return plan;
  const columns = new Map(plan.columns);
  for (const name of [span.from, span.to]) {
    const source = columns.get(name);
    if (source?.kind !== "header" || columns.has(`${name}_utc`)) continue;
    const type = plan.raw.types[source.index];
    if (type === "VARCHAR" || type === "TIMESTAMP WITH TIME ZONE")
      columns.set(`${name}_utc`, { kind: "instant_of", index: source.index });
  }
  return { ...plan, columns };
}

/**
 * Fills in `time_zone` (the row's own, else its site's, else the company's) and the moments in UTC, and turns every time
 * into the clock time of that zone. Of an hour that happens twice the first is meant, unless that would put the end before
 * the start; a skipped time is moved on by what was skipped. Attendance also gets elapsed hours where none were given.
 */
export async function placeInZones(db: Database, part: Part, place: Place): Promise<Part> {
  const span = spans[part.contract.table];
  if (!span || !part.columns.includes(span.from)) return part;
  const plain = await withoutEmptyInstants(db, part, span);
  const days = await daysOf(db, plain, span);
  if (!days || isSteady(plain, span, place, days)) return plain;
  const stated = await statedZones(db, plain);
  const { timeZone, siteTimeZones } = place.config;
  await defineZoneMacros(db, [timeZone, ...Object.values(siteTimeZones), ...stated], days.first, days.last);
  const placed = await placedPart(db, plain, span, place);
  return { ...placed, notes: [...(part.notes ?? []), ...(await clockNotes(db, placed))] };
}

const has = (part: Part, column: string): boolean => part.columns.includes(column);

/** Moments that no row states are no columns. */
async function withoutEmptyInstants(
  db: Database,
  part: Part,
  span: { from: string; to: string },
): Promise<Part> {
  const names = [`${span.from}_utc`, `${span.to}_utc`].filter((name) => has(part, name));
  if (names.length === 0) return part;
  const counts = await db.row<Record<string, number>>(
    `SELECT ${names.map((name) => `count(${identifier(name)}) AS ${identifier(name)}`).join(", ")} FROM ${identifier(part.relation)}`,
  );
  const empty = new Set(names.filter((name) => counts[name] === 0));
  return empty.size === 0 ? part : { ...part, columns: part.columns.filter((name) => !empty.has(name)) };
}

/** True when clock times are enough: one zone, no offsets, and no change of clocks between the first and the last day. */
function isSteady(part: Part, span: { from: string; to: string }, { config }: Place, days: Days): boolean {
  if ([`${span.from}_utc`, `${span.to}_utc`, "time_zone"].some((name) => has(part, name))) return false;
  if (Object.keys(config.siteTimeZones).length > 0) return false;
  return steadyOffset(config.timeZone, days.first, days.last) !== null;
}

interface Days {
  first: string;
  last: string;
}

async function daysOf(db: Database, part: Part, { day }: { day: string }): Promise<Days | undefined> {
  const [days] = await db.rows<{ first: string | null; last: string | null }>(
    `SELECT min(${day})::VARCHAR AS first, max(${day})::VARCHAR AS last FROM ${identifier(part.relation)}`,
  );
  return days?.first && days.last ? { first: days.first, last: days.last } : undefined;
}

/** Zones named in the rows; others than these are findings. */
async function statedZones(db: Database, part: Part): Promise<string[]> {
  if (!has(part, "time_zone")) return [];
  const zones = await db.rows<{ zone: string }>(
    `SELECT DISTINCT time_zone AS zone FROM ${identifier(part.relation)} WHERE time_zone IN (SELECT name FROM pg_timezone_names()) ORDER BY zone`,
  );
  return zones.map((row) => row.zone);
}

async function placedPart(
  db: Database,
  part: Part,
  { from, to, day }: { from: string; to: string; day: string },
  place: Place,
): Promise<Part> {
  const relation = `${part.relation}_zone`;
  const known = new Set(part.columns);
  const column = (name: string, type: string) => (known.has(name) ? `p.${name}` : `NULL::${type}`);
  const sites = siteZones(place);
  const own = `CASE WHEN ${column("time_zone", "VARCHAR")} IN (SELECT name FROM pg_timezone_names()) THEN ${column("time_zone", "VARCHAR")} END`;
  const zoned = `SELECT p.*, coalesce(${own}, ${sites ? "s.zone" : "NULL"}, ${literal(place.config.timeZone)}) AS zone
    FROM ${identifier(part.relation)} AS p
    ${sites ? `ASOF LEFT JOIN (${sites}) AS s ON s.employee_id = p.employee_id AND p.${day} >= s.valid_from` : ""}`;
  const end = column(to, "TIMESTAMP");
  const candidates = `zone_instant(zone, p.${from}) AS from_first, zone_instant(zone, ${end}) AS to_first,
    zone_later(zone, ${end}) AS to_later, zone_instant(zone, ${end} + INTERVAL 1 DAY) AS to_next`;
  const began = `coalesce(${column(`${from}_utc`, "TIMESTAMP")}, from_first)`;
  // the same clock time later, else (a shift past midnight whose end was written with the day of its start) on the next day
  const ended = `coalesce(${column(`${to}_utc`, "TIMESTAMP")}, CASE WHEN to_first >= began OR began IS NULL THEN to_first
    WHEN to_later >= began THEN to_later
    WHEN ${end}::DATE = p.${from}::DATE AND ${literal(part.contract.table)} = 'attendance_day' THEN to_next
    ELSE to_first END)`;
  // what was written without an offset
  const unstated = (name: string) =>
    `CASE WHEN ${column(`${name}_utc`, "TIMESTAMP")} IS NULL THEN ${column(name, "TIMESTAMP")} END`;
  const hours = part.contract.table === "attendance_day" ? hourColumns(part) : { select: [], added: [] };
  const derived = [from, to, `${from}_utc`, `${to}_utc`, "time_zone", ...hours.added];
  const kept = part.columns.filter((name) => !derived.includes(name));
  const select = [...kept, ...part.derived.map((name) => `is_derived_${name}`)].map((name) =>
    identifier(name),
  );
  await db.run(`CREATE TABLE ${identifier(relation)} AS
    WITH zoned AS (${zoned}), candidate AS (SELECT p.*, ${candidates} FROM zoned AS p),
      start AS (SELECT p.*, ${began} AS began FROM candidate AS p), moment AS (SELECT p.*, ${ended} AS ended FROM start AS p)
    SELECT rid, source_row, source_file, ${select.join(", ")},
      ${unstated(from)} AS unstated_from, ${unstated(to)} AS unstated_to,
      zone_time(zone, began) AS ${from}, zone_time(zone, ended) AS ${to},
      began AS ${from}_utc, ended AS ${to}_utc, ${column("time_zone", "VARCHAR")} AS stated_zone, zone AS time_zone${hours.select.map((c) => `, ${c}`).join("")}
    FROM moment AS p`);
  return { ...part, relation, columns: [...kept, ...derived] };
}

/** Elapsed microseconds between two clock times of the zone in which somebody was there. */
const within = (start: string, stop: string): string =>
  `greatest(0, epoch_us(least(ended, zone_instant(zone, ${stop}))) - epoch_us(greatest(began, zone_instant(zone, ${start}))))`;

/** Elapsed hours where the file has none: in all, and between 22:00 and 06:00 of the working day's nights. */
function hourColumns(part: Part): { select: string[]; added: string[] } {
  const worked = "round(epoch(ended - began) / 3600, 2)";
  const midnight = "p.work_date::TIMESTAMP";
  const night = `CASE WHEN began IS NOT NULL AND ended IS NOT NULL THEN (${within(midnight, `${midnight} + INTERVAL 6 HOUR`)}
    + ${within(`${midnight} + INTERVAL 22 HOUR`, `${midnight} + INTERVAL 30 HOUR`)}) / 3.6e9 END`;
  return {
    select: [
      `${has(part, "worked_hours") ? `coalesce(p.worked_hours, ${worked})` : worked} AS worked_hours`,
      `${has(part, "night_hours") ? `coalesce(p.night_hours, ${night})` : night} AS night_hours`,
    ],
    added: ["worked_hours", "night_hours"],
  };
}

/** employee_id, valid_from → zone of the site; undefined when all sites share the company's zone. */
function siteZones({ config, accepted }: Place): string | undefined {
  const zones = Object.entries(config.siteTimeZones);
  if (zones.length === 0) return undefined;
  const values = zones.map(([site, zone]) => `(${literal(site)}, ${literal(zone)})`).join(", ");
  const relations = [
    ...(accepted.get("job_assignment") ?? []).map((relation) => `SELECT *, 1 AS newer FROM ${relation}`),
    "SELECT *, 0 AS newer FROM source_job_assignment",
  ];
  return `SELECT employee_id, valid_from, zone FROM (${relations.join(" UNION ALL BY NAME ")})
    LEFT JOIN (VALUES ${values}) AS t (site, zone) USING (site)
    QUALIFY row_number() OVER (PARTITION BY employee_id, valid_from ORDER BY newer DESC) = 1`;
}

/** How many times were written in an hour that happens twice or never. */
async function clockNotes(db: Database, part: Part): Promise<Bilingual[]> {
  const { twice, never } = await db.row<{ twice: number; never: number }>(`
    SELECT count(*) FILTER (kind = 'twice') AS twice, count(*) FILTER (kind = 'never') AS never FROM (
      SELECT zone_kind(time_zone, unstated_from) AS kind FROM ${identifier(part.relation)} WHERE unstated_from IS NOT NULL
      UNION ALL SELECT zone_kind(time_zone, unstated_to) FROM ${identifier(part.relation)} WHERE unstated_to IS NOT NULL)`);
  const { table } = part.contract;
  const notes: Bilingual[] = [];
  if (twice > 0)
    notes.push({
      en: `${table}: ${twice} times lie in the hour that clocks repeat; the first one was taken unless the end would come before the start. Export times with their offset (+02:00) to be sure.`,
      zh: `${table}：${twice} 个时间落在夏令时结束时重复的一小时内，按第一次计（除非结束会早于开始）。导出带时区偏移的时间（如 +02:00）可避免歧义。`,
    });
  if (never > 0)
    notes.push({
      en: `${table}: ${never} times lie in the hour that clocks skip; they were moved on by what was skipped.`,
      zh: `${table}：${never} 个时间落在夏令时开始时跳过的一小时内，已顺延。`,
    });
  return notes;
}
