// rapport scheme as a user runs it: what each command answers, in both languages and as JSON, and what it refuses.
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../../cli/scheme.js";
import { readJournal } from "../../engine/index.js";
import { schemeWorkspace, type SchemeWorkspace } from "../models/schemes/scheme-workspace.js";
import { indicator, schemeText, version } from "../models/schemes/scheme-text.js";
import { commands } from "./run-command.js";

let company: SchemeWorkspace;
let at: string[];
const rapport = commands([register]);
const run = (...args: string[]) => rapport("en", "scheme", ...args);
const runZh = (...args: string[]) => rapport("zh", "scheme", ...args);

const visits = { source: { metric: "visits_per_head", take: "numerator" } };
const bands = [
  { at_least: 90, name: { en: "Good", zh: "优秀" }, multiplier: 1.2 },
  { at_least: 0, name: { en: "Base", zh: "达标" }, multiplier: 1 },
];
const sales = (weight: number, target = 12_000) =>
  indicator("sales", weight, { target: { at_least: target, per: "month" } });

beforeAll(async () => {
  company = await schemeWorkspace();
  at = ["-w", company.workspace.dir];
  company.writeScheme("before", schemeText([version([sales(100)], { bands })], { id: "before" }));
  company.writeScheme(
    "after",
    schemeText(
      [
        version([
          sales(60),
          indicator("visits", 40, { ...visits, target: { at_least: 20, per: "month" } }),
        ], { bands }),
        version(
          [sales(50), indicator("visits", 50, { ...visits, target: { at_least: 20, per: "month" } })],
          { bands, version: 2, effective_from: "2026-01" },
        ),
      ],
      { id: "after" },
    ),
  ); // prettier-ignore
});
afterAll(() => company.close());

const lastLine = () => readJournal(company.workspace).lines.at(-1)!;

describe("schemes on file", () => {
  it("are listed with their standing, in force after adoption, drafts before", async () => {
    const before = await run("list", ...at);
    expect(before).toMatchObject({ error: null, exit: 0 });
    expect(before.out).toMatch(/^after {2}Test {2}1 \(2025-01\), 2 \(2026-01\) {2}never put in force$/m);
    expect(before.out).toMatch(/^service-sales .*example that comes with Rapport$/m);
    expect((await runZh("list", ...at)).out).toMatch(/^after {2}测试 .*尚未生效$/m);
    const adopted = await run("adopt", "after", ...at);
    expect(adopted.out).toMatch(/^after {2}in force since \d{4}-\d{2}-\d{2} \(local\)/);
    expect((await run("adopt", "after", ...at)).exit).toBe(0);
    const adoptions = readJournal(company.workspace).lines.filter(({ kind }) => kind === "scheme_adopted");
    expect(adoptions).toHaveLength(1);
    const { schemes, problems } = JSON.parse((await run("list", "--json", ...at)).out) as {
      schemes: { scheme: { id: string }; standing: { isInForce: boolean } }[];
      problems: unknown[];
    };
    expect(problems).toEqual([]);
    expect(schemes.filter(({ standing }) => standing.isInForce).map(({ scheme }) => scheme.id)).toEqual([
      "after",
    ]);
    const shipped = await run("list", "--shipped");
    expect(shipped.out).not.toMatch(/^after/m);
    expect(shipped.exit).toBe(0);
  });

  it("are printed as they were written; an unknown one is refused with those that there are", async () => {
    expect((await run("show", "before", ...at)).out).toMatch(/^id: before\n/);
    expect(JSON.parse((await run("show", "before", "--json", ...at)).out)).toMatchObject({ id: "before" });
    const unknown = await runZh("show", "befor", ...at);
    expect(unknown).toMatchObject({ error: "scheme_unknown", exit: 1, out: "" });
    expect((unknown.thrown as Error & { facts: { known: string[] } }).facts.known).toContain("before");
  });

  it("are checked: 105 of 100 points names the lines, in both languages, with exit 1", async () => {
    const file = `${company.workspace.dir}/wrong.yml`;
    writeFileSync(file, schemeText([version([sales(60), indicator("more", 45)])], { id: "wrong" }));
    const found = await run("check", file, ...at);
    expect(found).toMatchObject({ error: null, exit: 1 });
    expect(found.out).toMatch(/wrong\.yml, line \d+: weights of version “1” sum to 105, not 100: sales 60 \(line \d+\) \+ more 45 \(line \d+\)/); // prettier-ignore
    expect((await runZh("check", file)).out).toMatch(/的权重合计为 105，而非 100/);
    const json = JSON.parse((await run("check", file, "--json")).out) as { problems: { code: string }[] };
    expect(json.problems.map(({ code }) => code)).toContain("scheme_invalid");
    const good = await run("check", "before", ...at);
    expect(good.exit).toBe(0);
    expect(good.out).toMatch(/^before\.yml: holds/);
    expect(good.out).toMatch(/\(result_only\)/);
  });

  it("that cannot be read are refused by name, not crashed on", async () => {
    expect(await run("check", `${company.workspace.dir}/nowhere.yml`)).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/nowhere\.yml, line 1: it cannot be read \(ENOENT\)/),
    });
    const file = `${company.workspace.dir}/gb.yml`;
    writeFileSync(file, Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xd6, 0xd0, 0xce, 0xc4]));
    expect(await runZh("check", file)).toMatchObject({
      exit: 1,
      out: expect.stringMatching(/不是 UTF-8 编码/),
    });
  });

  it("are compared version by version, weights in points", async () => {
    const two = await run("diff", "after", ...at);
    expect(two.out).toMatch(/^after version 1 \(from 2025-01\) → after version 2 \(from 2026-01\)$/m);
    expect(two.out).toMatch(/Weight of “sales”: 60 → 50 \(−10 points\)/);
    const other = await runZh("diff", "before@1", "after@2", ...at);
    expect(other.out).toMatch(/“sales”的权重：100 → 50（−50 分）/);
    const json = JSON.parse((await run("diff", "before", "after@1", "--json", ...at)).out) as {
      changes: unknown[];
    };
    expect(json.changes).toContainEqual(
      expect.objectContaining({ kind: "weight", id: "sales", points: -40 }),
    );
    expect(await run("diff", "before@9", "after", ...at)).toMatchObject({
      error: "scheme_version_unknown",
      exit: 1,
    });
  });
});

describe("scores", () => {
  const period = ["--period", "2025-Q2"];
  it("are listed, taken apart for a person, and stand in the journal with the person asked about", async () => {
    const all = await run("score", "before", ...period, ...at);
    // 3,900 + 3,000 + … : S12 sold 12,000 a month and more; S01 a twelfth of it
    expect(all.out).toMatch(/^S12 .*100\.00 .*Good/m);
    expect(all.out.split("\n").filter((line) => /^S\d\d /.test(line))).toHaveLength(12);
    const one = await runZh("score", "before", ...period, "--employee", "S12", ...at);
    expect(one.out).toMatch(/指标 +月份 +权重/);
    expect(lastLine()).toMatchObject({
      kind: "view",
      what: "scheme score",
      people: ["S12"],
      period: "2025-Q2",
    });
    const json = JSON.parse((await run("score", "before", ...period, "--json", ...at)).out) as {
      scores: { employee: string; total: number; parts: { points: number }[] }[];
    };
    for (const { total, parts } of json.scores)
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(total, 9);
  });

  it("of one person rest on rows that are listed with file and line", async () => {
    const found = await run("rows", "before", "--employee", "S12", ...period, ...at);
    expect(found.out).toMatch(/3 rows of sales_activity\n {2}sales_activity\.csv:\d+ {2}/);
    expect(found.out).toMatch(/snapshot [0-9a-f]+ {2}SHA-256 [0-9a-f]{64}$/);
    expect(readJournal(company.workspace).lines.at(-2)).toMatchObject({
      what: "scheme rows",
      people: ["S12"],
    });
    expect(lastLine()).toMatchObject({ kind: "scheme_rows_sealed", scheme: "before" });
    expect(await run("rows", "before", "--employee", "S12", "--indicator", "nothing", ...period, ...at)).toMatchObject({ error: "scheme_indicator_unknown", exit: 1 }); // prettier-ignore
  });

  it("given out with their rows are verified: as they were, altered, of another workspace's journal, and after the scheme changed", async () => {
    const file = `${company.workspace.dir}/rows.json`;
    const { out } = await run("rows", "before", "--employee", "S12", ...period, "--json", ...at);
    const verified = async (text: string) => {
      writeFileSync(file, text);
      const { exit, out: said, error } = await run("verify", file, "--json", ...at);
      return [exit, error ?? (JSON.parse(said) as { verdict: string }).verdict];
    };
    expect(await verified(out)).toEqual([0, "equal"]);
    expect(await verified(out.replace(/"total": (\d+)/, '"total": 99.5'))).toEqual([1, "tampered"]);
    expect(await verified("{}")).toEqual([1, "sealed_rows_invalid"]);
    company.writeScheme("before", schemeText([version([sales(100, 13_000)], { bands })], { id: "before" }));
    expect(await verified(out)).toEqual([1, "changed"]);
    company.writeScheme("before", schemeText([version([sales(100)], { bands })], { id: "before" }));
  });

  it("are refused outside of the data, for wrong periods, and to whoever reads groups", async () => {
    const refused = async (...args: string[]) => (await run("score", "before", ...args, ...at)).error;
    expect(await refused("--period", "2031-Q1")).toBe("months_outside_history");
    expect(await refused("--period", "2025-02")).toBe("scheme_period_invalid");
    expect(await refused("--period", "2024-Q4")).toBe("scheme_not_in_force");
    expect(await refused(...period, "--as", "chen")).toBe("person_values_refused");
    expect(await refused(...period, "--as", "nobody")).toBe("reader_unknown");
    expect((await run("score", "before", ...period, "--as", "s03", ...at)).out.match(/^S\d\d/gm)).toEqual([
      "S03",
    ]);
    expect((await run("score", "before", ...period, "--as", "s03", "--employee", "S04", ...at)).out).toMatch(/^Nobody whom you may read/); // prettier-ignore
    expect(await run("score", ...at)).toMatchObject({ error: "usage", exit: 2 });
    expect(await run("adopt", "before", "--as", "lead", ...at)).toMatchObject({ error: "scheme_write_refused", exit: 1 }); // prettier-ignore
    expect(await run("adopt", "service-sales", ...at)).toMatchObject({ error: "scheme_is_shipped", exit: 1 });
  });
});

describe("a back-test", () => {
  const period = ["--period", "2025-Q1", "2025-Q2"];
  it("is made by a reader of everybody, and then read in groups by one of groups", async () => {
    expect(await run("backtest", "before", "after@1", ...period, "--as", "chen", ...at)).toMatchObject({ error: "backtest_missing", exit: 1 }); // prettier-ignore
    const made = await runZh("backtest", "before", "after@1", ...period, ...at);
    expect(made).toMatchObject({ error: null, exit: 0 });
    expect(made.out).toMatch(/[一-龥]{2}/);
    const seen = await run("backtest", "before", "after@1", ...period, "--as", "chen", "--json", ...at);
    const full = await run("backtest", "before", "after@1", ...period, "--json", ...at);
    expect(JSON.parse(full.out)).toMatchObject({ people: { both: 12 } });
    expect(seen.out).not.toMatch(/"S\d\d"/);
    expect(JSON.parse(seen.out).periods).toEqual(["2025-01", "2025-04"]);
    expect(await run("backtest", "before", "after@2", "--as", "chen", ...at)).toMatchObject({
      error: "backtest_missing",
    });
    const asked = readJournal(company.workspace).lines.filter(({ what }) => what === "scheme backtest");
    expect(asked.at(-3)).toMatchObject({ reader: "chen", schemes: ["before", "after@1"] });
  });

  it("refuses periods outside of the data and schemes of different periods", async () => {
    expect(await run("backtest", "before", "after", "--period", "2031-Q1", ...at)).toMatchObject({ error: "backtest_no_period", exit: 1 }); // prettier-ignore
    company.writeScheme("monthly", schemeText([version([sales(100)])], { id: "monthly", period: "month" }));
    expect(await run("backtest", "before", "monthly", ...at)).toMatchObject({ error: "backtest_periods_differ", exit: 1 }); // prettier-ignore
  });
});
