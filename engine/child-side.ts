// In a killable child: one job in, notes and one answer out; the child also watches its own memory, on every system.
import { RapportError } from "./errors.js";
import type { ChildLimits, ChildReply } from "./killable-child.js";

const watchEveryMs = 50;

/** Called once by a child's script. The parent kills the process when it has the answer, or when a limit is passed. */
export function serveJob<Job>(
  work: (job: Job, limits: ChildLimits, note: (note: unknown) => void) => Promise<unknown>,
): void {
  process.once("message", ({ job, limits }: { job: Job; limits: ChildLimits }) => {
    setInterval(() => {
      if (process.memoryUsage.rss() / 2 ** 20 > limits.memoryMb) process.exit(137);
    }, watchEveryMs).unref();
    work(job, limits, (note) => send({ note }))
      .then((done): ChildReply => ({ done }), refused)
      .then(send);
  });
  // A parent that is gone wants no answer.
  process.once("disconnect", () => process.exit(0));
}

function refused(error: unknown): ChildReply {
  if (error instanceof RapportError) {
    const { code, facts, text } = error;
    return { failed: { code, facts, text } };
  }
  return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

const send = (reply: ChildReply): void => void process.send?.(reply);
