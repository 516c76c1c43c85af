// Commands as a user runs them, in this process: arguments → what they print, the error they end with, the exit code they leave.
import { Command, CommanderError } from "commander";
import { vi } from "vitest";
import type { Register } from "../../cli/commands.js";
import { RapportError } from "../../engine/errors.js";
import type { Locale } from "../../engine/locale.js";

export interface Ran {
  out: string;
  /** Of a RapportError its code; "usage" where commander refused the arguments. */
  error: string | null;
  thrown: unknown;
  /** 0 done, 1 the input needs fixing, 2 wrong usage: as cli/rapport.ts makes them of what was thrown. */
  exit: number;
}

export const commands =
  (registers: readonly Register[]) =>
  async (locale: Locale, ...args: string[]): Promise<Ran> => {
    const program = new Command("rapport").exitOverride().configureOutput({ writeErr: () => {} });
    for (const register of registers) register(program, locale);
    const written: string[] = [];
    const spies = [
      vi.spyOn(process.stderr, "write").mockImplementation((() => true) as never),
      vi.spyOn(console, "error").mockImplementation(() => {}),
      vi.spyOn(console, "log").mockImplementation((line) => void written.push(String(line))),
    ];
    let thrown: unknown = null;
    process.exitCode = undefined;
    try {
      await program.parseAsync(["node", "rapport", ...args]);
    } catch (error) {
      thrown = error;
    }
    for (const spy of spies) spy.mockRestore();
    const left = Number(process.exitCode ?? 0);
    process.exitCode = undefined;
    const isUsage = thrown instanceof CommanderError;
    const error = isUsage ? "usage" : thrown instanceof RapportError ? thrown.code : null;
    const exit = isUsage ? 2 : thrown instanceof RapportError ? 1 : thrown === null ? left : 3;
    return { out: written.join("\n"), error, thrown, exit };
  };
