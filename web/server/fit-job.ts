// The one fit of a model that may run at a time, and how it stands.
import { RapportError } from "../../engine/index.js";
import type { ModelJob, ModelProgress } from "./model-job.js";
import { runModel } from "./run-model.js";
import { webError } from "./web-errors.js";

export type FitState =
  | { is: "idle" }
  | { is: "running"; startedAt: string; progress: ModelProgress | null }
  | { is: "failed"; error: RapportError };

/** A second start joins the running one. */
export class FitJob {
  #state: FitState = { is: "idle" };
  #abort: AbortController | null = null;

  get state(): FitState {
    return this.#state;
  }

  start(job: ModelJob): void {
    if (this.#abort) return;
    const abort = (this.#abort = new AbortController());
    const running = { is: "running", startedAt: job.now } as const;
    this.#state = { ...running, progress: null };
    const onProgress = (progress: ModelProgress): void => {
      if (this.#abort === abort) this.#state = { ...running, progress };
    };
    runModel(job, abort.signal, onProgress).then(
      () => this.#end(abort, { is: "idle" }),
      (error: unknown) =>
        this.#end(abort, {
          is: "failed",
          error: error instanceof RapportError ? error : webError.server_failed(),
        }),
    );
  }

  /** The model fitted before stays as it was. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#state = { is: "idle" };
  }

  #end(abort: AbortController, state: FitState): void {
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#state = state;
  }
}
