// The imported rows behind a person's figure: theirs in the months asked for, and never what tells of somebody else.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contracts } from "../../datasets/contracts/index.js";
import { Database } from "../../engine/database.js";
import { localReader } from "../../engine/metrics/reader.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { identifier } from "../../engine/sql.js";
import { personSourceRows } from "../../models/person-source-rows.js";

const months = { from: monthNumber("2026-01"), to: monthNumber("2026-03") };
let database: Database;

beforeAll(async () => {
  database = await Database.open();
  for (const { table, columns } of contracts) {
    const typed = columns.map(
      ({ name, type }) =>
        `${identifier(name)} ${type === "date" || type === "timestamp" ? "DATE" : "VARCHAR"}`,
    );
    await database.run(
      `CREATE TABLE ${identifier(`source_${table}`)} (${typed.join(", ")}, import_id VARCHAR, source_file VARCHAR, source_row INTEGER)`,
    );
  }
  await database.run(
    `INSERT INTO source_competency_rating (employee_id, rater_id, relationship, rating_date, import_id, source_file, source_row) VALUES
     ('E1', 'R7', 'peer', DATE '2026-02-10', 'i1', 'ratings.csv', 4),
     ('E1', 'R8', 'peer', DATE '2026-04-01', 'i1', 'ratings.csv', 5),
     ('E2', 'R7', 'peer', DATE '2026-02-10', 'i1', 'ratings.csv', 6)`,
  );
});
afterAll(() => database.close());

describe("imported rows of one person", () => {
  it("are the person's, in the months, with file and row; who rated is not in them", async () => {
    const found = await personSourceRows(database, "competency_rating", "E1", months, {
      reader: localReader,
    });
    expect(found).toMatchObject({ count: 1, rows: [{ file: "ratings.csv", row: 4, import: "i1" }] });
    expect(JSON.stringify(found)).not.toMatch(/R7|R8|peer|rater_id|relationship/);
  });

  it("leave out every protected column of every contract, and what the reader's role hides", async () => {
    let left = 0;
    for (const { table, columns } of contracts) {
      const hide = [columns.at(-1)!.name];
      const found = await personSourceRows(database, table, "E1", months, {
        reader: { ...localReader, hide },
      });
      if (!found) continue;
      const secret = columns.filter((one) => "protected" in one && one.protected).map(({ name }) => name);
      left += secret.length;
      const shown = found.columns.filter((name) => secret.includes(name) || hide.includes(name));
      expect({ table, shown }).toEqual({ table, shown: [] });
    }
    expect(left).toBeGreaterThan(5);
  });
});
