// Workspace folder + port → the workbench, listening on this computer only.
import { serve as listen } from "@hono/node-server";
import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { openWorkspace } from "../../engine/index.js";
import type { Locale } from "../../engine/locale.js";
import type { Progress } from "../../engine/pipeline.js";
import { createApp } from "./app.js";
import { BuildProgress } from "./build-progress.js";
import { cacheIfAny, LiveCache } from "./live-cache.js";
import { webError } from "./web-errors.js";

export interface ServeOptions {
  workspaceDir: string;
  /** First port tried; 0 = any. The next ones follow when it is busy. */
  port?: number;
  locale?: Locale;
  /** Built client; beside this module in dist when left out. */
  clientDir?: string;
  now?: () => Date;
  onProgress?: (progress: Progress) => void;
}

export interface Served {
  url: string;
  port: number;
  close(): Promise<void>;
}

const loopback = "127.0.0.1";
const portsTried = 20;

/** Opens the workspace, builds its cache when it is not current, then listens. */
export async function serve({
  workspaceDir,
  port = 8787,
  clientDir = fileURLToPath(new URL("../client", import.meta.url)),
  now = () => new Date(),
  onProgress,
}: ServeOptions): Promise<Served> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw webError.port_invalid({ port });
  const workspace = openWorkspace(workspaceDir);
  const progress = new BuildProgress();
  const cache = new LiveCache(workspace, {
    onProgress: (step) => {
      progress.say(step);
      onProgress?.(step);
    },
  });
  await cacheIfAny(cache.current);
  const app = createApp({ workspace, cache: cache.current, now, clientDir, progress });
  const { server, port: taken } = await firstFreePort(app.fetch, port);
  return {
    url: `http://localhost:${taken}`,
    port: taken,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await cache.close();
    },
  };
}

type Fetch = Parameters<typeof listen>[0]["fetch"];

async function firstFreePort(fetch: Fetch, first: number): Promise<{ server: Server; port: number }> {
  const last = first === 0 ? 0 : Math.min(65535, first + portsTried - 1);
  for (let port = first; port <= last; port++) {
    const taken = await tryPort(fetch, port);
    if (taken) return taken;
  }
  throw webError.no_free_port({ first, last });
}

const tryPort = (fetch: Fetch, port: number): Promise<{ server: Server; port: number } | null> =>
  new Promise((resolve, reject) => {
    const server = listen({ fetch, port, hostname: loopback }, (info) =>
      resolve({ server, port: info.port }),
    ) as Server;
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(null) : reject(error),
    );
  });
