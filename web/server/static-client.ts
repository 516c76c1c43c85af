// A path → a file of the built client with cache headers; any other page address → index.html.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Handler } from "hono";
import { webError } from "./web-errors.js";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".ico": "image/x-icon",
};

interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>;
  etag: string;
  modified: number;
}

/** Files under /assets/ carry a hash in their name and never change; everything else is asked for again by its ETag. */
export function staticClient(clientDir: string): Handler {
  const root = path.resolve(clientDir);
  const kept = new Map<string, StaticFile>();

  const load = async (file: string): Promise<StaticFile | undefined> => {
    const facts = await stat(file).catch(() => undefined);
    if (!facts?.isFile()) return undefined;
    const known = kept.get(file);
    if (known?.modified === facts.mtimeMs) return known;
    const bytes = new Uint8Array(await readFile(file));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 16)}"`;
    const fresh = { bytes, etag, modified: facts.mtimeMs };
    kept.set(file, fresh);
    return fresh;
  };

  return async (c) => {
    const asked = path.join(root, path.normalize(`/${decode(c.req.path)}`));
    const inside = asked === root || asked.startsWith(root + path.sep);
    const named = inside && path.extname(asked) !== "" ? await load(asked) : undefined;
    if (!named && path.extname(c.req.path) !== "" && c.req.path.startsWith("/assets/"))
      throw webError.route_unknown({ path: c.req.path });
    const file = named ?? (await load(path.join(root, "index.html")));
    if (!file) throw webError.client_not_built();
    const headers = {
      "Content-Type": named ? (types[path.extname(asked)] ?? "application/octet-stream") : types[".html"]!,
      "Cache-Control":
        named && c.req.path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      ETag: file.etag,
    };
    if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, headers);
    return c.body(file.bytes, 200, headers);
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll("\0", "");
  } catch {
    return "/";
  }
}
