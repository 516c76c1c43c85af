// A model's job → its result, from a process of its own that can be stopped; one finished process is kept warm for the next.
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { RapportError } from "../../engine/index.js";
import type { ModelJob, ModelProgress, ModelReply } from "./model-job.js";
import { webError } from "./web-errors.js";

const isSource = import.meta.url.endsWith(".ts");
const script = fileURLToPath(
  new URL(isSource ? "./model-process.ts" : "./model-process.js", import.meta.url),
);
/** How long a process that has nothing to do is kept: starting one takes longer than most forecasts. */
const idleMs = 120_000;

let idle: { worker: ChildProcess; timer: NodeJS.Timeout } | null = null;

/** Rejects with the job's own error; with `fit_stopped` when `signal` fires or the process dies. */
export function runModel<T>(
  job: ModelJob,
  signal?: AbortSignal,
  onProgress?: (progress: ModelProgress) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(webError.fit_stopped());
    const worker = takeWorker();
    const stop = (): void => void worker.kill();
    const died = (): void => end(() => reject(webError.fit_stopped()));
    const broke = (error: Error): void => end(() => reject(error));
    const answered = (reply: ModelReply): void => {
      if ("progress" in reply) return onProgress?.(reply.progress);
      end(() => {
        keepWarm(worker);
        if ("done" in reply) resolve(reply.done as T);
        else if (reply.failed)
          reject(new RapportError(reply.failed.code, reply.failed.facts, reply.failed.text));
        else reject(webError.server_failed());
      });
    };
    const end = (settle: () => void): void => {
      signal?.removeEventListener("abort", stop);
      worker.off("exit", died).off("error", broke).off("message", answered);
      settle();
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.once("exit", died).once("error", broke);
    worker.on("message", answered);
    worker.send(job);
  });
}

function takeWorker(): ChildProcess {
  const kept = idle;
  idle = null;
  if (kept) {
    clearTimeout(kept.timer);
    if (kept.worker.connected) {
      kept.worker.removeAllListeners();
      kept.worker.ref();
      kept.worker.channel?.ref();
      return kept.worker;
    }
  }
  return fork(script, [], {
    execArgv: isSource ? ["--import", "tsx"] : [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
}

/** The server may end while a process waits: neither the process nor its channel holds it. */
function keepWarm(worker: ChildProcess): void {
  if (idle || !worker.connected) {
    worker.disconnect();
    return;
  }
  worker.unref();
  worker.channel?.unref();
  const timer = setTimeout(() => {
    if (idle?.worker === worker) idle = null;
    if (worker.connected) worker.disconnect();
  }, idleMs);
  timer.unref();
  idle = { worker, timer };
}
