// Long evaluations: a progress line on stderr, and Ctrl-C that leaves no half file behind.

export interface ProgressLine {
  show(done: number, all: number): void;
  end(): void;
}

/** Overwrites itself on a terminal; elsewhere says every tenth part. */
export function progressLine(unit: string, stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  let open = false;
  let said = 0;
  return {
    show(done, all) {
      if (stream.isTTY) {
        stream.write(`\r${unit} ${done}/${all} `);
        open = true;
      } else if (Math.floor((10 * done) / all) > said) {
        said = Math.floor((10 * done) / all);
        stream.write(`${unit} ${done}/${all}\n`);
      }
    },
    end() {
      if (open) stream.write("\r\u001b[K");
      open = false;
    },
  };
}

/** `pause` lets signals in and throws what `because` makes once the person has pressed Ctrl-C; `end` takes the handlers off. */
export function cancellable(): { pause(because: () => Error): Promise<void>; end(): void } {
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  return {
    async pause(because) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (stopped) throw because();
    },
    end() {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
