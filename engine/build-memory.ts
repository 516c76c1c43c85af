// This machine → the memory that a build may use: half of it, at most 4 GB; what does not fit spills to disk.
import { availableParallelism, totalmem } from "node:os";

export function buildMemory(total = totalmem()): { memoryLimit: string; threads: number } {
  const megabytes = Math.max(512, Math.min(4096, Math.floor(total / 2 / 2 ** 20)));
  return { memoryLimit: `${megabytes}MB`, threads: availableParallelism() };
}
