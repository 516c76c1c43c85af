// rapport pay as a user runs it: rules, lines, comparisons, liability, lists and checks, in both languages; and what it refuses.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../../cli/pay.js";
import { readJournal } from "../../engine/index.js";
import { payWorkspace, sellers, type PayWorkspace } from "../models/pay/pay-workspace.js";
import { commands } from "./run-command.js";

let small: PayWorkspace;
let at: string[];
const rapport = commands([register]);
const run = (...args: string[]) => rapport("en", "pay", ...args);
const runZh = (...args: string[]) => rapport("zh", "pay", ...args);
beforeAll(async () => {
  small = await payWorkspace();
  at = ["-w", small.workspace.dir];
});
afterAll(() => small.close());

const march = ["--period", "2026-03"];
const quarter = ["--from", "2026-01", "--to", "2026-03"];
const file = (name: string, text: string | Buffer): string => {
  const place = path.join(small.workspace.dir, name);
  writeFileSync(place, text);
  return place;
};

describe("rules and their lines", () => {
  it("are told in words, in both languages, without a workspace too", async () => {
    expect((await run("rules")).out).toMatch(
      /^sales-commission {2}Sales commission {2}\(shipped example\)$/m,
    );
    expect((await runZh("rules", ...at)).out).toMatch(/^sales-commission {2}销售提成 {2}\(随附范例\)$/m);
    expect((await run("rules", "--example")).out).toMatch(/^id: big-client-commission$/m);
    const { rules } = JSON.parse((await run("rules", "--json")).out) as { rules: { id: string }[] };
    expect(rules.map(({ id }) => id)).toContain("night-subsidy");
  });

  it("golden: 120k on a target of 100k given by hand are 13,000, and it says that nothing is paid", async () => {
    const given = JSON.stringify({ amounts: { commission: 120_000 }, targets: { commission: 100_000 } });
    const shown = await run("calculate", "sales-commission", "--given", given, ...at);
    expect(shown.out).toMatch(/^total .*13,000\.00 CNY/m);
    expect(shown.out).toMatch(/A calculation, not a payment\.$/);
    expect((await runZh("calculate", "sales-commission", "--given", file("given.json", given), ...at)).out).toMatch(/13,000\.00[^]*这是计算，不是发放。$/); // prettier-ignore
  });

  it("refuse what was given by hand and is no amounts, with the place", async () => {
    for (const text of ["{", '{"amounts": {"commission": "1,5"}}', "[1]", '{"amounts": 5}', "/nowhere/given.json"])
      expect(await run("calculate", "sales-commission", "--given", text, ...at)).toMatchObject({ error: "pay_given_invalid", exit: 1 }); // prettier-ignore
  });

  it("of a period are listed for everybody, and with the trace for one, whom the journal names", async () => {
    const all = await run("calculate", "sales-commission", ...march, ...at);
    expect(all.out.split("\n").filter((line) => /^S\d+ /.test(line))).toHaveLength(sellers.length);
    const one = await runZh("calculate", "sales-commission", ...march, "--employee", "S3", ...at);
    expect(one.out).toMatch(/^合计/m);
    expect(readJournal(small.workspace).lines.at(-1)).toMatchObject({
      what: "pay calculate",
      people: ["S3"],
      period: "2026-03",
    });
    const { results } = JSON.parse(
      (await run("calculate", "sales-commission", ...march, "--json", ...at)).out,
    ) as {
      results: { lines: { fen: number }[]; total: number }[];
    };
    for (const { lines, total } of results) expect(lines.reduce((sum, { fen }) => sum + fen, 0)).toBe(total);
  });

  it("are refused for unknown rules, months outside of the data, strangers and readers of groups", async () => {
    const refused = async (id: string, ...args: string[]) =>
      (await run("calculate", id, ...args, ...at)).error;
    expect(await refused("sales-comission", ...march)).toBe("pay_rule_unknown");
    expect(await refused("sales-commission", "--period", "2031-03")).toBe("pay_period_invalid");
    expect(await refused("sales-commission", "--period", "2026-3")).toBe("pay_period_invalid");
    expect(await refused("sales-commission", ...march, "--employee", "S99")).toBe("pay_nobody");
    expect(await refused("sales-commission", ...march, "--as", "guest")).toBe("pay_needs_person_rights");
    expect(await refused("sales-commission", ...march, "--as", "S3", "--employee", "S4")).toBe("pay_nobody");
    expect(await refused("sales-commission", ...march, "--as", "north", "--employee", "S12")).toBe(
      "pay_nobody",
    );
    expect(await run("calculate", ...at)).toMatchObject({ error: "usage", exit: 2 });
  });

  it("of open deals come from a file whose amounts are plain, and are never added to what is earned", async () => {
    const head = "deal,employee,stage,amount\n";
    const deals = file("deals.csv", `${head}D1,S1,answered,"100,000"\nD2,S99,answered,5\n`);
    const found = await run("calculate", "sales-commission", "--deals", deals, ...march, ...at);
    expect(found.out).toMatch(/^D1 +S1 +100,000\.00/m);
    expect(found.out).toMatch(/1 deals left out/);
    const of = (text: string) =>
      run("calculate", "sales-commission", "--deals", file("bad.csv", text), ...march, ...at);
    expect(await of(`${head}D1,S1,answered,"1,5"\n`)).toMatchObject({ error: "deal_row_invalid", exit: 1 });
    expect(await of(`${head}D1,S1,answered,lots\n`)).toMatchObject({ error: "deal_row_invalid", exit: 1 });
    expect(await of("deal,employee,stage,amount,outcome\nD1,S1,answered,5,perhaps\n")).toMatchObject({
      error: "deal_row_invalid",
    });
    expect(await of("deal,employee,amount\nD1,S1,5\n")).toMatchObject({
      error: "deal_column_missing",
      exit: 1,
    });
    expect(await run("calculate", "sales-commission", "--deals", "/nowhere.csv", ...march, ...at)).toMatchObject({ error: "table_missing", exit: 1 }); // prettier-ignore
  });
});

describe("comparison, liability, lists", () => {
  it("show sums of groups, in both languages", async () => {
    const found = await run("simulate", "sales-commission", "big-client-commission", ...quarter, ...at);
    expect(found.out).toMatch(/2026-01 – 2026-03, n = 12/);
    expect((await runZh("simulate", "sales-commission", "big-client-commission", ...quarter, ...at)).out).toMatch(/少于 5 人的组合并显示。/); // prettier-ignore
    const forecast = await run("simulate", "sales-commission", "big-client-commission", ...quarter, "--forecast", "0.85,1,1.12", ...at); // prettier-ignore
    expect(forecast.out).toMatch(/^P10 \(85%\)/m);
    expect((await run("simulate", "sales-commission", ...quarter, "--forecast", "1,5", ...at)).exit).toBe(2);
    expect((await run("accrual", "sales-commission", ...quarter, ...at)).out).toMatch(
      /^2026-03 .*2026-04-15 +15$/m,
    );
    expect((await runZh("eligible", "sales-commission", ...march, ...at)).out).toMatch(
      /由人决定，未作任何记录。$/,
    );
  });

  it("are refused to readers of groups, and to an employee about the others", async () => {
    for (const as of ["guest", "S3"])
      for (const args of [["simulate", "sales-commission", "big-client-commission"], ["accrual", "sales-commission"]])
        expect(await run(...args, ...quarter, "--as", as, ...at)).toMatchObject({ error: "pay_needs_person_rights", exit: 1 }); // prettier-ignore
    expect(await run("accrual", "sales-commission", "--from", "2026-03", "--to", "2026-01", ...at)).toMatchObject({ error: "pay_period_invalid" }); // prettier-ignore
  });
});

const paid = (id: string, fen: string) => `${id},提成,${fen}`;
const payroll = (lines: string[]) => ["工号,项目,金额", ...lines].join("\n");

describe("a payroll file", () => {
  it("is held against the rules; the check file is verified, and a changed one is not", async () => {
    const out = path.join(small.workspace.dir, "check.csv");
    const source = file("payroll.csv", payroll([paid("S1", "1234.50"), paid("S99", "7")]));
    const found = await run("check", "sales-commission", ...march, "--payroll", source, "--out", out, ...at);
    expect(found).toMatchObject({ error: null, exit: 1 });
    expect(found.out).toMatch(/SHA-256 [0-9a-f]{64}$/);
    expect(await run("verify", out, ...at)).toMatchObject({ error: null, exit: 0 });
    writeFileSync(out, readFileSync(out, "utf8").replace("1234.50", "1234.51"));
    expect(await runZh("verify", out, ...at)).toMatchObject({ error: null, exit: 1 });
  });

  it("that cannot be read is refused: two numbers in one, half a file, nothing, another format", async () => {
    const of = async (text: string | Buffer, name = "bad.csv") =>
      (await run("check", "sales-commission", ...march, "--payroll", file(name, text), ...at)).error;
    expect(await of(payroll([paid("S1", '"1,5"')]))).toBe("payroll_amount_invalid");
    expect(await of("工号,项目,金额\nS1,提")).toBe("table_ragged");
    expect(await of("")).toBe("table_empty");
    expect(await of("a,b,c\n1,2,3")).toBe("payroll_column_missing");
    expect(await of("no zip", "bad.xlsx")).toBe("file_truncated");
    expect(await run("verify", file("no.csv", "x"))).toMatchObject({ error: "check_file_invalid", exit: 1 });
    expect(await run("verify", "/nowhere.csv")).toMatchObject({ error: "check_file_invalid", exit: 1 });
  });
});
