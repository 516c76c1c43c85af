// What a long request is doing now → said to whoever waits for it.
import type { Bilingual } from "../../engine/locale.js";

export interface Doing {
  title: Bilingual;
  done: number;
  of: number;
}

/** One for the server: builds run one at a time, so there is one thing to say. */
export class BuildProgress {
  #doing: Doing | null = null;
  #waiting = 0;

  /** Null when nobody waits for anything. */
  get doing(): Doing | null {
    return this.#waiting > 0 ? this.#doing : null;
  }

  readonly say = ({ title, done, of }: Doing): void => {
    this.#doing = { title, done, of };
  };

  /** Runs the work of a request; its steps are told until it ends. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++;
    try {
      return await work();
    } finally {
      if (--this.#waiting === 0) this.#doing = null;
    }
  }
}
