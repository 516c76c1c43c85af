// Settings of rapport.yml → what the spine's queries ask of the company: its clock, its currency, its own addresses.
import type { Database } from "../database.js";
import { defineZoneMacros } from "../ingest/zone-time.js";
import { literal } from "../sql.js";
import type { WorkspaceConfig } from "../workspace.js";
import { addMonths, type History } from "./history.js";

export type CompanySettings = Partial<
  Pick<WorkspaceConfig, "timeZone" | "currency" | "exchangeRates" | "internalDomains" | "examPassScore">
>;

/** Temporary tables that live only while the spine is built. */
export const companyTables = ["exchange_rate", "internal_domain", "colleague_address"] as const;

/**
 * Variables company_currency, exam_pass_score; macros here_instant(t) (clock time of the company → UTC) and
 * here_time(utc); exchange_rate (currency → the company's, 1 for its own), internal_domain, colleague_address.
 */
export async function defineCompanyFacts(
  db: Database,
  settings: CompanySettings,
  history: History,
): Promise<void> {
  const { timeZone = "Asia/Shanghai", currency = "CNY", exchangeRates = {} } = settings;
  await db.run(`SET VARIABLE company_currency = ${literal(currency)}`);
  await db.run(`SET VARIABLE exam_pass_score = ${settings.examPassScore ?? 60}::DOUBLE`);
  await defineClock(db, timeZone, history);
  const rates = Object.entries({ ...exchangeRates, [currency]: 1 });
  await db.run(`CREATE OR REPLACE TEMP TABLE exchange_rate AS
    SELECT * FROM (VALUES ${rates.map(([code, rate]) => `(${literal(code)}, ${rate}::DOUBLE)`).join(", ")}) AS t (currency, rate)`);
  const domains = (settings.internalDomains ?? []).map(
    (domain) => `(${literal(domain.toLowerCase().replace(/^.*@/, ""))})`,
  );
  await db.run(`CREATE OR REPLACE TEMP TABLE internal_domain AS
    SELECT * FROM (VALUES ${[...domains, "(NULL)"].join(", ")}) AS t (domain) WHERE domain IS NOT NULL`);
  await db.run(`CREATE OR REPLACE TEMP TABLE colleague_address AS
    SELECT lower(trim(email)) AS address, min(hire_date) AS hire_date FROM source_employee WHERE email LIKE '%@%' GROUP BY ALL`);
}

async function defineClock(db: Database, zone: string, history: History): Promise<void> {
  await defineZoneMacros(db, [zone], `${addMonths(history.from, -25)}-01`, `${addMonths(history.to, 2)}-01`);
  await db.run(`CREATE OR REPLACE TEMP MACRO here_instant(t) AS zone_instant(${literal(zone)}, t)`);
  await db.run(`CREATE OR REPLACE TEMP MACRO here_time(utc) AS zone_time(${literal(zone)}, utc)`);
}
