// source_calendar_event → the dated events that charts mark, with titles in both languages.
import type { Cache } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";

export interface CalendarEvent {
  id: string;
  /** YYYY-MM-DD */
  date: string;
  kind: string | null;
  title: Bilingual;
}

export async function calendarEvents({ database }: Pick<Cache, "database">): Promise<CalendarEvent[]> {
  const rows = await database.rows<{
    id: string;
    date: string;
    kind: string | null;
    title: string | null;
    title_zh: string | null;
  }>(
    `SELECT event_id AS id, strftime(event_date, '%Y-%m-%d') AS date, kind, title, title_zh
     FROM source_calendar_event WHERE event_date IS NOT NULL ORDER BY event_date, event_id`,
  );
  return rows.map(({ id, date, kind, title, title_zh }) => ({
    id,
    date,
    kind,
    title: { en: title ?? title_zh ?? id, zh: title_zh ?? title ?? id },
  }));
}
