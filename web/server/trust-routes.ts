// GET /api/trust: the policy in force, who sees what, what is released, and what none of it protects against.
// POST /api/trust/who: which users see the number of a question, and how.
import { readsEverybody } from "../../engine/metrics/reader.js";
import { createRoute, z } from "@hono/zod-openapi";
import { parseQuery } from "../../engine/metrics/compile.js";
import { trustReport } from "../../engine/policy/trust-report.js";
import { whoSees } from "../../engine/policy/who-sees.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { requestLocale } from "./request-locale.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";
import { webError } from "./web-errors.js";

const trustSchema = z
  .looseObject({
    k: z.number(),
    closeAfterDays: z.number(),
    users: z.array(z.looseObject({ id: z.string(), rights: z.enum(["person", "group"]) })),
    cannotProtect: z.array(bilingualSchema),
  })
  .openapi("Trust");

const read = createRoute({
  method: "get",
  path: "/api/trust",
  summary: "The policy in force, who sees what, what is released, what is not protected",
  responses: {
    200: { description: "Trust", content: { "application/json": { schema: trustSchema } } },
    422: errorAnswer,
  },
});

const who = createRoute({
  method: "post",
  path: "/api/trust/who",
  summary: "Which users see the number of a question, and how",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.looseObject({ metrics: z.array(z.string()).min(1) }) } },
    },
  },
  responses: {
    200: {
      description: "One entry per user",
      content: {
        "application/json": {
          schema: z.object({ users: z.array(z.looseObject({ user: z.string(), sees: z.string() })) }),
        },
      },
    },
    403: errorAnswer,
    422: errorAnswer,
  },
});

export const trustRoutes = ({ workspace, cache, now }: WebContext) =>
  apiRouter()
    .openapi(read, async (c) => {
      const report = await trustReport({ ...(await cache()), workspace }, c.get("reader"), now());
      return c.json({ ...report, cannotProtect: [...report.cannotProtect] }, 200);
    })
    .openapi(who, async (c) => {
      const reader = c.get("reader");
      // whoever learns what others see must see at least as much
      if (!readsEverybody(reader)) throw webError.who_needs_person_rights();
      const question = parseQuery(c.req.valid("json"));
      const locale = requestLocale(c, workspace.config.locale);
      const users = await whoSees({ ...(await cache()), workspace }, question, { now: now(), locale });
      return c.json({ users: users.map((entry) => ({ ...entry })) }, 200);
    });
