// What the search finds of drawn identifiers and how much it takes for one by mistake; numbers of known truth; look-alikes one by one.
import { describe, expect, it } from "vitest";
import { cardIssuer, luhnDigit } from "../../../engine/sensitive/bank-card.js";
import { findSensitive } from "../../../engine/sensitive/find-sensitive.js";
import { idCheckCharacter, isIdCard } from "../../../engine/sensitive/id-card.js";
import { judgeColumn } from "../../../engine/sensitive/judge-column.js";
import { sensitiveKinds } from "../../../engine/sensitive/sensitive-kind.js";
import { runTrial } from "../../../engine/sensitive/trial.js";

const found = (text: string, header?: string) =>
  findSensitive(text, header ? { header } : {}).map((s) => `${s.kind}:${s.text}`);

describe("measured on draws that the lists were not made from", () => {
  const trials = ["1", "2", "3"].map((seed) => runTrial(seed, 400));
  /** Floors, set a little below what was measured when this was written (rapport sensitive measure). */
  const floors: Record<string, { cell: number; text: number; column: number }> = {
    id_card: { cell: 0.999, text: 0.995, column: 0.999 },
    "phone: China": { cell: 0.995, text: 0.99, column: 0.995 },
    "phone: international": { cell: 0.995, text: 0.99, column: 0.99 },
    bank_card: { cell: 0.995, text: 0.99, column: 0.995 },
    email: { cell: 0.995, text: 0.995, column: 0.995 },
    "name: Chinese": { cell: 0.86, text: 0.86, column: 0.98 },
    "name: Latin": { cell: 0.93, text: 0.86, column: 0.98 },
  };
  const precisionFloors = { id_card: 0.995, phone: 0.99, bank_card: 0.99, email: 0.995, name: 0.97 };

  it.each(Object.keys(floors))("recall of %s in cells, sentences and columns", (group) => {
    for (const { rows } of trials)
      for (const row of rows.filter((r) => r.group === group)) {
        expect(row.drawn).toBe(400);
        expect(row.recall).toBeGreaterThanOrEqual(floors[group]![row.place]);
      }
  });

  it.each(sensitiveKinds)("precision of %s among 4,000 look-alikes", (kind) => {
    for (const { precision, lookAlikes } of trials) {
      expect(lookAlikes).toBe(4000);
      expect(precision[kind].precision).toBeGreaterThanOrEqual(precisionFloors[kind]);
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(runTrial("1", 80)).toEqual(runTrial("1", 80));
    expect(runTrial("4", 80).rows).not.toEqual(runTrial("1", 80).rows);
  });
});

describe("numbers of known truth", () => {
  it("knows the check character of GB 11643", () => {
    // The standard's own example numbers.
    expect(isIdCard("11010519491231002X")).toBe(true);
    expect(isIdCard("440524188001010014")).toBe(false);
    expect(idCheckCharacter("44052418800101001")).toBe("4");
    expect(isIdCard("110105194912310021")).toBe(false);
    expect(isIdCard("11010519490230002X")).toBe(false);
    expect(isIdCard("990105194912310020")).toBe(false);
  });

  it("every other check character and every swapped neighbour is refused", () => {
    const good = "11010519491231002X";
    for (const c of "0123456789") expect(isIdCard(good.slice(0, 17) + c)).toBe(false);
    for (let i = 0; i < 16; i++) {
      const swapped = [...good];
      [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
      expect([swapped.join("") === good, isIdCard(swapped.join(""))]).not.toEqual([false, true]);
    }
  });

  it("knows card numbers that the schemes publish for tests, by Luhn, prefix and length", () => {
    expect(cardIssuer("4111111111111111")).toBe("Visa");
    expect(cardIssuer("5555555555554444")).toBe("Mastercard");
    expect(cardIssuer("2223003122003222")).toBe("Mastercard");
    expect(cardIssuer("378282246310005")).toBe("American Express");
    expect(cardIssuer("6011111111111117")).toBe("Discover");
    expect(cardIssuer("3530111333300000")).toBe("JCB");
    expect(cardIssuer("6200000000000005")).toBe("UnionPay");
    expect(cardIssuer("4111111111111112")).toBeUndefined();
    expect(cardIssuer("411111111111116")).toBeUndefined();
    expect(cardIssuer("9111111111111111")).toBeUndefined();
    expect(luhnDigit("7992739871")).toBe(3);
  });
});

describe("one by one", () => {
  it.each([
    ["身份证号11010519491231002x，已核", ["id_card:11010519491231002x"]],
    ["１３８００１３８０００", ["phone:１３８００１３８０００"]],
    ["微信转账前请致电+86-138-0013-8000", ["phone:+86-138-0013-8000"]],
    ["发到zhang.wei@qiheng.com.cn即可", ["email:zhang.wei@qiheng.com.cn"]],
    ["联系人：欧阳娜娜，手机13912345678", ["name:欧阳娜娜", "phone:13912345678"]],
    ["Meeting with Mary Jane O'Brien on Monday", ["name:Mary Jane O'Brien"]],
    ["卡号 6222 0210 0112 3456 789 已绑定", ["bank_card:6222 0210 0112 3456 789"]],
  ])("finds in “%s”", (text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    "订单号13812345678",
    "SO-13812345678",
    "13800138000.50",
    "2024-03-01 12:30:00",
    "20240301123456",
    "ticket 4111111111111111",
    "400-800-1234",
    "高级经理",
    "华为技术有限公司",
    "周末",
    "客户反馈不错，时间安排方便",
    "Sales Manager",
    "Johnson & Johnson",
    "New York",
    "logo@2x.png",
    "买3箱@5.00元",
  ])("finds nothing in “%s”", (text) => expect(found(text)).toEqual([]));

  it("lets the header say what a bare number is", () => {
    expect(found("13812345678", "手机号")).toEqual(["phone:13812345678"]);
    expect(found("13812345678", "订单编号")).toEqual([]);
  });

  it("takes a column of units, cities or jobs that look like names for labels", () => {
    const units = ["安宁", "高新", "常熟", "江宁", "张江", "华南", "马鞍山", "万州"];
    expect(judgeColumn(units, "城市").counts.name).toBeUndefined();
    expect(
      judgeColumn(["Sales Executive", "Research Scientist", "Human Resources"], "JobRole").counts,
    ).toEqual({});
    expect(judgeColumn(["王伟", "李芳", "张敏", "赵磊", "周婷", "刘洋", "阿依古丽"], "c1").isNameColumn).toBe(
      true,
    );
  });
});
