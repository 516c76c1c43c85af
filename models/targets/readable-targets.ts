// Ledger + reader → the targets that this reader may see, with results no finer than what they may read.
import { readJournal } from "../../engine/index.js";
import { RapportError } from "../../engine/errors.js";
import { requirePurpose } from "../../engine/metrics/policy.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import type { ModelContext } from "../model-context.js";
import { reachable } from "../reveal/person-reach.js";
import { committedTargets, type CommittedTarget } from "./target-ledger.js";
import { totalOf } from "./score-targets.js";
import { targetSeries } from "./target-series.js";
import { unitsOf } from "./target-units.js";

/** Every line, replaced ones too. Person-level readers of everything read all; others what lies in their part, and their own. */
export async function readableTargets(context: ModelContext): Promise<CommittedTarget[]> {
  const { reader, workspace } = context;
  requirePurpose(reader, workspace.config.purpose?.of);
  const unseen = new Set([...(reader.hide ?? []), ...(reader.mask ?? [])]);
  const all = committedTargets(readJournal(workspace).lines).filter(
    ({ metric, where }) => !unseen.has(metric) && !where.some(({ field }) => unseen.has(field)),
  );
  if (readsEverybody(reader) || all.length === 0) return all;
  const onPeople = await linesOnPeople(context, all);
  const inside = await insideOf(context);
  const readable: CommittedTarget[] = [];
  for (const line of all) {
    if (line.employee !== undefined) {
      if (onPeople.has(line)) readable.push(line);
    } else if (line.reportsOf !== undefined) {
      if (line.reportsOf === reader.manages || line.reportsOf === reader.employee) readable.push(line);
    } else if (line.by === reader.id || inside(line)) {
      const shown = reader.rights === "person" ? line : await asReleased(context, line);
      if (shown) readable.push(shown);
    }
  }
  return readable;
}

/**
 * Lines on single people whom the reader may read in the last month and in the months of the target, their own included: what was
 * agreed with somebody's superior of then is not for the one of today.
 */
async function linesOnPeople(
  context: ModelContext,
  all: readonly CommittedTarget[],
): Promise<Set<CommittedTarget>> {
  const spans = new Map<string, CommittedTarget[]>();
  for (const line of all)
    if (line.employee !== undefined) {
      const span = `${line.from} ${line.to}`;
      spans.set(span, [...(spans.get(span) ?? []), line]);
    }
  const found = new Set<CommittedTarget>();
  for (const lines of spans.values()) {
    const employees = [...new Set(lines.map(({ employee }) => employee!))];
    const within = await reachable(context, employees, lines[0]!);
    for (const line of lines)
      if (within.has(line.employee!) || line.employee === context.reader.employee) found.add(line);
  }
  return found;
}

/** Is the target on a part of what the reader reads? Conditions on anything but the organisation: not known, so no. */
async function insideOf(context: ModelContext): Promise<(line: CommittedTarget) => boolean> {
  const { scope, manages, person, rights } = context.reader;
  if (manages !== undefined) return () => false;
  const top = scope ?? (rights === "group" ? undefined : person);
  const units = await unitsOf(context);
  return ({ where }) => {
    const paths = units.pathsWithin(where);
    if (paths === undefined) return false;
    return top === undefined || (paths.length > 0 && paths.every((path) => path.includes(top)));
  };
}

/** For readers of groups: the result as released to them, or none; undefined where the series is withheld. */
async function asReleased(
  context: ModelContext,
  line: CommittedTarget,
): Promise<CommittedTarget | undefined> {
  const { metric, where, score } = line;
  try {
    const { months, withheld } = await targetSeries(context, { metric, where });
    if (withheld > 0 || months.every(({ value }) => value === null)) return undefined;
    if (score === null) return line;
    const actual = totalOf(months, line) ?? null;
    return { ...line, score: { ...score, actual, reached: actual === null ? null : actual >= line.value } };
  } catch (error) {
    if (error instanceof RapportError) return undefined;
    throw error;
  }
}
