// `rapport evaluate traits`: what it prints for a planted table, what it keeps out, and odd input.
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { register } from "../../cli/evaluate.js";
import { random } from "../../models/estimators/random.js";
import type { Refusal } from "../../models/model.js";
import type { EvaluatedTraits } from "../../models/traits/evaluate-traits.js";
import { benchmarkFile, isThere, needsBenchmark } from "../models/benchmark-file.js";

let dir: string;
let printed: string[];
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), "rapport-traits-"));
  printed = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

async function run(locale: "en" | "zh", file: string, ...options: string[]): Promise<string> {
  printed = [];
  const program = new Command().exitOverride();
  register(program, locale);
  await program.parseAsync(["node", "rapport", "evaluate", "traits", file, ...options]);
  return printed.join("\n");
}
const evaluate = async <Answer = EvaluatedTraits>(file: string, ...options: string[]): Promise<Answer> =>
  JSON.parse(await run("en", file, ...options, "--json")) as Answer;

const numbers = (text: string): string[] => text.match(/\d+\.\d+/g) ?? [];

/** Sellers: those who call before eight more often make the top; women call late as often as men. */
function sellers(rows = 300): string {
  const rng = random(2);
  const lines = Array.from({ length: rows }, (_, i) => {
    const early = rng.uniform() < 0.4;
    const gender = rng.uniform() < 0.5 ? "F" : "M";
    const height = (gender === "M" ? 178 : 165) + 6 * rng.normal();
    const school = rng.uniform() < 0.5 ? "A" : "B";
    const top = rng.uniform() < (early ? 0.35 : 0.1) + (school === "A" ? 0.1 : 0);
    return [`S${i}`, early ? "yes" : "no", Math.round(20 + 40 * rng.uniform()), gender, height.toFixed(1), school, top ? "Top" : "Rest", (50 + (top ? 20 : 0) + 5 * rng.normal()).toFixed(1)].join(",");
  }); // prettier-ignore
  const file = path.join(dir, "sellers.csv");
  writeFileSync(file, ["id,calls_before_8,age,gender,height,school,group,points", ...lines].join("\n"));
  return file;
}
const question = ["--target", "group", "--positive", "Top", "--drop", "points"];

describe("rapport evaluate traits", () => {
  it("says on stderr how far it is, and never goes back", async () => {
    const said: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((line) => said.push(String(line)) > 0);
    await evaluate(sellers(), ...question, "--prehire", "school");
    const shares = said.map((line) => Number(/^percent (\d+)\/100\n$/.exec(line)?.[1]));
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.every((share) => share >= 10 && share <= 100)).toBe(true);
  });

  it("answers “do the others also call before eight?”", async () => {
    const answer = await evaluate(sellers(), ...question);
    const trait = answer.traits[0];
    expect(trait).toMatchObject({ name: "calls_before_8", beyondChance: true, kind: "categorical" });
    const yes = trait.sides.find(({ text }) => text.en === "calls_before_8 = yes")!;
    expect(yes.amongTop.share).toBeGreaterThan(yes.amongRest.share + 0.2);
    expect(yes.amongTop.of).toBe(answer.top);
    expect(yes.amongTop.of + yes.amongRest.of).toBe(300);
    // Lift by hand: share of top among those who call early ÷ share of top.
    const early = yes.amongTop.count + yes.amongRest.count;
    expect(yes.lift.ratio).toBeCloseTo(yes.amongTop.count / early / (answer.top / 300), 10);
    expect(yes.notTop).toMatchObject({ count: yes.amongRest.count, of: early });
    expect(answer.rules[0].text).toEqual({ en: "calls_before_8 = yes", zh: "calls_before_8＝yes" });
    expect(answer.rules[0].heldOutLift.low).toBeGreaterThan(1);
  });

  it("promise 27: sets protected columns aside unasked, names their proxy, and gives impact ratios", async () => {
    const answer = await evaluate(sellers(), ...question, "--prehire", "school,height", "--score", "points");
    expect(answer.protectedNames.toSorted()).toEqual(["age", "gender"]);
    const names = answer.traits.map(({ name }) => name);
    for (const name of ["age", "gender", "id", "points", "group"]) expect(names).not.toContain(name);
    const proxies = answer.proxies.filter(({ isProxy }) => isProxy);
    expect(proxies.map(({ attribute }) => attribute)).toEqual(["gender"]);
    expect(answer.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["protected_set_aside", "proxy", "identifier_columns"]),
    );
    expect(answer.hiring!.columns.toSorted()).toEqual(["height", "school"]);
    expect(answer.hiringWithoutProxies!.columns).toEqual(["school"]);
    expect(answer.hiring!.auc.low).toBeLessThan(answer.hiring!.auc.high);
    const gender = answer.impactOfTop.find(({ attribute }) => attribute === "gender")!;
    for (const row of gender.rows) expect(row.rate).toBeCloseTo(row.selected / row.people, 12);
    expect(Math.max(...gender.rows.map(({ ratio }) => ratio!))).toBe(1);
    expect(answer.impactOfTop.map(({ attribute }) => attribute)).toContain("age × gender");
    const named = await evaluate(sellers(), ...question, "--protected", "school");
    expect(named.protectedNames).toContain("school");
  });

  it("promise 27: keeps protected columns out of the profile even where --prehire names them", async () => {
    const answer = await evaluate(sellers(), ...question, "--prehire", "school,gender,age");
    expect(answer.hiring!.columns).toEqual(["school"]);
    expect(answer.traits.map(({ name }) => name)).not.toContain("gender");
    expect(answer.warnings.map(({ code }) => code)).toContain("protected_in_profile");
  });

  it("learns the profile from the scores there are, and refuses a score that is none", async () => {
    const file = sellers();
    const [header, ...rows] = readFileSync(file, "utf8").trim().split("\n");
    const at = header.split(",").indexOf("points");
    const half = rows.map((row, i) =>
      row
        .split(",")
        .with(at, i % 2 ? "" : row.split(",")[at])
        .join(","),
    );
    writeFileSync(file, [header, ...half].join("\n"));
    const answer = await evaluate(file, ...question, "--prehire", "school", "--score", "points");
    expect(Number.isFinite(answer.hiring!.correlation!.value)).toBe(true);
    expect(answer.warnings.map(({ code }) => code)).toContain("score_missing");
    await expect(run("en", file, ...question, "--score", "school")).rejects.toMatchObject({
      code: "score_not_numeric",
    });
  });

  it("says the same in both languages", async () => {
    const file = sellers();
    const en = await run("en", file, ...question);
    const zh = await run("zh", file, ...question);
    expect(zh).toMatch(/超出偶然/);
    expect(numbers(zh)).toEqual(numbers(en));
  });

  it("refuses on too few with the count needed, and says what is wrong with its options", async () => {
    const file = sellers(28);
    const refused = await evaluate<Refusal>(file, ...question);
    expect(refused).toMatchObject({ refused: true, code: "too_few_people" });
    expect(Number(refused.facts.top) + Number(refused.facts.moreTop)).toBe(10);
    await expect(run("en", file, "--target", "group", "--positive", "Best")).rejects.toMatchObject({ code: "positive_not_found" }); // prettier-ignore
    await expect(run("en", file, "--target", "grp", "--positive", "Top")).rejects.toMatchObject({ code: "column_unknown" }); // prettier-ignore
    await expect(run("en", file, ...question, "--prehire", "schol")).rejects.toMatchObject({
      code: "column_unknown",
    });
    await expect(run("en", file, ...question, "--folds", "1")).rejects.toMatchObject({
      code: "folds_count_invalid",
    });
  });

  const managers = "data/pad/managers.csv";
  it.skipIf(!isThere(managers))(
    `finds in managers what its published study finds ${isThere(managers) ? "" : needsBenchmark}`,
    async () => {
      const answer = await evaluate(
        benchmarkFile(managers),
        "--target",
        "performance_group",
        "--positive",
        "Top",
      );
      const real = answer.traits.filter(({ beyondChance }) => beyondChance).map(({ name }) => name);
      expect(real.toSorted()).toEqual(["high_hours_flag", "test_score", "yrs_employed"]);
      const score = answer.traits.find(({ name }) => name === "test_score")!;
      expect(score.numeric!.means.hedgesG).toBeCloseTo(0.44695568737549957, 6);
    },
  );

  const salespeople = "data/pad/salespeople.csv";
  it.skipIf(!isThere(salespeople))(
    `warns that sales tell who was promoted ${isThere(salespeople) ? "" : needsBenchmark}`,
    async () => {
      const answer = await evaluate(benchmarkFile(salespeople), "--target", "promoted", "--positive", "1");
      expect(answer.warnings.find(({ code }) => code === "trait_tells_top")!.text.en).toContain("sales");
    },
  );
});
