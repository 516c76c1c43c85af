// POST /api/sql: one SELECT of an analyst → its rows. GET /api/sql/relations: what may be read, column by column.
import { createRoute, z } from "@hono/zod-openapi";
import { tableFromIPC } from "apache-arrow";
import { runSql, sqlRelations } from "../../engine/analyst-sql/run-sql.js";
import { sqlNotice } from "../../engine/analyst-sql/sql-notice.js";
import { sqlRows } from "../../engine/analyst-sql/sql-rows.js";
import { apiRouter } from "./api-router.js";
import { errorAnswer } from "./error-response.js";
import { OneAtATime } from "./one-at-a-time.js";
import { bilingualSchema } from "./schemas.js";
import type { WebContext } from "./web-context.js";

const arrowType = "application/vnd.apache.arrow.stream";
const columnSchema = z.object({ name: z.string(), type: z.string(), kind: z.string() });

const run = createRoute({
  method: "post",
  path: "/api/sql",
  summary: "Run one SELECT with the reader's rights, in a process that is killed at its limits",
  request: {
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            statement: z
              .string()
              .openapi({ example: "SELECT department, count(*) FROM employee_month GROUP BY 1" }),
            rows: z.number().int().min(1).max(100_000).optional(),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description:
        "JSON: columns, rows, notice when rows were left out, receipt. With Accept: application/vnd.apache.arrow.stream the rows as Arrow IPC.",
      content: {
        "application/json": {
          schema: z.object({
            columns: z.array(columnSchema),
            rows: z.array(z.record(z.string(), z.unknown())),
            cut: z.enum(["rows", "bytes"]).nullable(),
            notice: bilingualSchema.nullable(),
            relations: z.array(z.string()),
            receipt: z.looseObject({ id: z.string() }),
            seconds: z.number(),
          }),
        },
        [arrowType]: { schema: z.string().openapi({ format: "binary" }) },
      },
    },
    400: errorAnswer,
    403: errorAnswer,
    422: errorAnswer,
  },
});

const relations = createRoute({
  method: "get",
  path: "/api/sql/relations",
  summary: "Relations and columns that the reader's SQL may read",
  responses: {
    200: {
      description: "Policy applied: what is not listed cannot be read",
      content: {
        "application/json": {
          schema: z.object({
            relations: z.array(
              z.object({
                name: z.string(),
                columns: z.array(z.object({ name: z.string(), type: z.string() })),
              }),
            ),
          }),
        },
      },
    },
    403: errorAnswer,
  },
});

export function sqlRoutes({ workspace, cache, now }: WebContext) {
  // Each statement may take a gigabyte: the next one waits for the one before.
  const queue = new OneAtATime();
  return apiRouter()
    .openapi(run, async (c) => {
      const { statement, rows } = c.req.valid("json");
      const open = await cache();
      const answer = await queue.run(() =>
        runSql(workspace, open, {
          statement,
          reader: c.get("reader"),
          now: now(),
          limits: rows === undefined ? {} : { rows },
          signal: c.req.raw.signal,
        }),
      );
      c.set("audited", { kind: "query", receipt: answer.receipt.id, rows: answer.rows });
      if (c.req.header("accept")?.includes(arrowType))
        return c.body(new Uint8Array(answer.ipc), 200, { "Content-Type": arrowType }) as never;
      const { columns, cut, receipt, seconds } = answer;
      return c.json(
        {
          columns,
          rows: sqlRows(tableFromIPC(answer.ipc)),
          cut,
          notice: sqlNotice(answer) ?? null,
          relations: answer.relations,
          receipt: { ...receipt },
          seconds,
        },
        200,
      );
    })
    .openapi(relations, async (c) => {
      const found = await sqlRelations(workspace, await cache(), c.get("reader"));
      return c.json({ relations: found.map(({ name, columns }) => ({ name, columns })) }, 200);
    });
}
