// A model's job → its result, from a process of its own that can be stopped.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { RapportError } from "../../engine/index.js";
import type { ModelJob, ModelReply } from "./model-job.js";
import { webError } from "./web-errors.js";

const isSource = import.meta.url.endsWith(".ts");
const child = fileURLToPath(new URL(isSource ? "./model-process.ts" : "./model-process.js", import.meta.url));

/** Rejects with the job's own error; with `fit_stopped` when `signal` fires or the process dies. */
export function runModel<T>(job: ModelJob, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(webError.fit_stopped());
    const worker = fork(child, [], {
      execArgv: isSource ? ["--import", "tsx"] : [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    const stop = (): void => void worker.kill();
    signal?.addEventListener("abort", stop, { once: true });
    worker.once("message", (reply: ModelReply) => {
      if ("done" in reply) resolve(reply.done as T);
      else if (reply.failed)
        reject(new RapportError(reply.failed.code, reply.failed.facts, reply.failed.text));
      else reject(webError.server_failed());
    });
    worker.once("error", reject);
    worker.once("exit", () => {
      signal?.removeEventListener("abort", stop);
      reject(webError.fit_stopped());
    });
    worker.send(job);
  });
}
