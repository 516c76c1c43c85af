// /api/programmes/plan…: what a plan can be made of, whether one that was filled in holds (field by field), and what it could find.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { cacheFacts, loadCatalogue, type Cache, type Catalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { identifier } from "../../engine/sql.js";
import { modelErrors } from "../../models/index.js";
import {
  checkPlan,
  programmeText,
  suitedMetrics,
  type PlannedPower,
  type PlanProblem,
} from "../../models/programme/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { jobOf } from "./model-answer.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";

export interface PlanChoices {
  history: { from: string; to: string };
  metrics: { id: string; label: Bilingual; unit: string }[];
  /** Dimensions that a group can be told by, with the values in the data. */
  fields: { id: string; label: Bilingual; values: string[] }[];
  courses: string[];
  currency: string;
}

export interface PlanCheck {
  problems: PlanProblem[];
  /** The file as it will be written; null while something is wrong. */
  yaml: string | null;
}

/** More values than this are no group to choose from. */
const mostValues = 300;

const plan = z.record(z.string(), z.unknown());
const json = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
const answered = (description: string) => ({
  200: { description, content: json(z.looseObject({})) },
  403: errorAnswer,
  422: errorAnswer,
});
const body = { body: { required: true, content: json(plan) } };

const choicesRoute = createRoute({
  method: "get",
  path: "/api/programmes/plan",
  summary: "What a programme’s plan can be made of: months, metrics, dimensions with values, courses",
  responses: answered("Choices"),
});
const checkRoute = createRoute({
  method: "post",
  path: "/api/programmes/plan/check",
  summary: "Slips of a plan by field, or the file as it will be written",
  request: body,
  responses: answered("Slips"),
});
const powerRoute = createRoute({
  method: "post",
  path: "/api/programmes/plan/power",
  summary: "What a plan could find, reckoned on the months before it",
  request: body,
  responses: answered("Power"),
});

export function programmePlanRoutes(context: WebContext) {
  const { workspace } = context;
  const check = async (written: unknown) => {
    const { catalogue, metrics } = await known(context);
    return checkPlan(written, workspace, {
      metrics: new Set(metrics.map(({ id }) => id)),
      fields: new Set(catalogue.dimensions.keys()),
    });
  };
  return apiRouter()
    .openapi(choicesRoute, async (c) => {
      requireRights(c);
      const { catalogue, cache, metrics } = await known(context);
      const choices: PlanChoices = {
        history: { from: cache.history.from.slice(0, 7), to: cache.history.to.slice(0, 7) },
        metrics: metrics.map(({ id, label, unit }) => ({ id, label, unit })),
        fields: await fieldsOf(cache, catalogue),
        courses: await valuesOf(cache, "source_training_record", "course_id"),
        currency: workspace.config.currency ?? "CNY",
      };
      return c.json({ ...choices }, 200);
    })
    .openapi(checkRoute, async (c) => {
      requireRights(c);
      const checked = await check(c.req.valid("json"));
      const answer: PlanCheck =
        "problems" in checked
          ? { problems: checked.problems, yaml: null }
          : { problems: [], yaml: programmeText(checked.programme) };
      return c.json({ ...answer }, 200);
    })
    .openapi(powerRoute, async (c) => {
      requireRights(c);
      const checked = await check(c.req.valid("json"));
      if ("problems" in checked) return c.json({ problems: checked.problems }, 200);
      const found = await runModel<PlannedPower>(
        { kind: "plan_power", programme: checked.programme, ...jobOf(context, c) },
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    });
}

async function known({ workspace, cache: open }: WebContext) {
  const cache = await open();
  const catalogue = loadCatalogue(workspace.dir);
  const facts = await cacheFacts({ ...cache, workspace });
  const span = { from: cache.history.to.slice(0, 7), to: cache.history.to.slice(0, 7) };
  return { cache, catalogue, metrics: suitedMetrics(catalogue, facts, span) };
}

async function fieldsOf(cache: Cache, catalogue: Catalogue): Promise<PlanChoices["fields"]> {
  const fields: PlanChoices["fields"] = [];
  for (const { id, label, column, groupable, disclosure, type } of catalogue.dimensions.values()) {
    if (!groupable || disclosure === "protected" || type !== "text") continue;
    const values = await valuesOf(cache, "employee_month", column);
    if (values.length > 1) fields.push({ id, label, values });
  }
  return fields;
}

/** None where there are too many to choose from, or the source was never imported. */
async function valuesOf({ database }: Cache, relation: string, column: string): Promise<string[]> {
  const [there] = await database.rows<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM information_schema.columns WHERE table_name = ? AND column_name = ?`,
    [relation, column],
  );
  if (!there?.n) return [];
  const rows = await database.rows<{ value: string }>(
    `SELECT DISTINCT ${identifier(column)}::VARCHAR AS value FROM ${identifier(relation)}
     WHERE ${identifier(column)} IS NOT NULL ORDER BY value LIMIT ${mostValues + 1}`,
  );
  return rows.length > mostValues ? [] : rows.map(({ value }) => value);
}

function requireRights(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}
