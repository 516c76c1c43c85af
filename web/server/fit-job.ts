// Fits of a model run in a process of their own: the server answers meanwhile, and a fit can be stopped.
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LocalisedError } from "../../engine/errors.js";
import type { Bilingual } from "../../engine/locale.js";

/** What the child tells: done, or the failure in both languages. */
export type FitMessage = { done: true } | { failed: Record<keyof Bilingual, LocalisedError> };

export type FitState =
  | { is: "idle" }
  | { is: "running"; startedAt: string }
  | { is: "failed"; error: Record<keyof Bilingual, LocalisedError> };

/** One fit at a time per model: a second start joins the running one. */
export class FitJob {
  #state: FitState = { is: "idle" };
  #child: ChildProcess | null = null;

  constructor(
    private readonly workspaceDir: string,
    private readonly model: string,
  ) {}

  get state(): FitState {
    return this.#state;
  }

  start(now: Date): void {
    if (this.#child) return;
    this.#state = { is: "running", startedAt: now.toISOString() };
    const source = import.meta.url.endsWith(".ts");
    const child = fork(
      fileURLToPath(new URL(source ? "./fit-process.ts" : "./fit-process.js", import.meta.url)),
      [this.workspaceDir, this.model, now.toISOString()],
      { execArgv: source ? ["--import", "tsx"] : [], stdio: ["ignore", "ignore", "inherit", "ipc"] },
    );
    this.#child = child;
    child.on("message", (message: FitMessage) => {
      this.#state = "done" in message ? { is: "idle" } : { is: "failed", error: message.failed };
    });
    child.on("error", (error) => this.#broke(error.message));
    child.on("exit", (code) => {
      this.#child = null;
      if (this.#state.is === "running") this.#broke(`exit ${code}`);
    });
  }

  stop(): void {
    this.#state = { is: "idle" };
    this.#child?.kill();
    this.#child = null;
  }

  #broke(reason: string): void {
    const facts = { reason };
    const failure = (message: string, hint: string): LocalisedError => ({
      code: "fit_failed",
      message,
      hint,
      facts,
    });
    this.#state = {
      is: "failed",
      error: {
        en: failure(
          "The fit stopped unexpectedly. Nothing was changed.",
          "Try again; the terminal shows the details.",
        ),
        zh: failure("拟合意外中止。没有改动任何数据。", "请重试；终端里有详细信息。"),
      },
    };
  }
}
