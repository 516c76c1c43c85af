// Clock times beside the moment they mean: the zone a row was written in, and the same moment in UTC.
import type { Column, Text } from "./contract.js";

/** IANA name. Where a file has none, the zone of the person's site is filled in, else the workspace's. */
export const timeZoneColumn: Column = {
  name: "time_zone",
  type: "text",
  label: { en: "Time zone", zh: "时区" },
  headers: { en: ["timezone", "tz", "zone"], zh: ["时区"] },
};

/** Filled in at import wherever the zone's clocks change or the time came with an offset; see engine/ingest/punch-time.ts. */
export const instantColumn = (of: string, label: Text): Column => ({
  name: `${of}_utc`,
  type: "timestamp",
  label,
  headers: { en: [], zh: [] },
});
