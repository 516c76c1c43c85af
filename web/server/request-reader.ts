// A request → whose rights its answer has: `?as=` or X-Rapport-As names a reader of rapport.yml, else the local user; and
// what it reads for, `?purpose=` or X-Rapport-Purpose (a download cannot send a header).
import type { MiddlewareHandler } from "hono";
import { readerNamed } from "../../engine/metrics/reader.js";
import type { Workspace } from "../../engine/index.js";
import type { WebEnv } from "./web-context.js";

/** "View as" only ever narrows: an unknown name is refused, never answered with more rights. */
export const requestReader =
  (workspace: Workspace): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const named = c.req.query("as") ?? c.req.header("x-rapport-as");
    const reader = readerNamed(workspace.config.users, named === undefined ? undefined : decode(named));
    const purpose = c.req.query("purpose") ?? c.req.header("x-rapport-purpose");
    c.set("reader", purpose === undefined ? reader : { ...reader, purpose: decode(purpose).slice(0, 200) });
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
