// /api/schemes/check and /preview: a text that need not be on file: its slips by line and field, and a past period under it.
import { createRoute, z } from "@hono/zod-openapi";
import type { RapportError } from "../../engine/errors.js";
import type { Bilingual } from "../../engine/locale.js";
import { requireScores } from "../../models/schemes/backtest/run-backtest.js";
import { schemeWarnings } from "../../models/schemes/scheme-warnings.js";
import { apiRouter } from "./api-router.js";
import { jobOf } from "./model-answer.js";
import { runModel } from "./run-model.js";
import { answered, jsonBody, schemeText } from "./scheme-schemas.js";
import { checkDraftText } from "./scheme-text-check.js";
import type { SchemePreview } from "./scheme-work.js";
import type { WebContext } from "./web-context.js";

export interface Slip {
  line: number;
  /** Path in the file: versions.0.indicators.2.weight. */
  field: string;
  text: Bilingual;
}

export interface SchemeCheck {
  slips: Slip[];
  warnings: Slip[];
}

const request = jsonBody(z.strictObject({ text: schemeText }));
const checkRoute = createRoute({
  method: "post",
  path: "/api/schemes/check",
  summary: "Slips and warnings of a text, by line and field, in both languages",
  request,
  responses: answered("Slips"),
});
const previewRoute = createRoute({
  method: "post",
  path: "/api/schemes/preview",
  summary: "A text’s latest version on the last whole period: distribution and one anonymous example",
  request,
  responses: answered("Preview"),
});

export function schemeDraftRoutes(context: WebContext) {
  return apiRouter()
    .openapi(checkRoute, (c) => {
      const checked = checkDraftText(context.workspace, c.req.valid("json").text);
      const answer: SchemeCheck = {
        slips: checked.problems.map(slipOf),
        warnings:
          checked.scheme && checked.problems.length === 0
            ? schemeWarnings(checked.scheme, checked.catalogue).map((warning) => ({
                line: checked.lineOf(warning.at),
                field: warning.at.map(String).join("."),
                text: warning.text,
              }))
            : [],
      };
      return c.json({ ...answer }, 200);
    })
    .openapi(previewRoute, async (c) => {
      requireScores(c.get("reader"));
      const { text } = c.req.valid("json");
      const found = await runModel<SchemePreview>(
        { kind: "scheme", work: { do: "preview", text }, ...jobOf(context, c) },
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    });
}

function slipOf(problem: RapportError): Slip {
  const { line, field, rule, ruleZh } = problem.facts;
  return {
    line: Number(line ?? 1),
    field: typeof field === "string" ? field : "",
    text: { en: String(rule), zh: String(ruleZh) },
  };
}
