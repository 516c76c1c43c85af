// Stand-ins: NIST's own numbers for FF1, one to one, the same form, never valid, the same in every file; and what an import stores.
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { Random } from "../../../datasets/companies/random.js";
import { ff1Encrypt } from "../../../engine/sensitive/ff1.js";
import { findSensitive } from "../../../engine/sensitive/find-sensitive.js";
import { createMasker, maskText } from "../../../engine/sensitive/mask.js";
import { sensitiveKinds } from "../../../engine/sensitive/sensitive-kind.js";
import {
  drawBankCard,
  drawChinesePhone,
  drawEmail,
  drawForeignPhone,
  drawIdCard,
} from "../../../engine/sensitive/trial-draws.js";
import { type Bench, bench } from "../ingest/workspace-of.js";

const key = (hex: string) => Buffer.from(hex, "hex");
const mask = createMasker(Buffer.alloc(32, 7));

describe("FF1", () => {
  it("equals NIST's sample vectors (SP 800-38G, samples 1, 2, 7, 8)", () => {
    const aes128 = key("2B7E151628AED2A6ABF7158809CF4F3C");
    const aes256 = key("2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94");
    expect(ff1Encrypt(aes128, "0123456789")).toBe("2433477484");
    expect(ff1Encrypt(aes128, "0123456789", "9876543210")).toBe("6124200773");
    expect(ff1Encrypt(aes256, "0123456789")).toBe("6657667009");
    expect(ff1Encrypt(aes256, "0123456789", "9876543210")).toBe("1001623463");
  });

  it("is one to one: all numbers of four digits give all numbers of four digits", () => {
    const secret = Buffer.alloc(32, 1);
    const seen = new Set(
      Array.from({ length: 10_000 }, (_, i) => ff1Encrypt(secret, String(i).padStart(4, "0"))),
    );
    expect(seen.size).toBe(10_000);
    expect(() => ff1Encrypt(secret, "1")).toThrow("FF1 needs");
  });
});

describe("a stand-in", () => {
  const draws = {
    id_card: drawIdCard,
    bank_card: drawBankCard,
    email: drawEmail,
    phone: (random: Random) => (random.chance(0.5) ? drawChinesePhone(random) : drawForeignPhone(random)),
  };

  it.each(Object.keys(draws) as (keyof typeof draws)[])(
    "of a %s is no valid one, and the same every time",
    (kind) => {
      const random = new Random(`masking:${kind}`);
      for (let i = 0; i < 400; i++) {
        const value = draws[kind](random);
        const standIn = mask(kind, value);
        expect(standIn).not.toBe(value);
        expect(mask(kind, value)).toBe(standIn);
        expect(findSensitive(standIn)).toEqual([]);
        expect(createMasker(Buffer.alloc(32, 8))(kind, value)).not.toBe(standIn);
      }
    },
  );

  it("differs for different numbers and is equal for one number written differently", () => {
    const numbers = Array.from({ length: 5000 }, (_, i) => String(13_800_000_000 + i * 7919));
    expect(new Set(numbers.map((n) => mask("phone", n))).size).toBe(numbers.length);
    expect(mask("phone", "138-0013-8000").replaceAll("-", "")).toBe(mask("phone", "13800138000"));
    expect(mask("phone", "+86 13800138000")).toBe(`+86 ${mask("phone", "13800138000")}`);
    expect(mask("id_card", "11010519491231002x")).toBe(mask("id_card", "11010519491231002X"));
    expect(mask("email", "Zhang.Wei@Q.com")).toBe(mask("email", "zhang.wei@q.com"));
    expect(mask("name", "张 伟")).toBe(mask("name", "张伟"));
  });

  it("keeps the form: groups, length, issuer, domain", () => {
    expect(mask("bank_card", "6222 0210 0112 3456 789")).toMatch(/^6222 02\d\d \d{4} \d{4} \d{2}M$/);
    expect(mask("id_card", "11010519491231002X")).toMatch(/^\d{17}M$/);
    expect(mask("phone", "(010)65529988转8012")).toMatch(/^\(910\)\d{8}转8012$/);
    expect(mask("email", "zhang.wei@qiheng.com")).toMatch(/^m-[a-z2-7]{12}@qiheng\.com$/);
  });

  it("leaves the rest of a text as it is, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const text = `${before}\n手机 13912345678\n${after}`;
        const sightings = findSensitive(text, { kinds: ["phone"] });
        const masked = maskText(text, sightings, mask);
        const kept = sightings.reduceRight((t, s) => t.slice(0, s.start) + t.slice(s.end), text);
        expect(masked).not.toContain("13912345678");
        expect(masked.length - kept.length).toBeGreaterThan(0);
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe("an import with masking", () => {
  let b: Bench;
  afterEach(() => rmSync(path.dirname(b.workspace.dir), { recursive: true, force: true }));

  const staff = [
    "工号,姓名,邮箱,入职日期,手机",
    ..."张伟 李娜 王秀英 刘洋 陈静 杨帆 赵磊 黄敏"
      .split(" ")
      .map((name, i) => `1390000000${i},${name},p${i}@q.com,2020-01-0${i + 1},1380013800${i}`),
    "13900000009,周杰,p9@q.com,someday,13800138009",
  ].join("\n");
  const training = [
    "工号,课程,完成日期,学时",
    "13900000001,安全,2024-01-05,2",
    "13900000002,安全,2024-01-06,2",
  ].join("\n");

  it("stores no identifier anywhere, rejects included, and keys still meet across files and imports", async () => {
    b = bench();
    b.file("staff.csv", staff);
    b.file("training.csv", training);
    const first = await b.import(["staff.csv"], { mapping: "auto", mask: sensitiveKinds });
    await b.import(["training.csv"], { mask: sensitiveKinds });
    expect(first.sources[0]).toMatchObject({ accepted: 8, rejected: 1 });
    expect(first.sensitive.map((s) => [s.header, s.kind, s.fate])).toEqual([
      ["工号", "phone", "masked"],
      ["姓名", "name", "masked"],
      ["邮箱", "email", "masked"],
      ["手机", "phone", "left_out"],
    ]);
    const met = await b.rows<{ n: number }>(
      "SELECT count(*) AS n FROM source_training_record JOIN source_employee USING (employee_id)",
    );
    expect(met).toEqual([{ n: 2 }]);
    const ids = await b.rows<{ employee_id: string }>("SELECT employee_id FROM source_employee");
    expect(new Set(ids.map((r) => r.employee_id)).size).toBe(8);
    const stored = await b.rows<{ all: string }>(
      "SELECT string_agg(to_json(e)::VARCHAR, '') AS all FROM source_employee e",
    );
    // whole numbers: a few digits of one stand in a hash or a stand-in by chance
    const numbers = [...new Set(`${staff}${training}`.match(/1[3-9]\d{9}/g))];
    expect(numbers.length).toBeGreaterThan(5);
    for (const text of [stored[0]!.all, ...textFiles(b.workspace.dir)])
      expect([...numbers, "张伟", "周杰", "p9@q"].filter((mark) => text.includes(mark))).toEqual([]);
  });

  it("masks only the kinds asked for, and says without masking what it found", async () => {
    b = bench();
    b.file("staff.csv", staff);
    const plain = await b.import(["staff.csv"], { mapping: "auto" });
    expect(plain.sensitive.find((s) => s.column === "employee.name")).toMatchObject({
      fate: "imported",
      found: 9,
    });
    await b.import(["staff.csv"], { mapping: "auto", mask: ["email"] });
    const rows = await b.rows<{ name: string; email: string }>(
      "SELECT name, email FROM source_employee WHERE hire_date = '2020-01-01' AND name = '张伟'",
    );
    expect(rows[0]!.email).toMatch(/^m-[a-z2-7]{12}@q\.com$/);
  });
});

function textFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) return textFiles(file);
    return file.endsWith(".parquet") ? [] : [readFileSync(file, "utf8")];
  });
}
