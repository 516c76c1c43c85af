// One person's risk, step by step: a reader with rights on the person asks with a purpose and an end; a second reader decides;
// until the end either may look. Each step is a journal line, written before anything is shown. The clock comes from outside.
import { createHash } from "node:crypto";
import { appendJournal, readJournal } from "../../engine/index.js";
import type { ModelContext } from "../model-context.js";
import { modelHash } from "../model-store.js";
import { personPrediction, type PersonPrediction } from "./person-prediction.js";
import { reachable, reaches } from "./person-reach.js";
import { isRevealPurpose, mostRevealDays, revealPurposes } from "./purposes.js";
import { revealErrors as fail } from "./reveal-errors.js";
import { clockOf, revealLog, type Contest, type Reveal } from "./reveal-log.js";

export interface RevealRequest {
  person: string;
  purpose: string;
  /** YYYY-MM-DD: nothing is shown after this day. */
  expires: string;
}

const day = 86_400_000;

export async function requestReveal(context: ModelContext, request: RevealRequest): Promise<Reveal> {
  const { workspace, reader, now } = context;
  mustBeOn(context);
  if (!isRevealPurpose(request.purpose))
    throw fail.reveal_purpose_unknown({
      purpose: request.purpose.slice(0, 80),
      known: revealPurposes.map(({ id }) => id),
    });
  const { lines } = readJournal(workspace);
  const expires = endOf(request.expires, clockOf(lines, now));
  await mustReach(context, request.person);
  if (reader.employee === request.person)
    throw fail.reveal_needs_second_person({ reader: reader.id, role: "person" });
  const id = `R${createHash("sha256")
    .update(`${lines.length} ${reader.id} ${request.person} ${request.purpose} ${now.toISOString()}`)
    .digest("hex")
    .slice(0, 8)}`;
  appendJournal(
    workspace,
    {
      kind: "reveal_requested",
      reveal: id,
      model: "attrition",
      person: request.person,
      purpose: request.purpose,
      expires: expires.toISOString(),
      by_user: reader.id,
      ...(reader.employee !== undefined && { by_employee: reader.employee }),
    },
    now,
  );
  return revealNamed(context, id);
}

export async function decideReveal(
  context: ModelContext,
  id: string,
  decision: { approve: true } | { approve: false; reason: string },
): Promise<Reveal> {
  const { workspace, reader, now } = context;
  mustBeOn(context);
  const reveal = revealNamed(context, id);
  if (!(await reaches(context, reveal.person))) throw fail.reveal_unknown({ reveal: id, reader: reader.id });
  if (isRequester(context, reveal))
    throw fail.reveal_needs_second_person({ reader: reader.id, role: "requester" });
  if (reader.employee === reveal.person)
    throw fail.reveal_needs_second_person({ reader: reader.id, role: "person" });
  if (reveal.state !== "pending") throw fail.reveal_not_open({ reveal: id, state: reveal.state });
  const about = { reveal: id, person: reveal.person, by_user: reader.id };
  appendJournal(
    workspace,
    decision.approve
      ? { kind: "reveal_approved", ...about }
      : { kind: "reveal_refused", ...about, reason: textOf(decision.reason) },
    now,
  );
  return revealNamed(context, id);
}

/** By name, or by the employee number that two names share, now or when it was asked. */
function isRequester({ workspace, reader }: ModelContext, reveal: Reveal): boolean {
  if (reveal.requestedBy === reader.id) return true;
  if (reader.employee === undefined) return false;
  const asked = workspace.config.users.find(({ id }) => id === reveal.requestedBy)?.employee;
  return reader.employee === reveal.requestedByEmployee || reader.employee === asked;
}

export interface RevealedPrediction {
  reveal: Reveal;
  prediction: PersonPrediction;
  contests: Contest[];
}

/** The requester and whoever approved may look; the line of the look is on disk before the numbers leave. */
export async function lookAtReveal(context: ModelContext, id: string): Promise<RevealedPrediction> {
  const { workspace, reader, now } = context;
  mustBeOn(context);
  const reveal = revealNamed(context, id);
  if (reader.id !== reveal.requestedBy && reader.id !== reveal.decidedBy)
    throw fail.reveal_unknown({ reveal: id, reader: reader.id });
  if (reveal.state !== "approved") throw fail.reveal_not_approved({ reveal: id, state: reveal.state });
  // Rights may have changed since: they are asked for at every look.
  await mustReach(context, reveal.person);
  const prediction = await personPrediction(context, reveal.person);
  if (!prediction) throw noRights(context, reveal.person);
  const { purpose, person } = reveal;
  appendJournal(
    workspace,
    {
      kind: "reveal_looked",
      reveal: id,
      model: "attrition",
      model_hash: modelHash(workspace, "attrition"),
      snapshot: context.cache.snapshot,
      person,
      purpose,
      by_user: reader.id,
    },
    now,
  );
  const log = revealLog(readJournal(workspace).lines, now);
  return {
    reveal: revealNamed(context, id),
    prediction,
    contests: log.contests.filter((c) => c.person === person),
  };
}

/** Requests that the reader made, decided, or could decide: those about people within their person-level rights. */
export async function listReveals(
  context: ModelContext,
): Promise<{ reveals: Reveal[]; contests: Contest[] }> {
  const { workspace, reader, now } = context;
  const { reveals, contests } = revealLog(readJournal(workspace).lines, now);
  const within = await reachable(context, [
    ...new Set([...reveals, ...contests].map(({ person }) => person)),
  ]);
  const isOwn = (reveal: Reveal) => reveal.requestedBy === reader.id || reveal.decidedBy === reader.id;
  return {
    reveals: reveals.filter((reveal) => isOwn(reveal) || within.has(reveal.person)).reverse(),
    contests: contests.filter(({ person }) => within.has(person)).reverse(),
  };
}

export function revealNamed({ workspace, reader, now }: ModelContext, id: string): Reveal {
  const reveal = revealLog(readJournal(workspace).lines, now).reveals.find((one) => one.id === id);
  if (!reveal) throw fail.reveal_unknown({ reveal: id.slice(0, 40), reader: reader.id });
  return reveal;
}

export const mostTextLength = 2000;

/** Trimmed, neither empty nor endless. */
export function textOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > mostTextLength)
    throw fail.reveal_reason_missing({ most: mostTextLength });
  return trimmed;
}

function mustBeOn({ workspace }: ModelContext): void {
  if (workspace.config.reveal !== "on") throw fail.reveal_off({});
}

async function mustReach(context: ModelContext, person: string): Promise<void> {
  if (!(await reaches(context, person))) throw noRights(context, person);
}

/** The same for a person out of reach and for nobody: an answer must not tell whether somebody exists. */
const noRights = ({ reader, cache }: ModelContext, person: string) =>
  fail.reveal_no_rights({
    reader: reader.id,
    person: person.slice(0, 40),
    month: cache.history.to.slice(0, 7),
  });

/** End of that day (UTC), within the days allowed from now. */
function endOf(expires: string, now: Date): Date {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? Date.parse(`${expires}T00:00:00.000Z`) : Number.NaN;
  const isDate = !Number.isNaN(start) && new Date(start).toISOString().startsWith(expires);
  const latest = new Date(now.getTime() + mostRevealDays * day).toISOString().slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  if (!isDate || !(expires > today && expires <= latest))
    throw fail.reveal_expiry_invalid({ expires: expires.slice(0, 40), today, latest, days: mostRevealDays });
  return new Date(Math.min(start + day, now.getTime() + mostRevealDays * day));
}
