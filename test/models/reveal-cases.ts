// Cases of the reveal protocol, run on a company whose attrition model is fitted: purpose, second person, end, journal, objection.
import { expect, it } from "vitest";
import { readerNamed, readJournal } from "../../engine/index.js";
import {
  aboutMe,
  contest,
  decideReveal,
  listReveals,
  lookAtReveal,
  requestReveal,
  type ModelContext,
} from "../../models/index.js";
import { personPrediction } from "../../models/reveal/person-prediction.js";

const code = (name: string) => expect.objectContaining({ code: name });
const person = "QH00489";
const asked = { person, purpose: "workload_review", expires: "2026-11-10" };

const off = (context: ModelContext): ModelContext => ({
  ...context,
  workspace: { ...context.workspace, config: { ...context.workspace.config, reveal: "off" } },
});

export function revealCases(given: () => ModelContext): void {
  const as = (id: string, at = "2026-11-01T09:00:00.000Z"): ModelContext => ({
    ...given(),
    reader: readerNamed(given().workspace.config.users, id),
    now: new Date(at),
  });
  const request = (part: Partial<typeof asked>, who = "linyue") =>
    requestReveal(as(who), { ...asked, ...part });
  const linesOf = (prefix: string) =>
    readJournal(given().workspace).lines.filter(({ kind }) => kind.startsWith(prefix));

  it("is off unless the workspace says otherwise: no step of it is taken", async () => {
    const before = readJournal(given().workspace).lines.length;
    await expect(requestReveal(off(as("linyue")), asked)).rejects.toEqual(code("reveal_off"));
    await expect(lookAtReveal(off(as("linyue")), "R1")).rejects.toEqual(code("reveal_off"));
    expect(readJournal(given().workspace).lines.length).toBe(before);
  });

  it("refuses other purposes, ends too far, and readers without rights on the person; a stranger looks like nobody", async () => {
    await expect(request({ purpose: "dismissal" })).rejects.toEqual(code("reveal_purpose_unknown"));
    for (const expires of ["2026-11-01", "2026-10-31", "2026-12-02", "2026-11-31", "soon"])
      await expect(request({ expires })).rejects.toEqual(code("reveal_expiry_invalid"));
    await expect(request({}, "recruiter1")).rejects.toEqual(code("reveal_no_rights"));
    await expect(request({ person: "QH99999" })).rejects.toEqual(code("reveal_no_rights"));
    expect(linesOf("reveal_")).toEqual([]);
  });

  it("needs a second person: neither whoever asked nor the person concerned, and rights on the person", async () => {
    const { id } = await requestReveal(as("linyue"), asked);
    await expect(lookAtReveal(as("linyue"), id)).rejects.toEqual(code("reveal_not_approved"));
    await expect(decideReveal(as("linyue"), id, { approve: true })).rejects.toEqual(
      code("reveal_needs_second_person"),
    );
    await expect(decideReveal(as("recruiter1"), id, { approve: true })).rejects.toEqual(
      code("reveal_unknown"),
    );
    const self = { ...as("wumin"), reader: { ...as("wumin").reader, employee: person } };
    await expect(decideReveal(self, id, { approve: true })).rejects.toEqual(
      code("reveal_needs_second_person"),
    );
    await expect(decideReveal(as("wumin"), id, { approve: false, reason: " " })).rejects.toEqual(
      code("reveal_reason_missing"),
    );
    expect(await decideReveal(as("wumin"), id, { approve: true })).toMatchObject({
      state: "approved",
      decidedBy: "wumin",
    });
    await expect(decideReveal(as("wumin"), id, { approve: false, reason: "late" })).rejects.toEqual(
      code("reveal_not_open"),
    );
  });

  it("shows the prediction to the two, with reasons that add up, and writes a line for each look before it", async () => {
    const [{ id }] = (await listReveals(as("wumin"))).reveals;
    const looks = () => linesOf("reveal_looked").length;
    expect(looks()).toBe(0);
    const { prediction, contests } = await lookAtReveal(as("linyue"), id);
    expect(looks()).toBe(1);
    expect(linesOf("reveal_looked")[0]).toMatchObject({
      reveal: id,
      person,
      purpose: "workload_review",
      by_user: "linyue",
      model_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const sum = prediction.reasons.reduce((all, { value }) => all + value, prediction.base);
    expect(Math.abs(sum - prediction.total)).toBeLessThan(1e-9);
    expect(prediction.horizons.map(({ months }) => months)).toEqual([3, 6, 12]);
    for (const { low, risk, high } of prediction.horizons) expect(low < risk && risk < high).toBe(true);
    expect(contests).toEqual([]);
    await expect(lookAtReveal(as("chenlei"), id)).rejects.toEqual(code("reveal_unknown"));
    await lookAtReveal(as("wumin"), id);
    expect(looks()).toBe(2);
  });

  it("tells the employee who asked, decided and looked, when and why; the objection stands beside it from then on", async () => {
    const mine = await aboutMe(as("renweijian"));
    expect(mine.employee).toBe(person);
    expect(mine.reveals).toMatchObject([
      {
        purpose: "workload_review",
        requestedBy: "linyue",
        decidedBy: "wumin",
        looks: [{ by: "linyue" }, { by: "wumin" }],
      },
    ]);
    expect(mine.prediction).toEqual(await personPrediction(as("linyue"), person));
    await expect(contest(as("renweijian"), "")).rejects.toEqual(code("reveal_reason_missing"));
    await contest(as("renweijian"), "My overtime was a single project.");
    const [{ id }] = (await listReveals(as("linyue"))).reveals;
    const { contests } = await lookAtReveal(as("linyue"), id);
    expect(contests).toMatchObject([{ by: "renweijian", text: "My overtime was a single project." }]);
    expect((await listReveals(as("wumin"))).contests).toEqual(contests);
    await expect(aboutMe(as("wumin"))).rejects.toEqual(code("reveal_no_employee"));
  });

  it("ends by the clock: shown in the last moment, not a millisecond later; undecided requests lapse too", async () => {
    const [{ id, expires }] = (await listReveals(as("linyue"))).reveals;
    expect(expires).toBe("2026-11-11T00:00:00.000Z");
    const last = "2026-11-10T23:59:59.999Z";
    await lookAtReveal(as("linyue", last), id);
    await expect(lookAtReveal(as("linyue", expires), id)).rejects.toEqual(code("reveal_not_approved"));
    // a clock set back does not bring today's end of it back either
    await expect(requestReveal(as("wumin"), asked)).rejects.toEqual(code("reveal_expiry_invalid"));
    const later = { ...asked, purpose: "development_plan", expires: "2026-11-11" } as const;
    const other = await requestReveal(as("wumin", last), later);
    await expect(decideReveal(as("linyue", other.expires), other.id, { approve: true })).rejects.toEqual(
      code("reveal_not_open"),
    );
    const refused = await decideReveal(as("linyue", last), other.id, {
      approve: false,
      reason: "Not needed.",
    });
    expect(refused).toMatchObject({ state: "refused", reason: "Not needed." });
  });

  it("keeps a complete record: every step taken is one line, and no step that was refused is", () => {
    expect(linesOf("reveal_").map(({ kind, by_user: by }) => [kind, by])).toEqual([
      ["reveal_requested", "linyue"],
      ["reveal_approved", "wumin"],
      ["reveal_looked", "linyue"],
      ["reveal_looked", "wumin"],
      ["reveal_contested", "renweijian"],
      ["reveal_looked", "linyue"],
      ["reveal_looked", "linyue"],
      ["reveal_requested", "wumin"],
      ["reveal_refused", "linyue"],
    ]);
  });
}
