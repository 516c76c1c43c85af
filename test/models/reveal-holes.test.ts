// Ways around the second person and the end of a reveal: two names of one person, the clock set back, a number given twice.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  appendJournal,
  initWorkspace,
  readerNamed,
  readJournal,
  type Workspace,
} from "../../engine/index.js";
import { decideReveal, lookAtReveal, requestReveal, type ModelContext } from "../../models/index.js";
import { revealLog } from "../../models/reveal/reveal-log.js";

const person = "E9";
const code = (name: string) => expect.objectContaining({ code: name });
const user = (id: string, employee?: string) => ({
  id,
  rights: "person" as const,
  ...(employee && { employee }),
});

let dir: string;
let workspace: Workspace;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "rapport-reveal-"));
  workspace = initWorkspace(path.join(dir, "w"), {
    name: "Acme",
    reveal: "on",
    users: [user("ana", "E1"), user("ana.admin", "E1"), user("ben", "E2"), user("cy")],
  });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Everybody is within reach; nothing here gets as far as a model. */
const cache = {
  history: { from: "2024-01-01", to: "2026-10-01" },
  snapshot: "s",
  database: { rows: () => Promise.resolve([{ id: person }]) },
} as unknown as ModelContext["cache"];
const as = (id: string, at = "2026-11-01T09:00:00.000Z"): ModelContext => ({
  workspace,
  cache,
  reader: readerNamed(workspace.config.users, id),
  now: new Date(at),
});
const ask = (who: string, at?: string, expires = "2026-11-10") =>
  requestReveal(as(who, at), { person, purpose: "workload_review", expires });

describe("promise 26: a reveal", () => {
  it("is not decided by the same person under another name, whichever of the two asked", async () => {
    const first = await ask("ana");
    await expect(decideReveal(as("ana.admin"), first.id, { approve: true })).rejects.toEqual(
      code("reveal_needs_second_person"),
    );
    const second = await ask("ana.admin");
    await expect(decideReveal(as("ana"), second.id, { approve: true })).rejects.toEqual(
      code("reveal_needs_second_person"),
    );
    expect(await decideReveal(as("ben"), first.id, { approve: true })).toMatchObject({ state: "approved" });
    expect(await decideReveal(as("cy"), second.id, { approve: true })).toMatchObject({ state: "approved" });
  });

  it("remembers who asked when the settings are changed in between", async () => {
    const { id } = await ask("ana");
    workspace = {
      ...workspace,
      config: { ...workspace.config, users: [user("ana", "E7"), user("ana.admin", "E1")] },
    };
    await expect(decideReveal(as("ana.admin"), id, { approve: true })).rejects.toEqual(
      code("reveal_needs_second_person"),
    );
  });

  it("stays ended when the clock is set back", async () => {
    const { id } = await ask("ana");
    await decideReveal(as("ben"), id, { approve: true });
    appendJournal(workspace, { kind: "query" }, new Date("2026-11-11T00:00:00.000Z"));
    await expect(lookAtReveal(as("ana", "2026-11-05T09:00:00.000Z"), id)).rejects.toEqual(
      code("reveal_not_approved"),
    );
    // and a new one ends within 30 days of the journal's day, not of the clock's
    await expect(ask("ana", "2020-01-01T00:00:00.000Z", "2020-01-20")).rejects.toEqual(
      code("reveal_expiry_invalid"),
    );
  });

  it("has a number of its own: a second line of that number puts nobody else in the place of the one approved", async () => {
    const [one, two] = [await ask("ana"), await ask("ana")];
    expect(one.id).not.toBe(two.id);
    await decideReveal(as("ben"), one.id, { approve: true });
    const { id, purpose, expires } = one;
    appendJournal(
      workspace,
      { kind: "reveal_requested", reveal: id, person: "E10", purpose, expires, by_user: "ana" },
      new Date("2026-11-01T10:00:00.000Z"),
    );
    const { reveals } = revealLog(readJournal(workspace).lines, new Date("2026-11-01T11:00:00.000Z"));
    expect(reveals.find((reveal) => reveal.id === id)).toMatchObject({ person, state: "approved" });
  });
});
