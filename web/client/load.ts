// One cancellable piece of asking → what the page draws meanwhile: waiting, done, failed, stopped.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiError, isAborted } from "./api.js";

export type LoadState<T> =
  | { is: "idle" }
  | { is: "waiting"; since: number }
  | { is: "done"; value: T }
  | { is: "failed"; error: ApiError }
  | { is: "stopped" };

/** `load.run(signal => …)` drops the answer of any earlier run; `load.stop()` really aborts the request. */
export class Load<T> implements ReactiveController {
  state: LoadState<T> = { is: "idle" };
  #abort: AbortController | null = null;
  #again: ((signal: AbortSignal) => Promise<T>) | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  get value(): T | undefined {
    return this.state.is === "done" ? this.state.value : undefined;
  }

  async run(work: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#abort?.abort();
    this.#again = work;
    const abort = (this.#abort = new AbortController());
    this.#set({ is: "waiting", since: performance.now() });
    try {
      const value = await work(abort.signal);
      if (!abort.signal.aborted) this.#set({ is: "done", value });
    } catch (error) {
      if (abort.signal.aborted || isAborted(error)) return;
      this.#set({ is: "failed", error: asApiError(error) });
    }
  }

  retry(): void {
    if (this.#again) void this.run(this.#again);
  }

  stop(): void {
    this.#abort?.abort();
    this.#set({ is: "stopped" });
  }

  #set(state: LoadState<T>): void {
    this.state = state;
    this.host.requestUpdate();
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError(0, { code: "page_failed", message, hint: "", facts: {} });
}
