// Every request under /api → one journal line with reader, route and outcome, written before the answer leaves.
import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { ReadLog, type ReadEntry } from "../../engine/audit/read-log.js";
import type { WebContext, WebEnv } from "./web-context.js";

const kindOf = (method: string): ReadEntry["kind"] =>
  method === "GET" || method === "HEAD" ? "view" : "change";

export function readAudit({ workspace, now }: WebContext): MiddlewareHandler<WebEnv> {
  const log = new ReadLog(workspace, now);
  return async (c, next) => {
    await next();
    const reader = c.get("reader");
    await log.record({
      kind: kindOf(c.req.method),
      reader: reader?.id ?? null,
      ...(reader ? { rights: reader.rights } : {}),
      what: `${c.req.method} ${routeOf(c)}`,
      status: c.res.status,
      ...c.get("audited"),
    });
  };
}

/** The route's pattern, not its path: a path may name a report, and later a person. */
function routeOf(c: Parameters<MiddlewareHandler>[0]): string {
  const routes = matchedRoutes(c).filter((route) => !route.path.endsWith("*"));
  return routes.at(-1)?.path ?? "(unknown)";
}
