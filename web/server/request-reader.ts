// A request → whose rights its answer has: `?as=` or X-Rapport-As names a reader of rapport.yml, else the local user; and
// what it reads for, `?purpose=` or X-Rapport-Purpose (a download cannot send a header).
import type { MiddlewareHandler } from "hono";
import { readerAtDoor } from "../../engine/metrics/reader.js";
import type { Workspace } from "../../engine/index.js";
import type { WebEnv } from "./web-context.js";

/** "View as" only ever narrows: an unknown name is refused, never answered with more rights. */
export const requestReader =
  (workspace: Workspace): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const named = c.req.query("as") ?? c.req.header("x-rapport-as");
    const purpose = c.req.query("purpose") ?? c.req.header("x-rapport-purpose");
    const at = {
      as: named === undefined ? undefined : decode(named),
      purpose: purpose === undefined ? undefined : decode(purpose),
    };
    c.set("reader", readerAtDoor(workspace.config, at));
    await next();
  };

/** Header values are Latin-1 only, so the client sends names percent-encoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
