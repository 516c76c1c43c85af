// /api/models/competency: the framework, gaps and courses; POST fits anew in a process of its own. …/people: each person, with the right to.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { requirePurpose } from "../../engine/metrics/policy.js";
import { findModel, isRefusal, modelErrors, type CompetencyFitted } from "../../models/index.js";
import { loadFrameworks } from "../../models/competency/framework-catalogue.js";
import { apiRouter } from "./api-router.js";
import {
  competencyView,
  frameworkView,
  seesPeople,
  type CompetencyAnswer,
  type CompetencyPeopleAnswer,
  type FrameworkView,
} from "./competency-view.js";
import { errorAnswer } from "./error-response.js";
import { FitJob } from "./fit-job.js";
import { requestLocale } from "./request-locale.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";

const answerSchema = z
  .looseObject({
    state: z.enum(["none", "fitting", "failed", "refused", "fitted"]),
    isStale: z.boolean(),
    fittedAt: z.string().nullable(),
    startedAt: z.string().nullable(),
    canFit: z.boolean(),
    isWithheld: z.boolean(),
    framework: z.looseObject({}).nullable(),
    refusal: z.looseObject({}).nullable(),
    model: z.looseObject({}).nullable(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string() }).nullable(),
  })
  .openapi("Competency");

const json = { "application/json": { schema: answerSchema } };
const path = "/api/models/competency";
const read = createRoute({
  method: "get",
  path,
  summary:
    "The competency framework; gaps, reliability and course effects for readers with person-level rights",
  responses: { 200: { description: "The study", content: json }, 422: errorAnswer },
});
const fit = createRoute({
  method: "post",
  path,
  summary: "Fit anew; ask again with GET until the state is no longer “fitting”",
  responses: { 202: { description: "Begun", content: json }, 422: errorAnswer },
});
const cancel = createRoute({
  method: "delete",
  path: `${path}/fit`,
  summary: "Stop the running fit; the study fitted before stays",
  responses: { 200: { description: "Stopped", content: json }, 422: errorAnswer },
});
const people = createRoute({
  method: "get",
  path: `${path}/people`,
  summary:
    "Each person's gaps with intervals and courses; person-level rights on the whole company, journalled",
  responses: {
    200: {
      description: "The people",
      content: {
        "application/json": {
          schema: z
            .looseObject({ people: z.array(z.looseObject({})), refusal: z.looseObject({}).nullable() })
            .openapi("CompetencyPeople"),
        },
      },
    },
    422: errorAnswer,
  },
});

export function competencyRoutes(context: WebContext) {
  const job = new FitJob();
  const about = (c: Context<WebEnv>) => ({
    workspaceDir: context.workspace.dir,
    reader: c.get("reader"),
    now: context.now().toISOString(),
  });
  return apiRouter()
    .openapi(read, async (c) => c.json(await view(context, job, c), 200))
    .openapi(fit, async (c) => {
      mayRead(c);
      job.start({ kind: "fit_competency", ...about(c) });
      return c.json(await view(context, job, c), 202);
    })
    .openapi(cancel, async (c) => {
      mayRead(c);
      job.stop();
      return c.json(await view(context, job, c), 200);
    })
    .openapi(people, async (c) => {
      mayRead(c);
      requirePurpose(c.get("reader"), context.workspace.config.purpose?.of);
      c.set("audited", { model: "competency", people: true });
      const found = await runModel<CompetencyPeopleAnswer>(
        { kind: "competency_people", ...about(c) },
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    });
}

function mayRead(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!seesPeople(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}

async function view(
  { workspace, cache }: WebContext,
  job: FitJob,
  c: Context<WebEnv>,
): Promise<CompetencyAnswer> {
  const stored = findModel<CompetencyFitted>(workspace, "competency");
  const { state } = job;
  const mayShow = seesPeople(c.get("reader"));
  const shown = stored ? competencyView(stored, c.get("reader")) : null;
  const known = !shown ? "none" : isRefusal(shown) ? "refused" : "fitted";
  return {
    state: state.is === "running" ? "fitting" : state.is === "failed" ? "failed" : known,
    isStale: stored !== undefined && stored.snapshot !== (await cache()).snapshot,
    fittedAt: stored?.fittedAt ?? null,
    startedAt: state.is === "running" ? state.startedAt : null,
    canFit: mayShow,
    isWithheld: !mayShow,
    framework: frameworkInUse(workspace.dir, stored?.fitted),
    // Counts of people in a refusal are people too.
    refusal: mayShow && isRefusal(shown) ? shown : null,
    model: mayShow && shown && !isRefusal(shown) ? shown : null,
    error: state.is === "failed" ? state.error.localise(requestLocale(c, workspace.config.locale)) : null,
  };
}

/** The one that was fitted with, else the first there is. */
function frameworkInUse(dir: string, fitted: CompetencyFitted | object | undefined): FrameworkView | null {
  if (fitted && !isRefusal(fitted)) {
    const { framework, isOwn, isDerived } = fitted as CompetencyFitted;
    return frameworkView(framework, { isOwn, isDerived });
  }
  const [first] = loadFrameworks(dir).frameworks;
  return first ? frameworkView(first, { isOwn: first.isOwn, isDerived: false }) : null;
}
