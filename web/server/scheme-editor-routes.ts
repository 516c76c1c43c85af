// /api/scheme-editor: KPI schemes with their texts, slips of a draft by line and field, preview, saving, differences, one's own score.
import { createRoute, z } from "@hono/zod-openapi";
import type { RapportError } from "../../engine/errors.js";
import { loadCatalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import type { LocalisedError } from "../../engine/errors.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { requireScores, usualPeriods } from "../../models/schemes/backtest/run-backtest.js";
import { diffSchemes, type SchemeDiff } from "../../models/schemes/diff-schemes.js";
import { diffWords } from "../../models/schemes/diff-words.js";
import { schemeErrors } from "../../models/schemes/scheme-errors.js";
import { checkSchemeText, schemeNamed, schemesOf } from "../../models/schemes/scheme-files.js";
import type { Scheme, SchemeVersion } from "../../models/schemes/scheme-schema.js";
import { schemeWarnings } from "../../models/schemes/scheme-warnings.js";
import type { PersonScore } from "../../models/schemes/score-types.js";
import { writeScheme } from "../../models/schemes/write-scheme.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { jobOf } from "./model-answer.js";
import { requestLocale } from "./request-locale.js";
import { runModel } from "./run-model.js";
import type { SchemePreview } from "./scheme-work.js";
import type { WebContext } from "./web-context.js";

export interface ListedScheme {
  id: string;
  name: Bilingual;
  period: Scheme["period"];
  isOwn: boolean;
  text: string;
  hash: string;
  versions: { version: string; from: string; indicators: number; stated: number; note: Bilingual | null }[];
}

export interface SchemeList {
  schemes: ListedScheme[];
  problems: LocalisedError[];
  canWrite: boolean;
  /** Person-level rights on some part: scores, previews, back-tests. */
  canScore: boolean;
  /** The reader's own employee number. */
  me: string | null;
  /** What a source can be: metrics with a value per person. */
  metrics: { id: string; label: Bilingual; unit: string }[];
  /** Whole periods of the history that a back-test can take, the latest last. */
  periods: { month: string[]; quarter: string[] };
}

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

export interface SchemeDifference {
  diff: SchemeDiff;
  words: Bilingual[];
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const text = z.string().max(100_000);
const json = <T extends z.ZodType>(schema: T) => ({ "application/json": { schema } });
const answered = (description: string) => ({
  200: { description, content: json(z.looseObject({})) },
  403: errorAnswer,
  404: errorAnswer,
  422: errorAnswer,
});
const textBody = { body: { required: true, content: json(z.strictObject({ text })) } };

const listRoute = createRoute({
  method: "get",
  path: "/api/scheme-editor",
  summary: "KPI schemes on file with versions and texts",
  responses: answered("Schemes"),
});
const checkRoute = createRoute({
  method: "post",
  path: "/api/scheme-editor/check",
  summary: "Slips and warnings of a text, by line and field, in both languages",
  request: textBody,
  responses: answered("Slips"),
});
const previewRoute = createRoute({
  method: "post",
  path: "/api/scheme-editor/preview",
  summary: "A text’s latest version on the last whole period: distribution and one anonymous example",
  request: textBody,
  responses: answered("Preview"),
});
const saveRoute = createRoute({
  method: "put",
  path: "/api/scheme-editor/{id}",
  summary: "Save a scheme’s file; another text on file than the one begun from is not overwritten",
  request: {
    params: z.object({ id }),
    body: { required: true, content: json(z.strictObject({ text, expected: z.string().nullable() })) },
  },
  responses: answered("Schemes"),
});
const diffRoute = createRoute({
  method: "get",
  path: "/api/scheme-editor/diff",
  summary: "Differences of two versions, in words and as data",
  request: {
    query: z.object({ a: id, b: id, versionA: z.string().max(20), versionB: z.string().max(20) }),
  },
  responses: answered("Differences"),
});
const scoreRoute = createRoute({
  method: "get",
  path: "/api/scheme-editor/score",
  summary: "One person’s score down to its rows: one’s own, or of people whom the reader may read",
  request: {
    query: z.object({ scheme: id, employee: z.string().max(60), period: z.string().max(10).optional() }),
  },
  responses: answered("Score"),
});

export function schemeEditorRoutes(context: WebContext) {
  const { workspace, now } = context;
  const list = async (c: Parameters<typeof jobOf>[1]): Promise<SchemeList> => {
    const { from, to } = (await context.cache()).history;
    const months = { from: monthNumber(from.slice(0, 7)), to: monthNumber(to.slice(0, 7)) };
    const reader = c.get("reader");
    const { found, problems } = schemesOf(workspace);
    const locale = requestLocale(c, workspace.config.locale);
    const catalogue = loadCatalogue(workspace.dir);
    return {
      schemes: found.map(({ scheme, text: written, hash, isOwn }) => ({
        id: scheme.id,
        name: scheme.name,
        period: scheme.period,
        isOwn,
        text: written,
        hash,
        versions: scheme.versions.map(listedVersion),
      })),
      problems: problems.map((problem) => problem.localise(locale)),
      canWrite: readsEverybody(reader),
      canScore: reader.rights === "person" || reader.person !== undefined,
      me: reader.employee ?? null,
      metrics: [...catalogue.metrics.values()]
        .filter(({ relation }) => relation !== "hire_cohort")
        .map(({ id: metric, label, unit }) => ({ id: metric, label, unit })),
      periods: {
        month: usualPeriods({ id: "", period: "month" }, months),
        quarter: usualPeriods({ id: "", period: "quarter" }, months),
      },
    };
  };
  return apiRouter()
    .openapi(listRoute, async (c) => c.json({ ...(await list(c)) }, 200))
    .openapi(checkRoute, (c) => {
      const { text: written } = c.req.valid("json");
      const stem = /^id:\s*["']?([a-z0-9-]+)/m.exec(written)?.[1] ?? "draft";
      const catalogue = loadCatalogue(workspace.dir);
      const checked = checkSchemeText(written, { file: `${stem}.yml`, catalogue });
      const answer: SchemeCheck = {
        slips: checked.problems.map(slipOf),
        warnings:
          checked.scheme && checked.problems.length === 0
            ? schemeWarnings(checked.scheme, catalogue).map((warning) => ({
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
      const { text: written } = c.req.valid("json");
      const found = await runModel<SchemePreview>(
        { kind: "scheme", work: { do: "preview", text: written }, ...jobOf(context, c) },
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    })
    .openapi(saveRoute, async (c) => {
      const { text: written, expected } = c.req.valid("json");
      writeScheme(workspace, c.req.valid("param").id, written, {
        reader: c.get("reader"),
        now: now(),
        expected,
      });
      return c.json({ ...(await list(c)) }, 200);
    })
    .openapi(diffRoute, (c) => {
      const { a, b, versionA, versionB } = c.req.valid("query");
      const diff = diffSchemes(sideOf(context, a, versionA), sideOf(context, b, versionB));
      const answer: SchemeDifference = { diff, words: diffWords(diff) };
      return c.json({ ...answer }, 200);
    })
    .openapi(scoreRoute, async (c) => {
      const { scheme, employee, period } = c.req.valid("query");
      const found = await runModel<PersonScore>(
        {
          kind: "scheme",
          work: { do: "score", id: scheme, employee, ...(period !== undefined && { period }) },
          ...jobOf(context, c),
        },
        c.req.raw.signal,
      );
      return c.json({ ...found }, 200);
    });
}

const listedVersion = (one: SchemeVersion): ListedScheme["versions"][number] => ({
  version: one.version,
  from: one.effective_from,
  indicators: one.indicators.filter(({ weight }) => weight > 0).length,
  stated: Math.round(one.indicators.reduce((sum, { weight }) => sum + weight * 100, 0)) / 100,
  note: one.note ?? null,
});

function slipOf(problem: RapportError): Slip {
  const { line, field, rule, ruleZh } = problem.facts;
  return {
    line: Number(line ?? 1),
    field: typeof field === "string" ? field : "",
    text: { en: String(rule), zh: String(ruleZh) },
  };
}

function sideOf({ workspace }: WebContext, id: string, named: string) {
  const { scheme } = schemeNamed(workspace, id);
  const version = scheme.versions.find((one) => one.version === named);
  if (!version)
    throw schemeErrors.scheme_version_unknown({
      scheme: id,
      found: named,
      known: scheme.versions.map((one) => one.version),
    });
  return { scheme, version };
}
