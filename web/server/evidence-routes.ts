// GET /api/evidence: the sections as JSON; GET /api/evidence/file: the same as Markdown, HTML or zip, noted as an export.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { modelErrors } from "../../models/index.js";
import {
  evidenceHtml,
  evidenceMarkdown,
  evidenceOf,
  evidenceZip,
  type EvidenceSection,
} from "../../models/evidence/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import type { WebContext, WebEnv } from "./web-context.js";

export interface EvidenceAnswer {
  sections: EvidenceSection[];
  kinds: Record<string, number>;
}

const read = createRoute({
  method: "get",
  path: "/api/evidence",
  summary: "What the system shows for AI Act, PIPL and LL144 files, and what the employer has to write",
  responses: {
    200: {
      description: "Sections",
      content: {
        "application/json": {
          schema: z.looseObject({ sections: z.array(z.looseObject({ id: z.string() })) }),
        },
      },
    },
    403: errorAnswer,
    422: errorAnswer,
  },
});
const file = createRoute({
  method: "get",
  path: "/api/evidence/file",
  summary: "The same as a file: md, html, or zip with both languages",
  request: { query: z.object({ format: z.enum(["md", "html", "zip"]).default("zip") }) },
  responses: { 200: { description: "The file" }, 403: errorAnswer, 422: errorAnswer },
});

export function evidenceRoutes({ workspace, cache, now }: WebContext) {
  return apiRouter()
    .openapi(read, async (c) => {
      requireWholeCompany(c);
      const { sections, state } = await evidenceOf(workspace, await cache(), now());
      return c.json({ sections, kinds: state.audit.kinds }, 200);
    })
    .openapi(file, async (c) => {
      requireWholeCompany(c);
      const { format } = c.req.valid("query");
      const evidence = await evidenceOf(workspace, await cache(), now());
      const locale = requestLocale(c, workspace.config.locale);
      c.set("audited", { kind: "export", format });
      const body =
        format === "zip"
          ? evidenceZip(evidence)
          : format === "md"
            ? evidenceMarkdown(evidence, locale)
            : evidenceHtml(evidence, locale);
      return c.body(typeof body === "string" ? body : new Uint8Array(body), 200, {
        "Content-Type": {
          zip: "application/zip",
          md: "text/markdown; charset=utf-8",
          html: "text/html; charset=utf-8",
        }[format],
        "Content-Disposition": `attachment; filename="rapport-evidence.${format}"`,
      });
    });
}

/** It counts what every reader did. */
function requireWholeCompany(c: Context<WebEnv>): void {
  const reader = c.get("reader");
  if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
}
