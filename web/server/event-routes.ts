// GET /api/events: what happened when, for the event lines of charts.
import { createRoute, z } from "@hono/zod-openapi";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { calendarEvents } from "../../models/programme/calendar-events.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const route = createRoute({
  method: "get",
  path: "/api/events",
  summary: "Dated events of the company",
  responses: {
    200: {
      description: "Events in order of date",
      content: {
        "application/json": {
          schema: z.object({
            events: z.array(
              z.object({
                id: z.string(),
                date: z.string(),
                kind: z.string().nullable(),
                title: bilingualSchema,
              }),
            ),
          }),
        },
      },
    },
    500: errorAnswer,
  },
});

export const eventRoutes = (context: WebContext) =>
  apiRouter().openapi(route, async (c) =>
    c.json({ events: await calendarEvents(await context.cache()) }, 200),
  );
