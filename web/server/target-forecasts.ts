// Forecasts and their ground, kept by question and reader: moving the slider or choosing another quarter asks for no new fit.
import type { Reader } from "../../engine/metrics/reader.js";
import type {
  HierarchyAnswer,
  Refusal,
  StandingTargets,
  TargetAnswer,
  TargetQuestion,
} from "../../models/index.js";
import type { TargetSpan, TargetSubject } from "../../models/targets/target-ledger.js";
import { runModel } from "./run-model.js";
import type { TargetGround, TargetWork } from "./target-work.js";
import type { WebContext } from "./web-context.js";

const mostKept = 32;

export class TargetForecasts {
  readonly #kept = new Map<string, Promise<unknown>>();

  constructor(private readonly context: WebContext) {}

  forecast(question: TargetQuestion, reader: Reader, signal?: AbortSignal): Promise<TargetAnswer | Refusal> {
    return this.#keep(["forecast", question], reader, () =>
      runModel<TargetAnswer | Refusal>({ kind: "forecast_target", question, ...this.#job(reader) }, signal),
    );
  }

  /** Of a subject and quarter; `lines`: length of the ledger, whose targets are part of the ground. */
  ground(
    subject: TargetSubject,
    span: TargetSpan,
    lines: number,
    reader: Reader,
    signal?: AbortSignal,
  ): Promise<TargetGround> {
    return this.#keep(["ground", subject, span, lines], reader, () =>
      this.work<TargetGround>({ is: "ground", subject, span }, reader, signal),
    );
  }

  /** Of every target in force; `lines`: length of the ledger. */
  standing(lines: number, reader: Reader, signal?: AbortSignal): Promise<StandingTargets> {
    return this.#keep(["standing", lines], reader, () =>
      this.work<StandingTargets>({ is: "standing" }, reader, signal),
    );
  }

  hierarchy(
    question: { metric: string; quarter?: string },
    reader: Reader,
    signal?: AbortSignal,
  ): Promise<HierarchyAnswer> {
    return this.#keep(["hierarchy", question], reader, () =>
      this.work<HierarchyAnswer>({ is: "hierarchy", question }, reader, signal),
    );
  }

  work<T>(work: TargetWork, reader: Reader, signal?: AbortSignal): Promise<T> {
    return runModel<T>({ kind: "target_work", work, ...this.#job(reader) }, signal);
  }

  #job(reader: Reader) {
    const { workspace, now } = this.context;
    return { workspaceDir: workspace.dir, reader, now: now().toISOString() };
  }

  async #keep<T>(question: unknown[], reader: Reader, run: () => Promise<T>): Promise<T> {
    const key = JSON.stringify([(await this.context.cache()).key, reader, question]);
    const known = this.#kept.get(key);
    if (known) return known as Promise<T>;
    const running = run();
    this.#kept.set(key, running);
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    running.catch(() => this.#kept.delete(key));
    return running;
  }
}
