// GET /api/quality…: the state of the data, the rows behind a finding, the days behind a difference.
import { createRoute, z } from "@hono/zod-openapi";
import { dayIn } from "../../engine/day-in.js";
import {
  findingRows,
  qualityReport,
  reconciliationDays,
  tablesWithRows,
} from "../../engine/quality/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { bilingualSchema, monthSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const prediction = z
  .object({
    expected: z.number(),
    low: z.number(),
    high: z.number(),
    from: z.number(),
    method: z.enum(["level", "last"]),
  })
  .nullable();

const sourceSchema = z
  .looseObject({
    table: z.string(),
    title: bilingualSchema,
    rows: z.number(),
    freshness: z.looseObject({
      state: z.enum(["fresh", "overdue", "not_learnt"]),
      lastArrival: z.string(),
      overdueSince: z.string().nullable(),
    }),
    batch: z.looseObject({ rows: z.number(), before: z.number().nullable(), predicted: prediction }),
    months: z.array(z.looseObject({ month: z.string(), rows: z.number(), predicted: prediction })),
  })
  .openapi("SourceQuality");

export const sampleSchema = z
  .looseObject({
    id: z.string(),
    table: z.string(),
    quarter: z.string(),
    lot: z.number(),
    size: z.number(),
    check: z
      .looseObject({
        checked: z.number(),
        errors: z.number(),
        upper: z.number(),
        verdict: z.enum(["proved", "not_proved"]),
      })
      .nullable(),
  })
  .openapi("QualitySample");

const reportSchema = z
  .looseObject({
    at: z.string(),
    quarter: z.string(),
    sources: z.array(sourceSchema),
    findings: z.array(
      z.looseObject({
        kind: z.enum(["reject", "warning"]),
        rule: z.string(),
        table: z.string(),
        count: z.number(),
      }),
    ),
    reconciliations: z.array(
      z.looseObject({
        id: z.string(),
        compared: z.number(),
        beyond: z.number(),
        largest: z.array(z.looseObject({})).nullable(),
      }),
    ),
    samples: z.array(sampleSchema),
  })
  .openapi("Quality");

const json = <S extends z.ZodType>(description: string, schema: S) => ({
  200: { description, content: { "application/json": { schema } } },
  400: errorAnswer,
  403: errorAnswer,
  422: errorAnswer,
});

const report = createRoute({
  method: "get",
  path: "/api/quality",
  summary: "Freshness, row counts, drift, findings, reconciliation, proofs of the error rate",
  request: {
    query: z.object({
      from: monthSchema.optional(),
      to: monthSchema.optional(),
      tolerance: z.coerce.number().min(0).max(744).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(20),
    }),
  },
  responses: json("The state of the data", reportSchema),
});

const findings = createRoute({
  method: "get",
  path: "/api/quality/findings",
  summary: "Rows behind a rule's count: file and row; needs person-level rights",
  request: {
    query: z.object({
      rule: z.string().max(64),
      table: z.string().max(64).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
  },
  responses: json("Rows", z.object({ rows: z.array(z.looseObject({ file: z.string(), row: z.number() })) })),
});

const days = createRoute({
  method: "get",
  path: "/api/quality/days",
  summary: "What each source recorded on the days of one employee-month; needs person-level rights",
  request: { query: z.object({ employee: z.string().max(128), month: monthSchema }) },
  responses: json("Days", z.object({ days: z.array(z.looseObject({ day: z.string(), table: z.string() })) })),
});

export function qualityRoutes({ workspace, cache, now }: WebContext) {
  return apiRouter()
    .openapi(report, async (c) => {
      const { from, to, tolerance, limit } = c.req.valid("query");
      const found = await qualityReport(workspace, await cache(), {
        reader: c.get("reader"),
        now: now(),
        from,
        to,
        toleranceHours: tolerance,
        limit,
      });
      return c.json(found as unknown as z.infer<typeof reportSchema>, 200);
    })
    .openapi(findings, async (c) => {
      const { rule, table, limit } = c.req.valid("query");
      const { database } = await cache();
      const today = dayIn(workspace.config.timeZone, now());
      const rows = await findingRows(database, workspace, {
        rule,
        table,
        limit,
        reader: c.get("reader"),
        today,
      });
      return c.json({ rows: rows.map((row) => ({ ...row })) }, 200);
    })
    .openapi(days, async (c) => {
      const { employee, month } = c.req.valid("query");
      const { database } = await cache();
      const present = await tablesWithRows(database);
      const found = await reconciliationDays(database, present, employee, month, c.get("reader"));
      return c.json({ days: found.map((day) => ({ ...day })) }, 200);
    });
}
