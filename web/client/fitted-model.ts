// A model of the server as a page holds it: fitted on first visit, polled, stopped.
import type { ReactiveControllerHost } from "lit";
import type { ModelAnswer } from "../server/model-answer.js";
import { postJson, requestJson } from "./api.js";
import { Load } from "./load.js";
import type { Meta } from "./meta.js";

const pollMs = 700;

export class FittedModel<Answer extends ModelAnswer<unknown>> {
  /** Of a running fit. */
  progress: Answer["progress"] = null;
  readonly load: Load<Answer>;
  readonly #path: string;
  #mayStop = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    model: string,
  ) {
    this.#path = `/api/models/${model}`;
    this.load = new Load<Answer>(host);
  }

  get value(): Answer | undefined {
    return this.load.value;
  }

  open({ reader }: Pick<Meta, "reader">): void {
    this.#mayStop = reader.rights === "person";
    void this.load.run(async (signal) => {
      const answer = await this.#read(signal);
      // First visit, or new data since: fit without being asked; it runs beside the server.
      const wanted = answer.state === "none" || (answer.isStale && answer.state !== "fitting");
      return this.#untilFitted(wanted && answer.canFit ? await this.#start() : answer, signal);
    });
  }

  fit(): void {
    void this.load.run(async (signal) => this.#untilFitted(await this.#start(), signal));
  }

  async cancel(): Promise<void> {
    this.load.stop();
    if (this.#mayStop) await requestJson(`${this.#path}/fit`, { method: "DELETE" }).catch(() => undefined);
  }

  async #untilFitted(answer: Answer, signal: AbortSignal): Promise<Answer> {
    let last = answer;
    while (last.state === "fitting") {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      last = await this.#read(signal);
      this.progress = last.progress;
      this.host.requestUpdate();
    }
    return last;
  }

  #read(signal: AbortSignal): Promise<Answer> {
    return requestJson(this.#path, { signal });
  }

  #start(): Promise<Answer> {
    return postJson(this.#path, {});
  }
}
