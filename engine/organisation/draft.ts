// Steps of a what-if copy (add, move, merge, rename units) → what they come to: names and parents that override the base.
import { z } from "zod";

const unit = z.string().min(1).max(200);

export const draftStepSchema = z.discriminatedUnion("do", [
  /** A new unit; `parent` null makes it a root. */
  z.strictObject({ do: z.literal("add"), unit, name: unit, parent: unit.nullable() }),
  z.strictObject({ do: z.literal("move"), unit, to: unit.nullable() }),
  /** People and units of `unit` come to `into`; `unit` is gone. */
  z.strictObject({ do: z.literal("merge"), unit, into: unit }),
  z.strictObject({ do: z.literal("rename"), unit, name: unit }),
]);
export type DraftStep = z.infer<typeof draftStepSchema>;

export const draftSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  /** Day whose organisation was copied, YYYY-MM-DD. */
  base: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  createdAt: z.string(),
  steps: z.array(draftStepSchema),
});
export type Draft = z.infer<typeof draftSchema>;

/** What a draft changes about the organisation of its base day. */
export interface DraftChange {
  /** Units with another name or parent than in the base, and new ones; undefined = as in the base. */
  units: { unit: string; name?: string; parent?: string | null }[];
  /** Units that are gone and where their people and units went; the target is never itself gone. */
  merged: { unit: string; into: string }[];
}

export function draftChange(steps: readonly DraftStep[]): DraftChange {
  const units = new Map<string, { name?: string; parent?: string | null }>();
  const into = new Map<string, string>();
  const override = (id: string, change: { name?: string; parent?: string | null }): void => {
    units.set(id, { ...units.get(id), ...change });
  };
  for (const step of steps) {
    if (step.do === "add") override(step.unit, { name: step.name, parent: step.parent });
    if (step.do === "move") override(step.unit, { parent: step.to });
    if (step.do === "rename") override(step.unit, { name: step.name });
    if (step.do === "merge") {
      into.set(step.unit, step.into);
      units.delete(step.unit);
    }
  }
  const last = (id: string): string => {
    let at = id;
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next;
    return at;
  };
  return {
    units: [...units].map(([id, { name, parent }]) => ({
      unit: id,
      ...(name === undefined ? {} : { name }),
      ...(parent === undefined ? {} : { parent: parent === null ? null : last(parent) }),
    })),
    merged: [...into.keys()].map((id) => ({ unit: id, into: last(id) })),
  };
}
