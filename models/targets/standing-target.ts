// Subject and quarter → the target that stands in the ledger for them, if the reader may read it.
import type { ModelContext } from "../model-context.js";
import { subjectFor } from "./commit-target.js";
import { readableTargets } from "./readable-targets.js";
import { targetId, type CommittedTarget, type TargetSpan, type TargetSubject } from "./target-ledger.js";

export async function standingTarget(
  context: ModelContext,
  subject: TargetSubject,
  span: TargetSpan,
): Promise<CommittedTarget | undefined> {
  const id = targetId(subjectFor(context.reader, subject), span);
  const readable = await readableTargets(context);
  return readable.find((line) => line.target === id && line.replacedBy === null);
}
