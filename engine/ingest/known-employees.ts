// Workspace → the employee numbers in force, to check a person's decision against.
import { Database } from "../database.js";
import type { Workspace } from "../workspace.js";
import { sourceManifests } from "./manifest.js";
import { publishTableAs } from "./publish.js";

export async function knownEmployees(workspace: Pick<Workspace, "path">): Promise<Set<string>> {
  const db = await Database.open();
  try {
    await publishTableAs(db, workspace, "employee", sourceManifests(workspace), "employee_in_force");
    const rows = await db.rows<{ employee_id: string }>("SELECT employee_id FROM employee_in_force");
    return new Set(rows.map((r) => r.employee_id));
  } finally {
    db.close();
  }
}
