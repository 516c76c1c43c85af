// The organisation: GET /api/organisation compares two; /api/org-drafts makes, changes, takes back and deletes drafts.
import { createRoute, z } from "@hono/zod-openapi";
import { compareOrganisations } from "../../engine/history/compare-organisations.js";
import { draftStepSchema } from "../../engine/organisation/draft.js";
import {
  createDraft,
  deleteDraft,
  draftNamed,
  draftNames,
  rollBackDraft,
} from "../../engine/organisation/draft-store.js";
import { editDraft } from "../../engine/organisation/edit-draft.js";
import { organisationNamed } from "../../engine/organisation/organisation.js";
import { metricError } from "../../engine/metrics/metric-errors.js";
import type { Reader } from "../../engine/metrics/reader.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import type { WebContext } from "./web-context.js";

const draftSchema = z
  .looseObject({ name: z.string(), base: z.string(), steps: z.array(draftStepSchema) })
  .openapi("OrganisationDraft");
const answered = <T extends z.ZodType>(schema: T) => ({
  200: { description: "Done", content: { "application/json": { schema } } },
  422: errorAnswer,
});
const body = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { "application/json": { schema } } },
});
const name = z.object({ name: z.string().max(60) });

const compareRoute = createRoute({
  method: "get",
  path: "/api/organisation",
  summary: "Two organisations side by side: units added, removed, moved, renamed, and heads",
  request: {
    query: z.object({
      a: z.string().max(60).openapi({ example: "2024-12" }),
      b: z.string().max(60).openapi({ example: "latest" }),
      known: z.string().max(60).optional(),
    }),
  },
  responses: answered(z.looseObject({ units: z.array(z.looseObject({ unit: z.string() })) })),
});
const listRoute = createRoute({
  method: "get",
  path: "/api/org-drafts",
  summary: "Drafts of the organisation",
  responses: answered(z.object({ drafts: z.array(draftSchema) })),
});
const createDraftRoute = createRoute({
  method: "post",
  path: "/api/org-drafts",
  summary: "A copy of the organisation of a day",
  request: body(z.object({ name: z.string().max(60), base: z.string().max(20).default("latest") })),
  responses: answered(draftSchema),
});
const stepRoute = createRoute({
  method: "post",
  path: "/api/org-drafts/{name}/steps",
  summary: "Add, move, merge or rename a unit of a draft",
  request: { params: name, ...body(draftStepSchema) },
  responses: answered(draftSchema),
});
const undoRoute = createRoute({
  method: "post",
  path: "/api/org-drafts/{name}/undo",
  summary: "Back to the first steps of a draft",
  request: { params: name, ...body(z.object({ steps: z.number().int().min(0) })) },
  responses: answered(draftSchema),
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/api/org-drafts/{name}",
  summary: "Delete a draft; the journal keeps its steps",
  request: { params: name },
  responses: answered(z.object({ deleted: z.string() })),
});

export function organisationRoutes({ workspace, cache, now, progress }: WebContext) {
  return apiRouter()
    .openapi(compareRoute, async (c) => {
      const { a, b, known } = c.req.valid("query");
      const reader = c.get("reader");
      if (known !== undefined) mayDraft(reader);
      const work = async () => {
        const current = await cache();
        const then = known === undefined ? current : await current.asKnown(known);
        return compareOrganisations({ ...then, workspace }, { a, b }, { reader, now: now() });
      };
      return c.json(await (progress ? progress.during(work) : work()), 200);
    })
    .openapi(listRoute, (c) => {
      mayDraft(c.get("reader"));
      return c.json({ drafts: draftNames(workspace).map((one) => draftNamed(workspace, one)) }, 200);
    })
    .openapi(createDraftRoute, async (c) => {
      mayDraft(c.get("reader"));
      const { name: own, base } = c.req.valid("json");
      const { history } = await cache();
      const { day } = organisationNamed(workspace, base, history.to);
      return c.json(createDraft(workspace, own, day, now()), 200);
    })
    .openapi(stepRoute, async (c) => {
      mayDraft(c.get("reader"));
      const draft = draftNamed(workspace, c.req.valid("param").name);
      const { database } = await cache();
      return c.json(await editDraft(database, workspace, draft, c.req.valid("json"), now()), 200);
    })
    .openapi(undoRoute, (c) => {
      mayDraft(c.get("reader"));
      const draft = draftNamed(workspace, c.req.valid("param").name);
      return c.json(rollBackDraft(workspace, draft, c.req.valid("json").steps, now()), 200);
    })
    .openapi(deleteRoute, (c) => {
      mayDraft(c.get("reader"));
      const draft = draftNamed(workspace, c.req.valid("param").name);
      deleteDraft(workspace, draft, now());
      return c.json({ deleted: draft.name }, 200);
    });
}

/** Drafts recast numbers, which readers of groups are not answered. */
function mayDraft(reader: Reader): void {
  if (reader.rights !== "person") throw metricError.as_of_needs_person_rights();
}
