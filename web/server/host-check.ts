// Host and Origin headers → refuse what is not this machine's own address (DNS rebinding, pages of other sites).
import type { MiddlewareHandler } from "hono";
import { webError } from "./web-errors.js";

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** `localhost:8787` → `localhost`; `[::1]:80` → `[::1]`. */
const nameOf = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

export const hostCheck: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!ownNames.has(nameOf(host))) throw webError.host_refused({ host: host.slice(0, 100) });
  const origin = c.req.header("origin");
  if (origin !== undefined && origin !== "null" ? !isOwnOrigin(origin, host) : origin === "null")
    throw webError.origin_refused({ origin: origin!.slice(0, 100) });
  await next();
};

/** Same host and port as the request itself. */
function isOwnOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host.toLowerCase() === host.toLowerCase();
  } catch {
    return false;
  }
}
