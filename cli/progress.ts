// Steps of long work → one line on stderr that rewrites itself on a terminal, and plain lines elsewhere.
import type { Bilingual, Locale } from "../engine/locale.js";

/** A step as the engine and the company generators report it. */
export interface Step {
  title: Bilingual;
  done: number;
  of: number;
}

export interface ProgressLine {
  (step: Step | string): void;
  done(): void;
}

/** `tick` is the least time in ms between two plain lines, so that a log is not flooded. */
export function progressLine(
  locale: Locale,
  stream: NodeJS.WriteStream = process.stderr,
  tick = 1000,
): ProgressLine {
  let last = "";
  let shownAt = -Infinity;
  const show = (step: Step | string) => {
    const message =
      typeof step === "string"
        ? step
        : `${step.title[locale]}${step.of > 1 ? ` ${step.done}/${step.of}` : ""}`;
    if (message === last) return;
    last = message;
    if (stream.isTTY) {
      stream.write(`\r\u001b[2K${message}…`);
      return;
    }
    if (performance.now() - shownAt < tick) return;
    shownAt = performance.now();
    stream.write(`${message}…\n`);
  };
  return Object.assign(show, {
    done() {
      if (stream.isTTY && last) stream.write("\r\u001b[2K");
      last = "";
    },
  });
}
