// /api/schemes: KPI schemes on file: the list with texts, saving one, how it stands and what is doubtful, putting it in force, differences.
import { createRoute, z } from "@hono/zod-openapi";
import { loadCatalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import {
  adoptScheme,
  allWarnings,
  checkSchemeText,
  schemeNamed,
  schemeStanding,
  schemeWarnings,
  type SchemeStanding,
  type SchemeWarning,
} from "../../models/schemes/index.js";
import { diffSchemes, type SchemeDiff } from "../../models/schemes/diff-schemes.js";
import { diffWords } from "../../models/schemes/diff-words.js";
import { schemeErrors } from "../../models/schemes/scheme-errors.js";
import { writeScheme } from "../../models/schemes/write-scheme.js";
import { apiRouter } from "./api-router.js";
import { requestLocale } from "./request-locale.js";
import { schemeList } from "./scheme-list.js";
import { answered, jsonBody, ofScheme, schemeId, schemeText, schemeVersion } from "./scheme-schemas.js";
import type { WebContext } from "./web-context.js";

export interface SchemeState {
  standing: SchemeStanding | null;
  /** For readers of groups: only what the text itself says. */
  warnings: (SchemeWarning & { line: number })[];
}

export interface SchemeDifference {
  diff: SchemeDiff;
  words: Bilingual[];
}

const listRoute = createRoute({
  method: "get",
  path: "/api/schemes",
  summary: "KPI schemes on file with versions and texts",
  responses: answered("Schemes"),
});
const saveRoute = createRoute({
  method: "put",
  path: "/api/schemes/{id}",
  summary: "Save a scheme’s file; another text on file than the one begun from is not overwritten",
  request: {
    params: ofScheme,
    ...jsonBody(z.strictObject({ text: schemeText, expected: z.string().nullable() })),
  },
  responses: answered("Schemes"),
});
const stateRoute = createRoute({
  method: "get",
  path: "/api/schemes/{id}/state",
  summary: "Since when a scheme is in force, and what is doubtful about it as written and as measured",
  request: { params: ofScheme },
  responses: answered("State"),
});
const adoptRoute = createRoute({
  method: "post",
  path: "/api/schemes/{id}/adopt",
  summary: "Puts the text on file in force: a journal line with its hash",
  request: { params: ofScheme },
  responses: answered("State"),
});
const diffRoute = createRoute({
  method: "get",
  path: "/api/schemes/diff",
  summary: "Differences of two versions, in words and as data",
  request: {
    query: z.object({ a: schemeId, b: schemeId, versionA: schemeVersion, versionB: schemeVersion }),
  },
  responses: answered("Differences"),
});

export function schemeRoutes(context: WebContext) {
  const { workspace, now } = context;
  return apiRouter()
    .openapi(listRoute, async (c) => {
      const locale = requestLocale(c, workspace.config.locale);
      return c.json({ ...(await schemeList(context, c.get("reader"), locale)) }, 200);
    })
    .openapi(saveRoute, async (c) => {
      const { text, expected } = c.req.valid("json");
      const reader = c.get("reader");
      writeScheme(workspace, c.req.valid("param").id, text, { reader, now: now(), expected });
      const locale = requestLocale(c, workspace.config.locale);
      return c.json({ ...(await schemeList(context, reader, locale)) }, 200);
    })
    .openapi(stateRoute, async (c) => {
      const { id } = c.req.valid("param");
      const reader = c.get("reader");
      const { scheme, file, text } = schemeNamed(workspace, id);
      const catalogue = loadCatalogue(workspace.dir);
      const found = readsEverybody(reader)
        ? await allWarnings({ workspace, cache: await context.cache(), reader, now: now() }, scheme)
        : schemeWarnings(scheme, catalogue);
      const { lineOf } = checkSchemeText(text, { file, catalogue });
      const warnings = found.map((warning) => ({ ...warning, line: lineOf(warning.at) }));
      return c.json({ standing: standingOf(workspace, id), warnings } satisfies SchemeState, 200);
    })
    .openapi(adoptRoute, (c) => {
      const { id } = c.req.valid("param");
      const standing = adoptScheme(workspace, id, { reader: c.get("reader"), now: now() });
      return c.json({ standing } satisfies Pick<SchemeState, "standing">, 200);
    })
    .openapi(diffRoute, (c) => {
      const { a, b, versionA, versionB } = c.req.valid("query");
      const diff = diffSchemes(sideOf(context, a, versionA), sideOf(context, b, versionB));
      const answer: SchemeDifference = { diff, words: diffWords(diff) };
      return c.json({ ...answer }, 200);
    });
}

/** Null for examples that come with Rapport. */
export function standingOf(workspace: WebContext["workspace"], id: string): SchemeStanding | null {
  const file = schemeNamed(workspace, id);
  return file.isOwn ? schemeStanding(workspace, file) : null;
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
