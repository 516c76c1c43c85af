// /api/reports: saved reports listed, read, written and removed.
import { createRoute, z } from "@hono/zod-openapi";
import { reportSpecSchema } from "../report/report-spec.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { ReportStore } from "./report-store.js";
import type { WebContext } from "./web-context.js";

const lineSchema = z.object({ id: z.string(), name: z.string(), savedAt: z.string() });
const savedSchema = lineSchema.extend({ report: reportSpecSchema }).openapi("SavedReport");
const listSchema = z
  .object({ reports: z.array(lineSchema), unreadable: z.array(z.string()) })
  .openapi("ReportList");
const bodySchema = z.object({ name: z.string().trim().min(1).max(120), report: reportSpecSchema });
const params = z.object({ id: z.string() });
const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { "application/json": { schema } },
});

const list = createRoute({
  method: "get",
  path: "/api/reports",
  summary: "Saved reports, latest first; files that cannot be read are named",
  responses: { 200: json("Reports", listSchema) },
});
const read = createRoute({
  method: "get",
  path: "/api/reports/{id}",
  summary: "A saved report",
  request: { params },
  responses: { 200: json("The report", savedSchema), 404: errorAnswer },
});
const write = createRoute({
  method: "put",
  path: "/api/reports/{id}",
  summary: "Saves a report under an id, new or not",
  request: { params, body: { content: { "application/json": { schema: bodySchema } }, required: true } },
  responses: { 200: json("The report as saved", savedSchema), 422: errorAnswer },
});
const remove = createRoute({
  method: "delete",
  path: "/api/reports/{id}",
  summary: "Removes a saved report",
  request: { params },
  responses: { 204: { description: "Removed" }, 404: errorAnswer },
});

export const reportRoutes = ({ workspace, now }: Pick<WebContext, "workspace" | "now">) => {
  const store = new ReportStore(workspace.path("reports"));
  return apiRouter()
    .openapi(list, async (c) => c.json(await store.list(), 200))
    .openapi(read, async (c) => c.json(await store.read(c.req.valid("param").id), 200))
    .openapi(write, async (c) => {
      const { name, report } = c.req.valid("json");
      return c.json(await store.write(c.req.valid("param").id, name, report, now()), 200);
    })
    .openapi(remove, async (c) => {
      await store.remove(c.req.valid("param").id);
      return c.body(null, 204);
    });
};
