// S12 came to M1's unit in May: M1 reads the sheets from then on, and none of the months in which S12 was another's.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { progressSheet, writeDigest } from "../../../models/progress/index.js";
import { writeNote } from "../../../models/progress/person-notes.js";
import { schemeWorkspace, type SchemeWorkspace } from "../schemes/scheme-workspace.js";
import { indicator, schemeText, version } from "../schemes/scheme-text.js";

let company: SchemeWorkspace;
beforeAll(async () => {
  company = await schemeWorkspace();
  company.writeScheme(
    "monthly",
    schemeText([version([indicator("sales", 100)])], { id: "monthly", period: "month" }),
  );
});
afterAll(() => company.close());

const sheet = (as: string, employee: string, month: string) =>
  progressSheet(company.as(as), employee, { kind: "monthly", month });
const refused = expect.objectContaining({ code: "progress_not_readable" });

describe("a superior of today", () => {
  it("reads sheets of the months in which the person was theirs", async () => {
    expect(await sheet("lead", "S12", "2025-05")).toMatchObject({
      employee: "S12",
      period: { from: "2025-05" },
    });
    await expect(sheet("lead", "S12", "2025-04")).rejects.toEqual(refused);
    expect(await sheet("lead", "S03", "2025-04")).toMatchObject({ employee: "S03" });
    expect(await sheet("boss", "S12", "2025-04")).toMatchObject({ employee: "S12" });
    expect(await sheet("s03", "S03", "2025-04")).toMatchObject({ employee: "S03" });
  });

  it("writes neither notes on those months nor sheets of them into a digest", async () => {
    await expect(writeNote(company.as("lead"), "S12", { period: "2025-04", text: "well done" })).rejects.toEqual(refused); // prettier-ignore
    const out = mkdtempSync(path.join(tmpdir(), "rapport-superior-"));
    const { manifest } = await writeDigest(company.as("lead"), {
      out,
      wish: { kind: "monthly", month: "2025-04" },
      people: ["S03", "S12"],
      locale: "en",
      environment: {},
    });
    rmSync(out, { recursive: true });
    expect(manifest).toMatchObject({ people: 1, withoutFigures: ["S12"] });
  });
});
