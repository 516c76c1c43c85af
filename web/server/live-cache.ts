// Workspace → its current cache: looked at anew when the imports changed, opened once for all requests.
import {
  cacheKey,
  openCache,
  RapportError,
  type BuildOptions,
  type Cache,
  type Workspace,
} from "../../engine/index.js";

/** How long a cache is believed current without asking the files again. */
const believedMs = 1000;

export class LiveCache {
  #open: Promise<Cache> | null = null;
  #key = "";
  #checked = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly options: BuildOptions = {},
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Requests that come together share one opening (or one rebuild). */
  readonly current = async (): Promise<Cache> => {
    const now = this.clock();
    if (this.#open && now - this.#checked < believedMs) return this.#open;
    const key = cacheKey(this.workspace);
    this.#checked = now;
    if (this.#open && key === this.#key) return this.#open;
    const old = this.#open;
    const opening = openCache(this.workspace, this.options);
    this.#open = opening;
    this.#key = key;
    try {
      const cache = await opening;
      this.#retire(old);
      return cache;
    } catch (error) {
      if (this.#open === opening) this.#open = null;
      throw error;
    }
  };

  /** Questions still running on the old cache are let finish. */
  #retire(old: Promise<Cache> | null): void {
    if (old) setTimeout(() => void old.then((cache) => cache.database.close()), 60_000).unref();
  }

  async close(): Promise<void> {
    const cache = await this.#open?.catch(() => null);
    this.#open = null;
    cache?.database.close();
  }
}

/** The cache, or null while the imports hold no date at all: an empty workspace can be looked at too. */
export async function cacheIfAny(cache: () => Promise<Cache>): Promise<Cache | null> {
  try {
    return await cache();
  } catch (error) {
    if (error instanceof RapportError && error.code === "history_unknown") return null;
    throw error;
  }
}
