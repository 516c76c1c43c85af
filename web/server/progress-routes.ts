// /api/progress: facts about one person for that person and for those with rights on them; notes, contests and their evidence.
// Every look is a journal line with the person; readers of groups see nobody but themselves.
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  answerContest,
  contestBundle,
  listContests,
  progressErrors,
  progressPeople,
  progressSheet,
  raiseContest,
  writeNote,
  type DigestKind,
} from "../../models/progress/index.js";
import type { ModelContext } from "../../models/index.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { monthSchema } from "./schemas.js";
import type { WebContext, WebEnv } from "./web-context.js";

const answer = z.looseObject({}).openapi("Progress");
const ok = (description: string) => ({
  200: { description, content: { "application/json": { schema: answer } } },
  422: errorAnswer,
});
const kind = z.enum(["weekly", "monthly"]).default("weekly");
const query = z.object({ kind, month: monthSchema.optional() });
const employeeParam = z.object({ employee: z.string().min(1).max(80) });
const idParam = z.object({ id: z.string().max(40) });
const body = <T extends z.ZodType>(schema: T) => ({
  body: { content: { "application/json": { schema } }, required: true },
});
const said = z.string().max(4000);

const people = createRoute({
  method: "get",
  path: "/api/progress/people",
  summary: "Whose sheets the reader may open, and the reader's own number",
  responses: ok("People"),
});
const me = createRoute({
  method: "get",
  path: "/api/progress/me",
  summary: "The reader's own figures",
  request: { query },
  responses: ok("Sheet"),
});
const person = createRoute({
  method: "get",
  path: "/api/progress/people/{employee}",
  summary: "One person's figures, for readers with rights on them",
  request: { query, params: employeeParam },
  responses: ok("Sheet"),
});
const note = createRoute({
  method: "post",
  path: "/api/progress/people/{employee}/notes",
  summary: "What the superior writes beside the sheet; on one's own sheet, what the person says",
  request: { params: employeeParam, ...body(z.strictObject({ period: monthSchema, text: said })) },
  responses: ok("Written"),
});
const contests = createRoute({
  method: "get",
  path: "/api/progress/contests",
  summary: "Contested figures that concern the reader",
  responses: ok("Contests"),
});
const contest = createRoute({
  method: "post",
  path: "/api/progress/me/contests",
  summary: "Contest one's own figure; evidence is bundled from this moment on",
  request: body(
    z.strictObject({
      indicator: z.string().min(1).max(200),
      kind,
      month: monthSchema.optional(),
      receipt: z.string().max(40).optional(),
      text: said,
    }),
  ),
  responses: ok("The contest"),
});
const reply = createRoute({
  method: "post",
  path: "/api/progress/contests/{id}/answer",
  summary: "Answer somebody else's contest",
  request: { params: idParam, ...body(z.strictObject({ text: said })) },
  responses: ok("The contest"),
});
const bundle = createRoute({
  method: "get",
  path: "/api/progress/contests/{id}/evidence.zip",
  summary: "Figure, definition, source rows, receipt, versions and history of a contested figure",
  request: { params: idParam },
  responses: {
    200: { description: "Zip", content: { "application/zip": { schema: z.any() } } },
    422: errorAnswer,
  },
});

export function progressRoutes(context: WebContext) {
  const within = async (c: Context<WebEnv>): Promise<ModelContext> => ({
    workspace: context.workspace,
    cache: await context.cache(),
    reader: c.get("reader"),
    now: context.now(),
  });
  const sheetOf = async (
    c: Context<WebEnv>,
    employee: string,
    wish: { kind: DigestKind; month?: string },
  ) => {
    c.set("audited", { person: employee });
    return { ...(await progressSheet(await within(c), employee, wish)) };
  };
  return apiRouter()
    .openapi(people, async (c) => c.json({ ...(await progressPeople(await within(c))) }, 200))
    .openapi(me, async (c) => {
      const { employee, id } = c.get("reader");
      if (employee === undefined) throw progressErrors.progress_no_person({ reader: id });
      return c.json(await sheetOf(c, employee, c.req.valid("query")), 200);
    })
    .openapi(person, async (c) =>
      c.json(await sheetOf(c, c.req.valid("param").employee, c.req.valid("query")), 200),
    )
    .openapi(note, async (c) => {
      const { employee } = c.req.valid("param");
      c.set("audited", { person: employee });
      await writeNote(await within(c), employee, c.req.valid("json"));
      return c.json({ written: true }, 200);
    })
    .openapi(contests, async (c) => c.json({ contests: await listContests(await within(c)) }, 200))
    .openapi(contest, async (c) =>
      c.json({ ...(await raiseContest(await within(c), c.req.valid("json"))) }, 200),
    )
    .openapi(reply, async (c) =>
      c.json(
        { ...(await answerContest(await within(c), c.req.valid("param").id, c.req.valid("json").text)) },
        200,
      ),
    )
    .openapi(bundle, async (c) => {
      const { id } = c.req.valid("param");
      const bytes = await contestBundle(await within(c), id);
      return c.body(new Uint8Array(bytes), 200, {
        "Content-Type": "application/zip",
        "Content-Disposition": `attachment; filename="${id.replaceAll(/[^\w-]/g, "")}.zip"`,
      });
    });
}
