// The programme workspace behind the workbench's routes; apart, since whoever asks no route need not load the server.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createApp } from "../../../web/server/app.js";
import { clock, type ProgrammeWorkspace } from "./programme-workspace.js";

export function appOf({ workspace, cache, dir }: ProgrammeWorkspace): ReturnType<typeof createApp> {
  const clientDir = path.join(dir, "client");
  mkdirSync(path.join(clientDir, "assets"), { recursive: true });
  writeFileSync(path.join(clientDir, "index.html"), "<!doctype html><title>Rapport</title>");
  return createApp({ workspace, cache: async () => cache, now: () => clock, clientDir });
}
