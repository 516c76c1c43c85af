// rapport claim as a user runs it: a file or standard input, in either language, as text and JSON, with and without a workspace.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { register } from "../../cli/claim.js";
import { readJournal } from "../../engine/index.js";
import type { CheckedText } from "../../models/claims/index.js";
import { smallWorkspace, type SmallWorkspace } from "../web/small-workspace.js";
import { commands } from "./run-command.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-claim-cli-"));
const written = (name: string, content: string | Buffer): string => {
  const file = path.join(dir, name);
  writeFileSync(file, content);
  return file;
};
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const own = ({ findings }: CheckedText) => findings.filter(({ kind }) => kind === "own_figure");
const rapport = commands([register]);
const claim = (...args: string[]) => rapport("en", "claim", ...args);
const claimZh = (...args: string[]) => rapport("zh", "claim", ...args);

const wrong = "Turnover fell from 35 % to 25 %, down 30 % (n = 1,000 each).\n";
const right = "Turnover fell from 35 % to 25 %, down 28.6 % (n = 1,000 each).\n";
const table = "部门\t人数\t离职\t离职率\n销售\t40\t10\t25%\n研发\t60\t6\t12%\n合计\t100\t16\t16%\n";

describe("rapport claim FILE", () => {
  it("marks the place, gives the right value, and leaves with 1 where something is wrong", async () => {
    const ran = await claim(written("wrong.md", wrong));
    expect(ran).toMatchObject({ error: null, exit: 1 });
    expect(ran.out).toContain("down ⟦30 %⟧");
    expect(ran.out).toMatch(
      /\d\. wrong: “30 %”\n {3}.*= −28\.6%, not 30 %\.\n {3}right: 10 points = 28\.6% relative/,
    );
  });

  it("leaves with 0 where all of it holds, and where there is nothing to check", async () => {
    const ran = await claim(written("right.md", right));
    expect(ran).toMatchObject({ error: null, exit: 0 });
    expect(ran.out).not.toMatch(/wrong|doubtful/);
    const none = await claim(written("none.txt", "Nothing to see here.\n"));
    expect(none).toMatchObject({
      exit: 0,
      out: "Nothing to see here.\n\nNo claim found that can be checked.",
    });
  });

  it("says it in Chinese, by the language of the command or of --lang", async () => {
    const file = written("tabelle.tsv", table);
    const zh = await claimZh(file);
    expect(zh).toMatchObject({ error: null, exit: 1 });
    expect(zh.out).toMatch(/错误：“12%”\n {3}6 ÷ 60 = 10%，而不是 12%。\n {3}应为：10%/);
    expect((await claim(file, "--lang", "zh")).out).toBe(zh.out);
    expect((await claim(file)).out).toContain("6 ÷ 60 = 10%, not 12%.");
  });

  it("gives JSON with places in the text as it was written", async () => {
    const ran = await claim(written("json.tsv", table), "--json");
    const checked = JSON.parse(ran.out) as CheckedText;
    expect(ran.exit).toBe(1);
    expect(checked.counts).toMatchObject({ wrong: 1, doubtful: 0 });
    const [{ start, end }] = checked.findings.find(({ verdict }) => verdict === "wrong")!.spans;
    expect([checked.text, checked.text.slice(start, end)]).toEqual([table, "12%"]);
  });

  it("reads what Excel and Windows write: UTF-16, GB18030, a byte order mark", async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, "utf16le")]);
    for (const file of [written("wide.txt", wide), written("mark.csv", `\uFEFF${table}`)])
      expect((await claim(file)).out).toContain("6 ÷ 60 = 10%, not 12%.");
    // 回复率65%（48/80）。
    const chinese = written("gb.txt", Buffer.from("bbd8b8b4c2ca363525a3a834382f3830a3a9a1a3", "hex"));
    expect((await claim(chinese)).out).toContain("回复率⟦65%⟧");
  });

  it("refuses what cannot be read, by code", async () => {
    expect(await claim(path.join(dir, "nowhere.md"))).toMatchObject({
      error: "claims_file_unreadable",
      exit: 1,
    });
    expect(await claim(dir)).toMatchObject({ error: "claims_file_unreadable", exit: 1 });
    const office = written("report.docx", Buffer.from("PK\u0003\u0004word"));
    expect(await claim(office)).toMatchObject({ error: "claims_file_no_text", exit: 1 });
    expect(await claim(written("image.png", Buffer.from([0x89, 0x50, 0, 0, 1])))).toMatchObject({
      error: "claims_file_no_text",
    });
    expect(await claim(written("empty.md", " \n"))).toMatchObject({ error: "claims_text_empty", exit: 1 });
    expect(await claim(written("long.md", "1 ".repeat(30_000)))).toMatchObject({ error: "claims_text_long" });
    expect(await claim()).toMatchObject({ error: "usage", exit: 2 });
  });
});

describe("rapport claim -w", () => {
  let small: SmallWorkspace;
  beforeAll(async () => {
    small = await smallWorkspace();
  }, 60_000);
  afterAll(() => small.close());
  const at = () => ["-w", small.workspace.dir];

  it("holds a named metric of a named period against the engine's own number, and writes one journal line", async () => {
    const before = readJournal(small.workspace).lines.length;
    const file = written("own.md", "2025年主动离职人数为5人。");
    const ran = await claimZh(file, ...at(), "--as", "boss");
    expect(ran).toMatchObject({ error: null, exit: 1 });
    expect(ran.out).toMatch(/错误：“5人”\n {3}系统数值为 2/);
    const lines = readJournal(small.workspace).lines.slice(before);
    expect(lines).toEqual([expect.objectContaining({ kind: "query", what: "rapport claim" })]);
    expect(JSON.stringify(lines)).not.toContain("离职人数为");
  });

  it("answers with the rights of the reader who asks", async () => {
    const file = written("group.md", "In 2025 there were voluntary exits: 5 people.");
    const boss = JSON.parse((await claim(file, ...at(), "--as", "boss", "--json")).out) as CheckedText;
    const group = JSON.parse((await claim(file, ...at(), "--as", "陈磊", "--json")).out) as CheckedText;
    expect(own(boss)).toEqual([expect.objectContaining({ verdict: "wrong", right: { en: "2", zh: "2" } })]);
    expect(own(group)).toEqual([expect.objectContaining({ verdict: "not_checkable" })]);
    expect(await claim(file, ...at(), "--as", "nobody")).toMatchObject({ error: "reader_unknown" });
  });
});

it("reads standard input, and leaves the shell with its code", () => {
  const ran = spawnSync("node", ["--import", "tsx", "cli/rapport.ts", "claim", "-"], {
    input: wrong,
    encoding: "utf8",
  });
  expect([ran.status, ran.stdout]).toEqual([1, expect.stringContaining("down ⟦30 %⟧")]);
});
