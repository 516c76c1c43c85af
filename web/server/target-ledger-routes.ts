// /api/targets: targets on record with what came of them; POST commits to one, scores what is due, or adds up a quarter's.
import { createRoute, z } from "@hono/zod-openapi";
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { Reader } from "../../engine/index.js";
import {
  isRefusal,
  modelErrors,
  readableTargets,
  targetRecord,
  type CommittedTarget,
  type Refusal,
  type TargetRecord,
  type TargetSums,
} from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { monthSchema } from "./schemas.js";
import { TargetForecasts } from "./target-forecasts.js";
import { answered, jsonBody, subjectSchema } from "./target-schemas.js";
import type { WebContext } from "./web-context.js";

export interface TargetLedgerAnswer {
  targets: CommittedTarget[];
  record: TargetRecord;
  canScore: boolean;
  /** Last month known. */
  knownTo: string;
}

export type TargetCommitAnswer =
  | { state: "committed"; line: CommittedTarget }
  | { state: "refused"; refusal: Refusal };

const list = createRoute({
  method: "get",
  path: "/api/targets",
  summary: "Every target that the reader may see, with its chance at issue and what came",
  responses: answered("TargetLedger", z.looseObject({}).openapi("TargetLedger")),
});
const commit = createRoute({
  method: "post",
  path: "/api/targets",
  summary: "Commit to a target: one line of the journal that is never rewritten",
  request: jsonBody(
    subjectSchema.extend({ quarter: monthSchema, value: z.number(), why: z.string().max(2000) }),
  ),
  responses: answered("TargetCommitted", z.looseObject({}).openapi("TargetCommitted")),
});
const score = createRoute({
  method: "post",
  path: "/api/targets/scores",
  summary: "Score the targets whose quarter is over",
  responses: answered("TargetScores", z.looseObject({}).openapi("TargetScores")),
});
const sums = createRoute({
  method: "post",
  path: "/api/targets/sums",
  summary: "Do the parts' targets add up to the whole's? `propose` shares it out by forecasts",
  request: jsonBody(
    z.strictObject({
      metric: z.string().max(64),
      quarter: monthSchema,
      propose: z.boolean().default(false),
    }),
  ),
  responses: answered("TargetSums", z.looseObject({}).openapi("TargetSums")),
});

export function targetLedgerRoutes(context: WebContext) {
  const forecasts = new TargetForecasts(context);
  const view = async (reader: Reader): Promise<TargetLedgerAnswer> => {
    const cache = await context.cache();
    const { workspace, now } = context;
    const targets = await readableTargets({ workspace, cache, reader, now: now() });
    return {
      targets,
      record: targetRecord(targets),
      canScore: readsEverybody(reader),
      knownTo: cache.history.to.slice(0, 7),
    };
  };
  return apiRouter()
    .openapi(list, async (c) => c.json({ ...(await view(c.get("reader"))) }, 200))
    .openapi(commit, async (c) => {
      const { quarter, ...commitment } = c.req.valid("json");
      await context.cache();
      const line = await forecasts.work<CommittedTarget | Refusal>(
        { is: "commit", commitment: { ...commitment, from: quarter } },
        c.get("reader"),
      );
      const answer: TargetCommitAnswer = isRefusal(line)
        ? { state: "refused", refusal: line }
        : { state: "committed", line };
      return c.json({ ...answer }, 200);
    })
    .openapi(score, async (c) => {
      const reader = c.get("reader");
      if (!readsEverybody(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
      await context.cache();
      await forecasts.work<number>({ is: "score" }, reader);
      return c.json({ ...(await view(reader)) }, 200);
    })
    .openapi(sums, async (c) => {
      const { metric, quarter, propose } = c.req.valid("json");
      await context.cache();
      const found = await forecasts.work<TargetSums>(
        { is: "sums", question: { metric, from: quarter, propose } },
        c.get("reader"),
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    });
}
