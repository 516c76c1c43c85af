// GET /api/metrics: the whole metric catalogue in words, the company's own included, and what is wrong with these.
import { createRoute, z } from "@hono/zod-openapi";
import { loadCatalogue } from "../../engine/index.js";
import { cacheFacts } from "../../engine/metrics/cache-facts.js";
import { metricSheet, themeOrder, type MetricSheet } from "../../engine/metrics/metric-sheet.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const sheetSchema = z
  .looseObject({
    id: z.string(),
    theme: z.string(),
    label: bilingualSchema,
    description: bilingualSchema,
    formula: bilingualSchema,
    grain: bilingualSchema,
    unit: z.string(),
    exclusions: bilingualSchema.nullable(),
    disclosure: z.enum(["visible", "personal"]),
    standing: z.boolean(),
    isOwn: z.boolean(),
  })
  .openapi("MetricSheet");

const route = createRoute({
  method: "get",
  path: "/api/metrics",
  summary: "The metric catalogue: formula, unit, grain, exclusions, disclosure and worked example of each",
  responses: {
    200: {
      description:
        "Metrics in the order of their themes; own definitions that are not used, with file, line and rule",
      content: {
        "application/json": {
          schema: z.object({
            metrics: z.array(sheetSchema),
            problems: z.array(
              z.object({ metric: z.string().nullable(), message: z.string(), hint: z.string() }),
            ),
          }),
        },
      },
    },
    422: errorAnswer,
  },
});

const rank = ({ theme }: MetricSheet): number => themeOrder.indexOf(theme) + 1 || themeOrder.length + 1;

export const catalogueRoutes = ({ workspace, cache }: WebContext) =>
  apiRouter().openapi(route, async (c) => {
    const { metrics, problems } = loadCatalogue(workspace.dir);
    const { sources } = await cacheFacts({ ...(await cache()), workspace });
    const locale = requestLocale(c, workspace.config.locale);
    const sheets = [...metrics.values()].map((metric) => metricSheet(metric, sources));
    return c.json(
      {
        metrics: sheets.sort((a, b) => rank(a) - rank(b)) as unknown as Record<string, never>[],
        problems: problems.map(({ metric, error }) => {
          const { message, hint } = error.localise(locale);
          return { metric, message, hint };
        }),
      } as never,
      200,
    );
  });
