// A process that does not play along still ends at its limits, and its parent knows why.
import { describe, expect, it } from "vitest";
import { RapportError } from "../../engine/errors.js";
import { runInChild } from "../../engine/killable-child.js";

const script = new URL("./misbehaving-child.ts", import.meta.url);
/** Starting takes its time on a busy machine; only the spinning child is to run into the wall. */
const limits = { wallMs: 20_000, memoryMb: 400 };
const run = <T>(job: string, notes: unknown[] = []) =>
  runInChild<T>(script, job, limits, { onNote: (note) => notes.push(note) });

describe("a killable child", () => {
  it("answers with plain data, notes before", async () => {
    const notes: unknown[] = [];
    expect(await run("answer", notes)).toEqual({ answer: 42, bytes: new Uint8Array([1, 2, 3]) });
    expect(notes).toEqual(["working"]);
  });

  it("refuses with the typed error of its own", async () => {
    const refused = run("refuse");
    await expect(refused).rejects.toBeInstanceOf(RapportError);
    await expect(refused).rejects.toMatchObject({ code: "some_refusal", message: "1 is refused" });
    await expect(run("bug")).rejects.toThrow(/not a function/);
  });

  it("inherits nothing of the parent's environment that it has no use for", async () => {
    process.env.RAPPORT_TEST_SECRET = "secret";
    process.env.NODE_OPTIONS ??= "";
    try {
      const names = await run<string[]>("environment");
      expect(names).not.toContain("RAPPORT_TEST_SECRET");
      expect(names.filter((name) => /KEY|TOKEN|SECRET|PASS|HOME|NODE_OPTIONS/.test(name))).toEqual([]);
    } finally {
      delete process.env.RAPPORT_TEST_SECRET;
    }
  });

  it.each([
    ["spin", "time"],
    ["hoard", "memory"],
    ["heap", "memory"],
    ["abort", "crash"],
    ["leave", "crash"],
  ])("that means to %s ends by %s", async (job, why) => {
    const started = performance.now();
    const before = process.memoryUsage.rss();
    const wallMs = job === "spin" ? 3000 : limits.wallMs;
    await expect(runInChild(script, job, { ...limits, wallMs })).rejects.toMatchObject({
      name: "ChildKilled",
      why,
    });
    expect(performance.now() - started).toBeLessThan(wallMs + 1000);
    expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(50);
  });

  it("is stopped by its signal, before and during its work", async () => {
    await expect(runInChild(script, "spin", limits, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      why: "stopped",
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    await expect(runInChild(script, "spin", limits, { signal: abort.signal })).rejects.toMatchObject({
      why: "stopped",
    });
  });
});
