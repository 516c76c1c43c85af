// /api/models/competency: the framework, gaps and courses; POST fits anew in a process of its own. …/people: each person, with the right to.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { requirePurpose } from "../../engine/metrics/policy.js";
import { findModel, isRefusal, modelErrors, type CompetencyFitted } from "../../models/index.js";
import { loadFrameworks } from "../../models/competency/framework-catalogue.js";
import { latestGapRelease } from "../../models/competency/gap-release-file.js";
import {
  competencyView,
  frameworkView,
  releasedView,
  seesPeople,
  type CompetencyAnswer,
  type CompetencyPeopleAnswer,
  type FrameworkView,
} from "./competency-view.js";
import { errorAnswer } from "./error-response.js";
import type { FitJob } from "./fit-job.js";
import { jobOf, modelAnswer, modelRouter } from "./model-answer.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";

const people = createRoute({
  method: "get",
  path: "/api/models/competency/people",
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

export const competencyRoutes = (context: WebContext) =>
  modelRouter(context, {
    model: "competency",
    name: "Competency",
    summary:
      "Gaps to what roles require, freed of rater leniency, and what courses change; or why there is no study",
    mayFit: seesPeople,
    answer: (c, job) => view(context, job, c),
  }).openapi(people, async (c) => {
    mayRead(c);
    requirePurpose(c.get("reader"), context.workspace.config.purpose?.of);
    c.set("audited", { model: "competency", people: true });
    const found = await runModel<CompetencyPeopleAnswer>(
      { kind: "competency_people", ...jobOf(context, c) },
      c.req.raw.signal,
    );
    return c.json({ ...found }, 200);
  });

function mayRead(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!seesPeople(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}

async function view(context: WebContext, job: FitJob, c: Context<WebEnv>): Promise<CompetencyAnswer> {
  const reader = c.get("reader");
  const stored = findModel<CompetencyFitted>(context.workspace, "competency");
  const mayShow = seesPeople(reader);
  const shown = stored ? competencyView(stored, reader) : null;
  const answer = await modelAnswer(context, c, job, { stored, shown, canFit: mayShow });
  const framework = frameworkInUse(context.workspace.dir, stored?.fitted);
  const released =
    mayShow || !framework ? null : releasedView(latestGapRelease(context.workspace), reader, framework);
  return {
    ...answer,
    isWithheld: !mayShow,
    released,
    framework,
    // Counts of people in a refusal are people too; a fit that they will not see is nothing to wait for.
    ...(mayShow ? {} : { state: "none", refusal: null, model: null }),
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
