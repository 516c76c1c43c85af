// POST /api/exports: the browser is about to hand an answer's rows on (copy as CSV): a journal line, before it happens.
import { createRoute, z } from "@hono/zod-openapi";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";

const exported = createRoute({
  method: "post",
  path: "/api/exports",
  summary: "Note that rows of an answer leave the page; named by the answer's receipt",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            receipt: z.string().regex(/^[0-9a-f]{12}$/),
            format: z.enum(["csv"]),
            rows: z.number().int().min(0),
          }),
        },
      },
    },
  },
  responses: { 204: { description: "Noted" }, 400: errorAnswer },
});

export function exportRoutes() {
  return apiRouter().openapi(exported, (c) => {
    c.set("audited", { kind: "export", ...c.req.valid("json") });
    return c.body(null, 204);
  });
}
