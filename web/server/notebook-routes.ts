// GET /api/notebooks: which there are. GET /api/notebooks/{name}/page: one of them, run now, as a document that may run nothing.
import { createRoute, z } from "@hono/zod-openapi";
import { notebookErrors } from "../notebook/notebook-errors.js";
import { listNotebooks, notebookHtml } from "../notebook/notebook-html.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import type { WebContext } from "./web-context.js";

/** The page brings its own style sheet and SVG, and nothing else: no script, no request, framed by the workbench only. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-same-origin";

const list = createRoute({
  method: "get",
  path: "/api/notebooks",
  summary: "Shipped notebooks and the workspace's own",
  responses: {
    200: {
      description: "In the reader's language where there is a twin",
      content: {
        "application/json": {
          schema: z.object({
            notebooks: z.array(
              z.object({ name: z.string(), title: z.string(), question: z.string().optional() }),
            ),
          }),
        },
      },
    },
    500: errorAnswer,
  },
});

const page = createRoute({
  method: "get",
  path: "/api/notebooks/{name}/page",
  summary: "A notebook, run now with the reader's rights, as one HTML document",
  request: { params: z.object({ name: z.string() }) },
  responses: {
    200: { description: "HTML without scripts", content: { "text/html": { schema: z.string() } } },
    404: errorAnswer,
    422: errorAnswer,
  },
});

export const notebookRoutes = (context: WebContext) =>
  apiRouter()
    .openapi(list, (c) => {
      const entries = listNotebooks(context.workspace, requestLocale(c));
      return c.json(
        { notebooks: entries.map(({ id, title, question }) => ({ name: id, title, question })) },
        200,
      );
    })
    .openapi(page, async (c) => {
      const { name } = c.req.valid("param");
      const locale = requestLocale(c);
      const entry = listNotebooks(context.workspace, locale).find(({ id }) => id === name);
      if (!entry) throw notebookErrors.notebook_not_found({ file: name });
      const html = await notebookHtml(entry.file, {
        workspace: context.workspace,
        cache: await context.cache(),
        reader: c.get("reader"),
        locale,
        now: context.now(),
        signal: c.req.raw.signal,
      });
      return c.html(html, 200, { "Content-Security-Policy": pagePolicy, "X-Frame-Options": "SAMEORIGIN" });
    });
