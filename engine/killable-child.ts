// Script + job + limits → its answer from a process of its own, killed at the wall-time or memory limit whatever it is doing.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { RapportError, type ErrorText, type Facts } from "./errors.js";
import { processMemoryMb } from "./process-memory.js";

export interface ChildLimits {
  /** From the start of the process, its own start-up included. */
  wallMs: number;
  /** Real memory of the whole process. Kept by the kernel where it can (RLIMIT_DATA), by a watchdog everywhere. */
  memoryMb: number;
}

export interface ChildOptions {
  signal?: AbortSignal;
  /** What the child says before its answer (`{ note }`). */
  onNote?: (note: unknown) => void;
}

/** What a child script sends: notes while it works, then one answer. */
export type ChildReply =
  | { note: unknown }
  | { done: unknown }
  | { failed: { code: string; facts: Facts; text: ErrorText } }
  | { bug: string };

export type Killed = "time" | "memory" | "crash" | "stopped";

/** The child did not answer: it was killed, or died by itself. */
export class ChildKilled extends Error {
  override readonly name = "ChildKilled";
  constructor(
    readonly why: Killed,
    readonly limits: ChildLimits,
    /** Last words on its standard error, for bugs. */
    readonly words: string,
  ) {
    super(`child ended without an answer: ${why}${words ? `\n${words}` : ""}`);
  }
}

/** The V8 heap gets a part of the memory; the rest is for native code. */
const heapShare = 0.5;
const watchEveryMs = 25;
const longestWords = 4000;
const isSource = import.meta.url.endsWith(".ts");

/** URL of a child's script beside its module: `.ts` when run from source, `.js` when built. */
export const childScript = (moduleUrl: string, name: string): URL =>
  new URL(`./${name}${isSource ? ".ts" : ".js"}`, moduleUrl);

/** Rejects with the child's own RapportError, with ChildKilled, or with a plain Error for a bug in the child. */
export function runInChild<T>(
  script: URL,
  job: unknown,
  limits: ChildLimits,
  { signal, onNote }: ChildOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new ChildKilled("stopped", limits, ""));
    const child = start(fileURLToPath(script), limits);
    let why: Killed | undefined;
    let words = "";
    let answered = false;
    const kill = (reason: Killed): void => {
      why ??= reason;
      child.kill("SIGKILL");
    };
    const stop = (): void => kill("stopped");
    const wall = setTimeout(() => kill("time"), limits.wallMs);
    const watchdog = setInterval(() => {
      if ((processMemoryMb(child.pid) ?? 0) > limits.memoryMb) kill("memory");
    }, watchEveryMs);
    const end = (settle: () => void): void => {
      if (answered) return;
      answered = true;
      clearTimeout(wall);
      clearInterval(watchdog);
      signal?.removeEventListener("abort", stop);
      child.kill("SIGKILL");
      settle();
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-longestWords);
    });
    child.once("error", (error) => end(() => reject(error)));
    child.on("message", (reply: ChildReply) => {
      if ("note" in reply) onNote?.(reply.note);
      else if ("done" in reply) end(() => resolve(reply.done as T));
      else if ("failed" in reply) {
        const { code, facts, text } = reply.failed;
        end(() => reject(new RapportError(code, facts, text)));
      } else end(() => reject(new Error(reply.bug)));
    });
    child.once("close", (code) =>
      end(() => reject(new ChildKilled(why ?? deathOf(code, words), limits, words))),
    );
    child.send({ job, limits }, (error) => {
      // A child that died before it read its job is told by `close`.
      if (error && child.exitCode === null && child.signalCode === null) kill("crash");
    });
  });
}

/** An allocation that the kernel refused ends V8 with a message of its own; the child's own watchdog exits with 137. */
const deathOf = (code: number | null, words: string): Killed =>
  code === 137 || /out of memory|bad_alloc|allocation failed|memory allocation/i.test(words)
    ? "memory"
    : "crash";

/**
 * From source, a child needs a loader that takes longer to start than most jobs. Who has just built the same sources
 * (`npm test`) names the folder in RAPPORT_COMPILED: the compiled twin of the script is run then.
 */
function programOf(script: string): string[] {
  if (!isSource) return [script];
  const compiled = process.env.RAPPORT_COMPILED;
  const root = path.resolve(import.meta.dirname, "..");
  const twin = compiled && path.join(compiled, path.relative(root, script).replace(/\.ts$/, ".js"));
  return twin && existsSync(twin) ? [twin] : ["--import", import.meta.resolve("tsx"), script];
}

/**
 * RLIMIT_DATA counts what can be written, which is what fills memory. RLIMIT_AS would count reservations too: Node starts
 * with 1.1 GB of them, each WebAssembly module adds 10 GB, and none of it is memory.
 */
function start(script: string, { memoryMb }: ChildLimits): ChildProcess {
  const heap = Math.max(32, Math.floor(memoryMb * heapShare));
  const node = [`--max-old-space-size=${heap}`, ...programOf(script)];
  const options = {
    stdio: ["ignore", "ignore", "pipe", "ipc"] as ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced" as const,
    env: bareEnvironment(),
    windowsHide: true,
  };
  if (process.platform === "win32") return spawn(process.execPath, node, options);
  const limited = `ulimit -c 0 2>/dev/null; ulimit -d ${memoryMb * 1024} 2>/dev/null; exec "$@"`;
  return spawn("/bin/sh", ["-c", limited, "sh", process.execPath, ...node], options);
}

/** No secrets of the parent, no options for Node. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "TZ", "RAPPORT_FAULT"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
