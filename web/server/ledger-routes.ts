// /api/ledger: predictions frozen at issue and their scores; POST issues one, or scores what is due, in a process of its own.
import { createRoute, z } from "@hono/zod-openapi";
import { modelErrors, scoreboard, type Scoreboard } from "../../models/index.js";
import { lastDayOf } from "../../models/month.js";
import type { Reader } from "../../engine/index.js";
import { apiRouter } from "./api-router.js";
import { canFit } from "./attrition-view.js";
import { errorAnswer } from "./error-response.js";
import { runModel } from "./run-model.js";
import type { WebContext } from "./web-context.js";

const answer = z
  .looseObject({ issues: z.array(z.looseObject({})), standing: z.looseObject({}), canIssue: z.boolean() })
  .openapi("Ledger");
const ok = {
  200: { description: "The record", content: { "application/json": { schema: answer } } },
  422: errorAnswer,
};

const read = createRoute({
  method: "get",
  path: "/api/ledger",
  summary: "Every issued prediction with what came, and whether the model still stands",
  responses: ok,
});
const issue = createRoute({
  method: "post",
  path: "/api/ledger/issues",
  summary: "Freeze a prediction in the journal; `replay` learns anew from what was known by then",
  request: {
    body: {
      content: {
        "application/json": {
          schema: z.strictObject({ asOf: z.string().max(40), replay: z.boolean().default(false) }),
        },
      },
      required: true,
    },
  },
  responses: ok,
});
const score = createRoute({
  method: "post",
  path: "/api/ledger/scores",
  summary: "Score the issued predictions whose time has come",
  responses: ok,
});

export interface LedgerAnswer extends Scoreboard {
  canIssue: boolean;
  /** What came is of single kinds of exits: for readers of groups only whether the model stands. */
  withheld: boolean;
  /** Last day of the last month there is. */
  lastDay: string;
}

const may = (reader: Reader): Reader => {
  if (!canFit(reader)) throw modelErrors.fit_needs_person_rights({ reader: reader.id });
  return reader;
};

export function ledgerRoutes(context: WebContext) {
  const view = async (reader: Reader): Promise<LedgerAnswer & Record<string, unknown>> => {
    const { history } = await context.cache();
    const board = scoreboard(context.workspace);
    const mayRead = canFit(reader);
    return {
      ...(mayRead ? board : withoutOutcomes(board)),
      canIssue: mayRead,
      withheld: !mayRead,
      lastDay: lastDayOf(history.to),
    };
  };
  const job = (reader: Reader) => ({
    workspaceDir: context.workspace.dir,
    reader,
    now: context.now().toISOString(),
  });
  return apiRouter()
    .openapi(read, async (c) => c.json(await view(c.get("reader")), 200))
    .openapi(issue, async (c) => {
      const reader = may(c.get("reader"));
      await context.cache();
      await runModel({ kind: "issue_prediction", options: c.req.valid("json"), ...job(reader) });
      return c.json(await view(reader), 200);
    })
    .openapi(score, async (c) => {
      const reader = may(c.get("reader"));
      await context.cache();
      await runModel({ kind: "score_predictions", ...job(reader) });
      return c.json(await view(reader), 200);
    });
}

/** Kinds of exits by single months are not released to readers of groups. */
const withoutOutcomes = ({ issues, standing }: Scoreboard): Scoreboard => ({
  issues: issues.map((one) => ({ ...one, horizons: one.horizons.map((h) => ({ ...h, score: null })) })),
  standing: { ...standing, events: 0, gain: null, gainError: null, reason: standing.isOff ? offText : null },
});

const offText = {
  en: "Off: its issued predictions did worse than the constant rate.",
  zh: "已停用：其已发布的预测不如恒定比率。",
};
