// GET /api/identity: people of other systems and those that wait for a decision; POST stores a person's word. Person-level rights only.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { decideRecord, identityOverview } from "../../engine/ingest/identity-list.js";
import { knownEmployees } from "../../engine/ingest/known-employees.js";
import { identityError } from "../../engine/identity/decisions.js";
import { reasonTexts } from "../../engine/identity/match-identity.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext, WebEnv } from "./web-context.js";

const recordSchema = z.object({
  record: z.string(),
  system: z.string(),
  table: z.string(),
  file: z.string(),
  row: z.number(),
  rows: z.number(),
  number: z.string(),
  email: z.string().optional(),
  name: z.string().optional(),
  birthDate: z.string().optional(),
  candidates: z.array(
    z.object({ employee: z.string(), confidence: z.number(), reasons: z.array(bilingualSchema) }),
  ),
});

const overviewSchema = z
  .object({
    review: z.array(recordSchema),
    /** How many were recognised otherwise than by their exact number, by rule. */
    matched: z.record(z.string(), z.number()),
    decided: z.number(),
  })
  .openapi("Identity");

const json = { "application/json": { schema: overviewSchema } };
const read = createRoute({
  method: "get",
  path: "/api/identity",
  summary: "Who is who across systems, and who waits for a decision",
  responses: { 200: { description: "The list", content: json }, 422: errorAnswer },
});
const decide = createRoute({
  method: "post",
  path: "/api/identity",
  summary: "Say who a record is (null: no employee); later imports follow",
  request: {
    body: {
      content: {
        "application/json": {
          schema: z.object({ record: z.string().max(64), employee: z.string().max(200).nullable() }),
        },
      },
    },
  },
  responses: { 200: { description: "The list after it", content: json }, 422: errorAnswer },
});

export const identityRoutes = ({ workspace, now }: WebContext) =>
  apiRouter()
    .openapi(read, (c) => {
      mayDecide(c);
      return c.json(view(workspace), 200);
    })
    .openapi(decide, async (c) => {
      mayDecide(c);
      const employees = await knownEmployees(workspace);
      const decision = { ...c.req.valid("json"), by: c.get("reader").id };
      decideRecord(workspace, decision, (number) => employees.has(number), now());
      return c.json(view(workspace), 200);
    });

function mayDecide(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!readsEverybody(reader)) throw identityError.identity_needs_person_rights({ reader: reader.id });
}

function view(workspace: WebContext["workspace"]): z.infer<typeof overviewSchema> {
  const { review, matched, decisions } = identityOverview(workspace);
  const byRule: Record<string, number> = {};
  for (const { rule } of matched) byRule[rule] = (byRule[rule] ?? 0) + 1;
  return {
    review: review.map(({ candidates, import: _import, ...record }) => ({
      ...record,
      candidates: candidates.map((c) => ({ ...c, reasons: c.reasons.map((reason) => reasonTexts[reason]) })),
    })),
    matched: byRule,
    decided: decisions.length,
  };
}
