// What every route is given: the open workspace, its live cache, the clock, the built client, and who is asking.
import type { Cache, Workspace } from "../../engine/index.js";
import type { Reader } from "../../engine/metrics/reader.js";
import type { BuildProgress } from "./build-progress.js";

export interface WebContext {
  workspace: Workspace;
  /** The cache as it should be now; rebuilt when imports changed while the server ran. */
  cache: () => Promise<Cache>;
  now: () => Date;
  /** What long requests are doing. */
  progress?: BuildProgress;
  /** Folder with index.html and assets/. */
  clientDir: string;
}

/** Set for every request under /api by `readerMiddleware`. */
export interface WebEnv {
  Variables: {
    reader: Reader;
    /** What the journal line of this request says beyond reader and route. */
    audited?: Record<string, unknown>;
  };
}
