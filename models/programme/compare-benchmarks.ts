// Figures from outside + the workspace's catalogue and numbers → each beside our value of the last 12 months, where they measure the same.
import { addMonths, answer, cacheFacts, loadCatalogue } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import type { Bilingual } from "../../engine/locale.js";
import { compile } from "../../engine/metrics/compile.js";
import type { Unit } from "../../engine/metrics/unit.js";
import type { ModelContext } from "../model-context.js";
import { benchmarksOf, mismatches, type Mismatch } from "./benchmark-register.js";
import type { Benchmark } from "./benchmark-schema.js";

export interface ComparedBenchmark {
  benchmark: Benchmark;
  label: Bilingual | null;
  unit: Unit | null;
  mismatches: Mismatch[];
  /** Through the reader's policy; null where this reader may not know it, or nothing is comparable. */
  ours: { value: number; low: number | null; high: number | null; from: string; to: string } | null;
}

export async function compareBenchmarks(
  context: ModelContext,
): Promise<{ compared: ComparedBenchmark[]; problems: RapportError[] }> {
  const { found, problems } = benchmarksOf(context.workspace);
  const compared: ComparedBenchmark[] = [];
  for (const benchmark of found) compared.push(await compare(context, benchmark));
  return { compared, problems };
}

async function compare(
  { workspace, cache, reader, now }: ModelContext,
  benchmark: Benchmark,
): Promise<ComparedBenchmark> {
  const catalogue = loadCatalogue(workspace.dir);
  const facts = await cacheFacts({ ...cache, workspace });
  const to = cache.history.to.slice(0, 7);
  const question = { metrics: [benchmark.metric], from: addMonths(to, -11), to };
  const metric = catalogue.metrics.get(benchmark.metric);
  const [node] = metric ? compile(question, catalogue, facts).measures : [];
  const wrong = mismatches(benchmark, node);
  const known = { benchmark, label: metric?.label ?? null, unit: metric?.unit ?? null, mismatches: wrong };
  if (wrong.length > 0) return { ...known, ours: null };
  try {
    const { total, from, to: until } = await answer({ ...cache, workspace }, question, { reader, now });
    const cell = (part: string): number | null => {
      const value = total.getChild(part)?.get(0) as number | null | undefined;
      return value == null || Number.isNaN(value) ? null : Number(value);
    };
    const value = cell(benchmark.metric);
    if (value === null) return { ...known, ours: null };
    const [low, high] = [cell(`${benchmark.metric}__low`), cell(`${benchmark.metric}__high`)];
    return { ...known, ours: { value, low, high, from, to: until } };
  } catch (error) {
    // the reader's policy refuses the metric: the figure from outside stands alone
    if (error instanceof RapportError) return { ...known, ours: null };
    throw error;
  }
}
