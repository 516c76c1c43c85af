// POST /api/claims: a pasted text → what its numbers claim, whether it holds, and our own figures beside them, through the reader's policy.
import { createRoute, z } from "@hono/zod-openapi";
import { checkWithData, longestText, type CheckedWithData } from "../../models/claims/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import type { WebContext } from "./web-context.js";

export type ClaimsAnswer = CheckedWithData;

const route = createRoute({
  method: "post",
  path: "/api/claims",
  summary: "Check the numbers of a text: wrong, doubtful, incomplete, ambiguous, consistent, not checkable",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.object({ text: z.string().max(2 * longestText) }) } },
    },
  },
  responses: {
    200: {
      description: "The text with its findings; spans count UTF-16 units",
      content: {
        "application/json": {
          schema: z.looseObject({ text: z.string(), findings: z.array(z.looseObject({})) }),
        },
      },
    },
    422: errorAnswer,
  },
});

/** The journal keeps the questions put to the engine, never the text. */
export const claimRoutes = ({ workspace, cache, now }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const context = { workspace, cache: await cache(), reader: c.get("reader"), now: now() };
    const answer: ClaimsAnswer = await checkWithData(context, c.req.valid("json").text);
    const receipts = answer.asked.flatMap(({ receipt }) => (receipt ? [receipt] : []));
    c.set("audited", { kind: receipts.length > 0 ? "query" : "view", receipts });
    return c.json({ ...answer }, 200);
  });
