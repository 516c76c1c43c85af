// A scratch folder → the database that one import works in.
import os from "node:os";
import path from "node:path";
import { Database } from "../database.js";
import { defineDateMacros } from "./date-text.js";
import { createFindings } from "./finding.js";
import { defineNumberMacros } from "./number-text.js";

/** A database for one import: on disk, so that it may be larger than memory. */
export async function workDatabase(scratch: string): Promise<Database> {
  const memory = Math.max(512, Math.min(4096, Math.floor(os.totalmem() / 2 / (1 << 20))));
  const db = await Database.open({
    path: path.join(scratch, "work.duckdb"),
    memoryLimit: `${memory}MB`,
    tempDirectory: path.join(scratch, "spill"),
  });
  await defineDateMacros(db);
  await defineNumberMacros(db);
  await createFindings(db);
  return db;
}
