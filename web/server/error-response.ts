// Any failure → one JSON answer `{code, message, hint, facts}` in the reader's language with its HTTP status. The only such door.
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import { RapportError, type LocalisedError } from "../../engine/errors.js";
import type { WebEnv } from "./web-context.js";
import { requestLocale } from "./request-locale.js";
import { webError } from "./web-errors.js";

/** Statuses other than 422, the answer to "the input needs mending". */
const statusOf: Record<string, 400 | 403 | 404 | 409 | 413 | 421 | 500 | 503> = {
  host_refused: 421,
  origin_refused: 403,
  reader_unknown: 403,
  fit_needs_person_rights: 403,
  explain_needs_person_rights: 403,
  identity_needs_person_rights: 403,
  sql_needs_person_rights: 403,
  protected_dimension: 403,
  not_released: 403,
  reveal_off: 403,
  reveal_no_rights: 403,
  reveal_needs_second_person: 403,
  reveal_not_approved: 403,
  reveal_no_employee: 403,
  reveal_unknown: 404,
  progress_not_readable: 403,
  progress_no_person: 403,
  contest_unknown: 404,
  contest_own: 403,
  contest_answered: 409,
  reveal_not_open: 409,
  issue_exists: 409,
  field_hidden: 403,
  purpose_required: 403,
  purpose_unknown: 403,
  who_needs_person_rights: 403,
  quality_needs_person_rights: 403,
  sample_unknown: 404,
  sample_already_checked: 409,
  sample_result_entered: 409,
  request_malformed: 400,
  body_too_large: 413,
  route_unknown: 404,
  report_not_found: 404,
  programme_unknown: 404,
  scheme_unknown: 404,
  scheme_version_unknown: 404,
  scheme_indicator_unknown: 404,
  scheme_nobody: 404,
  scheme_write_refused: 403,
  scheme_changed_meanwhile: 409,
  person_values_refused: 403,
  backtest_needs_person_rights: 403,
  backtest_missing: 404,
  backtest_small: 403,
  programme_exists: 409,
  pay_rule_unknown: 404,
  pay_needs_person_rights: 403,
  notebook_not_found: 404,
  report_changed: 409,
  client_not_built: 503,
  server_failed: 500,
};

export const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** For `responses:` of a route: every failure has this one form. */
export const errorAnswer = {
  description: "What was expected, what was found, and the next step, in the reader's language",
  content: { "application/json": { schema: errorSchema } },
} as const;

export function errorResponse(error: unknown, c: Context<WebEnv>): Response {
  const known = asRapportError(error, c);
  const status = statusOf[known.code] ?? 422;
  if (status === 500) console.error(error);
  const body: LocalisedError = known.localise(requestLocale(c));
  return c.json(body, status);
}

/** zod's first complaint as one of our errors. */
export function malformed(error: {
  issues: readonly { path: PropertyKey[]; message: string }[];
}): RapportError {
  const first = error.issues[0];
  return webError.request_malformed({
    path: first?.path.map(String).join(".") || "body",
    problem: first?.message ?? "invalid",
  });
}

function asRapportError(error: unknown, c: Context): RapportError {
  if (error instanceof RapportError) return error;
  if (error instanceof z.ZodError) return malformed(error);
  if (error instanceof HTTPException) {
    if (error.status === 413) return webError.body_too_large({ limit: 256 });
    if (error.status === 404) return webError.route_unknown({ path: c.req.path });
    return webError.request_malformed({ path: "body", problem: error.message });
  }
  return webError.server_failed();
}
