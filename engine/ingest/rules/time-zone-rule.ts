// Rows that name a time zone → findings where no such zone exists.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings } from "../finding.js";
import { headerIn, type Part } from "../parts.js";

export async function checkTimeZone(db: Database, part: Part): Promise<void> {
  if (!part.sources.some((source) => source.columns.some((c) => c.name === "time_zone"))) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "time_zone",
    column: headerIn(part, "time_zone"),
    expected: { en: "an IANA time zone such as Europe/Berlin", zh: "IANA 时区，如 Europe/Berlin" },
    select: `SELECT rid, source_row, source_file, stated_zone AS found FROM ${identifier(part.relation)}
      WHERE stated_zone IS NOT NULL AND stated_zone NOT IN (SELECT name FROM pg_timezone_names())`,
  });
}
