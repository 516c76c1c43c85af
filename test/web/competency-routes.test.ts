// Competency over HTTP: the framework for everybody, exact gaps and people only with person-level rights on the whole company.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles, localReader, openCache, readJournal, type Cache } from "../../engine/index.js";
import type { PersonGap } from "../../models/competency/competency-gap.js";
import type { GapRelease } from "../../models/competency/gap-release-file.js";
import { releaseGaps } from "../../models/competency/released-gaps.js";
import { random } from "../../models/estimators/random.js";
import { fitCompetency } from "../../models/index.js";
import { createApp } from "../../web/server/app.js";
import { clock, smallWorkspace, type SmallWorkspace } from "./small-workspace.js";

let small: SmallWorkspace;
let cache: Cache;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  small = await smallWorkspace();
  ({ cache, app } = small);
});
afterAll(() => {
  if (cache !== small.cache) cache.database.close();
  small.close();
});

const base = "http://localhost:8787";
const get = (address: string, as?: string) =>
  app.request(`${base}${address}`, {
    headers: { host: "localhost:8787", ...(as ? { "x-rapport-as": encodeURIComponent(as) } : {}) },
  });
const asked = "/api/models/competency";

/** Everybody by four others, in two dimensions of the shipped framework, one under its other name. */
async function importRatings(): Promise<void> {
  const people = ["A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B2", "B3", "A1"];
  const rng = random(3);
  const rows = people.flatMap((person, i) => {
    const level = 70 + 8 * rng.normal();
    return [1, 2, 3, 4].flatMap((step) =>
      ["客户洞察", "跨部门协调"].map((name) => {
        const score = Math.round(Math.min(100, level + 5 * rng.normal()));
        return [person, people[(i + step) % people.length], "peer", name, "2024-02-01", score, 100].join(",");
      }),
    );
  });
  const file = path.join(small.workspace.dir, "competency_rating.csv");
  const head = "employee_id,rater_id,relationship,competency,rating_date,score,scale_max";
  writeFileSync(file, [head, ...rows].join("\n"));
  await importFiles(small.workspace, [file], { now: clock });
  cache = await openCache(small.workspace, { now: clock });
  app = createApp({
    workspace: small.workspace,
    cache: async () => cache,
    now: () => clock,
    clientDir: path.join(small.workspace.dir, "client"),
  });
}

const seller = (i: number) => ({ employee_id: `E${i}`, job: null, job_family: "sales", level: 1, division: `D${i % 2}`, department: null, team: null, org_path: `R/D${i % 2}`, is_employed: 1 }); // prettier-ignore

describe("/api/models/competency", () => {
  it("shows the framework before anything was rated, and then the refusal with what is missing", async () => {
    const before = await (await get(asked)).json();
    expect(before).toMatchObject({ state: "none", canFit: true, isWithheld: false, model: null });
    expect(before.framework.dimensions.length).toBe(3);
    await fitCompetency({ workspace: small.workspace, cache, reader: localReader, now: clock });
    const refused = await (await get(asked)).json();
    expect(refused.state).toBe("refused");
    expect(refused.refusal).toMatchObject({ code: "no_ratings", facts: { ratings: 0, peopleNeeded: 10 } });
  });

  it("shows a reader with person-level rights the study, in which nobody is named", async () => {
    await importRatings();
    await fitCompetency({ workspace: small.workspace, cache, reader: localReader, now: clock });
    const answer = await (await get(asked, "boss")).json();
    expect(answer).toMatchObject({ state: "fitted", isWithheld: false, canFit: true });
    expect(answer.model.dimensions.map(({ id }: { id: string }) => id)).toEqual([
      "customer_insight",
      "resource_coordination",
    ]);
    expect(answer.model.notRated).toEqual(["relationship"]);
    expect(answer.model.resolved).toEqual([
      { name: "跨部门协调", dimension: "resource_coordination", ratings: 44 },
    ]);
    // No job family of these people is a seller's: no level, no gap.
    expect(answer.model.withoutGap.role).toBeGreaterThan(5);
    expect(JSON.stringify(answer)).not.toMatch(/"[AB]\d"/);
  });

  it("withholds everything but the framework from a reader of groups, and people at all", async () => {
    const answer = await (await get(asked, "陈磊")).json();
    expect(answer).toMatchObject({ isWithheld: true, canFit: false, model: null, refusal: null });
    expect(answer.framework.id).toBe("big_client_seller");
    // twelve people: nothing about them is released
    expect(answer.released).toBeNull();
    const people = await get(`${asked}/people`, "陈磊");
    expect(people.status).toBeGreaterThanOrEqual(400);
    expect(await people.json()).toMatchObject({ code: "fit_needs_person_rights" });
  });

  it("shows a reader of groups what was released, in multiples of k and without a name", async () => {
    const people = new Map(Array.from({ length: 60 }, (_, i) => [`E${i}`, seller(i)]));
    const gaps = [...people.keys()].map((id, i) => ({ person: id, role: "seller", required: 75, raw: i % 3 ? 60 : 90 }) as PersonGap); // prettier-ignore
    const dimension = releaseGaps("customer_insight", "2025-12", gaps, people, 5)!;
    const release: GapRelease = { version: 1, month: "2025-12", framework: "big_client_seller", ratedTo: "2025-11", dimensions: [dimension] }; // prettier-ignore
    mkdirSync(small.workspace.path("releases"), { recursive: true });
    writeFileSync(small.workspace.path("releases", "competency-2025-12.json"), JSON.stringify(release));
    const { released, model } = await (await get(asked, "陈磊")).json();
    expect(model).toBeNull();
    expect(released).toMatchObject({ month: "2025-12", k: 5 });
    const [all, ...parts] = released.dimensions[0].groups;
    expect(all).toMatchObject({ by: "company", people: 60, count: 40 });
    expect(parts.map(({ groups }: { groups: string[] }) => groups[0])).toEqual(["D0", "D1"]);
    expect(JSON.stringify(released)).not.toMatch(/"E\d/);
    expect((await (await get(asked, "boss")).json()).released).toBeNull();
  });

  it("leaves a journal line of each reading", async () => {
    const before = readJournal(small.workspace).lines.length;
    await get(asked, "boss");
    const lines = readJournal(small.workspace).lines.slice(before);
    expect(lines.some((line) => JSON.stringify(line).includes(asked))).toBe(true);
  });
});
