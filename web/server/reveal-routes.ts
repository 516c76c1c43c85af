// /api/reveals: one person's risk step by step. Asking, deciding, looking and objecting are journal lines; nothing here writes
// anything about anybody's employment.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  decideReveal,
  listReveals,
  mostRevealDays,
  requestReveal,
  revealPurposes,
  type AboutMe,
  type ModelContext,
  type RevealedPrediction,
} from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import type { ModelJob } from "./model-job.js";
import { runModel } from "./run-model.js";
import type { WebContext, WebEnv } from "./web-context.js";

const answer = z.looseObject({}).openapi("Reveals");
const ok = (description: string) => ({
  200: { description, content: { "application/json": { schema: answer } } },
  422: errorAnswer,
});
const idParam = { params: z.object({ id: z.string().max(40) }) };
const body = <T extends z.ZodType>(schema: T) => ({
  body: { content: { "application/json": { schema } }, required: true },
});

const list = createRoute({
  method: "get",
  path: "/api/reveals",
  summary: "Requests that concern the reader, purposes on offer, and whether the protocol is on",
  responses: ok("Requests"),
});
const request = createRoute({
  method: "post",
  path: "/api/reveals",
  summary: "Ask to see one person's risk; a second person decides",
  request: body(
    z.strictObject({
      person: z.string().min(1).max(80),
      purpose: z.string().max(80),
      expires: z.string().max(40),
    }),
  ),
  responses: ok("The request"),
});
const approve = createRoute({
  method: "post",
  path: "/api/reveals/{id}/approval",
  summary: "Approve somebody else's request",
  request: idParam,
  responses: ok("The request as it stands"),
});
const refuse = createRoute({
  method: "post",
  path: "/api/reveals/{id}/refusal",
  summary: "Refuse somebody else's request, with the reason",
  request: { ...idParam, ...body(z.strictObject({ reason: z.string().max(4000) })) },
  responses: ok("The request as it stands"),
});
const look = createRoute({
  method: "post",
  path: "/api/reveals/{id}/looks",
  summary: "Look at an approved prediction: each look is a journal line, and the person sees it",
  request: idParam,
  responses: ok("The prediction with its reasons and objections"),
});
const mine = createRoute({
  method: "get",
  path: "/api/reveals/mine",
  summary: "What is predicted about the reader, who asked and looked, when and why",
  responses: ok("About the reader"),
});
const object = createRoute({
  method: "post",
  path: "/api/reveals/mine/objections",
  summary: "Object to a prediction about oneself; shown with it from then on",
  request: body(z.strictObject({ text: z.string().max(4000) })),
  responses: ok("About the reader"),
});

export function revealRoutes(context: WebContext) {
  const within = async (c: Context<WebEnv>): Promise<ModelContext> => ({
    workspace: context.workspace,
    cache: await context.cache(),
    reader: c.get("reader"),
    now: context.now(),
  });
  const apart = async <T extends object>(
    c: Context<WebEnv>,
    job: Apart,
  ): Promise<T & Record<string, unknown>> => {
    await context.cache();
    return runModel<T & Record<string, unknown>>({
      ...job,
      workspaceDir: context.workspace.dir,
      reader: c.get("reader"),
      now: context.now().toISOString(),
    });
  };
  return (
    apiRouter()
      .openapi(list, async (c) => {
        const reader = c.get("reader");
        return c.json(
          {
            on: context.workspace.config.reveal === "on",
            reader: reader.id,
            employee: reader.employee ?? null,
            canAsk: reader.rights === "person" || reader.person !== undefined,
            purposes: revealPurposes.map(({ id, label }) => ({ id, label: { ...label } })),
            mostDays: mostRevealDays,
            ...(await listReveals(await within(c))),
          },
          200,
        );
      })
      .openapi(request, async (c) =>
        c.json({ ...(await requestReveal(await within(c), c.req.valid("json"))) }, 200),
      )
      // before {id}: "mine" is no number of a request
      .openapi(mine, async (c) => c.json(await apart<AboutMe>(c, { kind: "about_me" }), 200))
      .openapi(object, async (c) =>
        c.json(await apart<AboutMe>(c, { kind: "contest", text: c.req.valid("json").text }), 200),
      )
      .openapi(approve, async (c) =>
        c.json({ ...(await decideReveal(await within(c), c.req.valid("param").id, { approve: true })) }, 200),
      )
      .openapi(refuse, async (c) =>
        c.json(
          {
            ...(await decideReveal(await within(c), c.req.valid("param").id, {
              approve: false,
              reason: c.req.valid("json").reason,
            })),
          },
          200,
        ),
      )
      .openapi(look, async (c) =>
        c.json(
          await apart<RevealedPrediction>(c, { kind: "look_at_reveal", id: c.req.valid("param").id }),
          200,
        ),
      )
  );
}

type Apart =
  Extract<ModelJob, { kind: "about_me" | "contest" | "look_at_reveal" }> extends infer Job
    ? Job extends unknown
      ? Omit<Job, "workspaceDir" | "reader" | "now">
      : never
    : never;
