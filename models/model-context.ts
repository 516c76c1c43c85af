// What fitting and predicting need around them: the workspace, its cache, who asks, and the clock.
import type { Cache, Workspace } from "../engine/index.js";
import type { Reader } from "../engine/metrics/reader.js";

export interface ModelContext {
  workspace: Workspace;
  cache: Cache;
  reader: Reader;
  now: Date;
}
