// Random facts rendered as sentences in both languages: true ones are never called wrong, falsified ones are found.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkClaims, type Finding } from "../../../models/claims/index.js";

const runs = { numRuns: 24, seed: 20261122 };
const marks = (text: string): string[] =>
  checkClaims(text)
    .findings.filter(({ verdict }) => ["wrong", "doubtful"].includes(verdict))
    .map(({ verdict, kind }: Finding) => `${verdict} ${kind}`);
const wrong = (text: string): string[] => marks(text).filter((mark) => mark.startsWith("wrong"));

type Template = (...values: string[]) => string;

/** Sentences that do not behave, each with its marks. */
const failing = (templates: Template[], values: string[], holds: (text: string) => boolean): string[] =>
  templates
    .map((template) => template(...values))
    .filter((text) => !holds(text))
    .map((text) => `${text} → ${marks(text).join(", ")}`);

const isTrue = (text: string): boolean => wrong(text).length === 0;
const isFound = (text: string): boolean => marks(text).length > 0;
const isWrong = (kind: string) => (text: string) => wrong(text).includes(`wrong ${kind}`);

const level = fc.integer({ min: 20, max: 900 });

const changes: Template[] = [
  (a, b, d, verb) =>
    `Revenue ${verb === "+" ? "rose" : "fell"} from ${a} to ${b}, ${verb === "+" ? "up" : "down"} ${d}%.`,
  (a, b, d, verb) =>
    `销售额由${a}万元${verb === "+" ? "增长至" : "降至"}${b}万元，${verb === "+" ? "增幅" : "降幅"}${d}%。`,
  (a, b, d, verb) => `Complaints ${verb === "+" ? "increased" : "decreased"} by ${d} % (${a} → ${b}).`,
  (a, b, d, verb) =>
    `投诉从${a}件${verb === "+" ? "上升到" : "下降到"}${b}件，${verb === "+" ? "上升" : "下降"}了${d}％。`,
  (a, b, d, verb) => `A ${d}% ${verb === "+" ? "increase" : "reduction"} in costs, from ${a}k to ${b}k.`,
  (a, b, d, verb) => `去年成本${a}万，今年${b}万，${verb === "+" ? "增加" : "减少"}${d}%。`,
];

describe("relative changes", () => {
  const facts = fc
    .tuple(level, level, fc.integer({ min: 0, max: 2 }))
    .filter(([a, b]) => Math.abs(b / a - 1) > 0.02 && Math.abs(b / a - 1) < 3);

  it("are right when rounded to their digits", () => {
    fc.assert(
      fc.property(facts, ([a, b, digits]) => {
        const size = Math.abs(100 * (b / a - 1)).toFixed(digits);
        expect(failing(changes, [String(a), String(b), size, b > a ? "+" : "-"], isTrue)).toEqual([]);
      }),
      runs,
    );
  });

  it("are found when they are off", () => {
    fc.assert(
      fc.property(facts, fc.double({ min: 0.08, max: 0.6, noNaN: true }), fc.boolean(), ([a, b], off, up) => {
        const truth = Math.abs(100 * (b / a - 1));
        const stated = up ? truth * (1 + off) + 1.6 : Math.max(0.3, truth * (1 - off) - 1.6);
        expect(
          failing(
            changes,
            [
              String(a),
              String(b),
              stated.toFixed(0) === "0" ? stated.toFixed(1) : stated.toFixed(0),
              b > a ? "+" : "-",
            ],
            isFound,
          ),
        ).toEqual([]);
      }),
      runs,
    );
  });
});

const comparisons: Template[] = [
  (a, b, d, way) =>
    `Conversion was ${a} %, ${d} points ${way === "+" ? "above" : "below"} the target of ${b} %.`,
  (a, b, d, way) => `转化率为${a}%，${way === "+" ? "高于" : "低于"}目标${b}%${d}个百分点。`,
  (a, b, d, way) => `转化率${a}%，比目标${b}%${way === "+" ? "高" : "低"}${d}个百分点。`,
  (a, b, d, way) => `Repurchase ${a}% vs ${b}% (${way}${d}).`,
  (a, b, d, way) =>
    `Against a target of ${b} % we reached ${a} %, ${d} percentage points ${way === "+" ? "more" : "less"}.`,
  (a, b, d, way) =>
    `复购率从${b}%${way === "+" ? "提升至" : "降至"}${a}%，${way === "+" ? "提升" : "下降"}${d}个百分点（各5000人）。`,
];

describe("differences in points", () => {
  const facts = fc
    .tuple(fc.integer({ min: 5, max: 95 }), fc.integer({ min: 5, max: 95 }))
    .filter(([a, b]) => Math.abs(a - b) >= 2);

  it("are right", () => {
    fc.assert(
      fc.property(
        facts,
        ([a, b]) =>
          void expect(
            failing(comparisons, [String(a), String(b), String(Math.abs(a - b)), a > b ? "+" : "-"], isTrue),
          ).toEqual([]),
      ),
      runs,
    );
  });

  it("are found when they are off", () => {
    fc.assert(
      fc.property(
        facts,
        fc.integer({ min: 1, max: 9 }),
        ([a, b], off) =>
          void expect(
            failing(
              comparisons,
              [String(a), String(b), String(Math.abs(a - b) + off), a > b ? "+" : "-"],
              isFound,
            ),
          ).toEqual([]),
      ),
      runs,
    );
  });

  it("are found when they are called per cent", () => {
    fc.assert(
      fc.property(
        facts.filter(([a, b]) => Math.abs(Math.abs(a - b) - 100 * Math.abs(a / b - 1)) > 0.6),
        ([a, b]) =>
          void expect(
            failing(
              [
                (x, y, d, way) =>
                  `Conversion was ${x} %, ${d} % ${way === "+" ? "above" : "below"} the target of ${y} %.`,
                (x, y, d, way) => `转化率${x}%，比目标${y}%${way === "+" ? "高" : "低"}${d}%。`,
                (x, y, d, way) => `占比由${y}%变为${x}%，${way === "+" ? "提高" : "降低"}${d}%。`,
              ],
              [String(a), String(b), String(Math.abs(a - b)), a > b ? "+" : "-"],
              isFound,
            ),
          ).toEqual([]),
      ),
      runs,
    );
  });
});

const names = ["sales", "visits", "conversion", "satisfaction", "coaching", "suggestions"];
const zhNames = ["业绩", "拜访", "转化", "满意度", "带教", "建议"];
const weightTemplates: ((weights: number[]) => string)[] = [
  (w) => `Weights: ${w.map((x, i) => `${names[i]} ${x}%`).join(", ")}.`,
  (w) => `权重：${w.map((x, i) => `${zhNames[i]}${x}%`).join("、")}。`,
  (w) => `考核权重为${w.map((x, i) => `${zhNames[i]}${x}%`).join("+")}`,
  (w) => `| KPI | Weight |\n|---|---|\n${w.map((x, i) => `| ${names[i]} | ${x}% |`).join("\n")}`,
  (w) => `指标\t权重\n${w.map((x, i) => `${zhNames[i]}\t${x}%`).join("\n")}`,
  (w) => `weights ${w.join("+")}`,
];
/** Three to six whole weights that sum to 100. */
const weights = fc
  .uniqueArray(fc.integer({ min: 1, max: 19 }), { minLength: 2, maxLength: 5 })
  .map((cuts) => [...cuts].sort((a, b) => a - b))
  .map((cuts) => [...cuts, 20].map((cut, i) => 5 * (cut - (cuts[i - 1] ?? 0))));

describe("weights", () => {
  it("that sum to 100 stand", () => {
    fc.assert(
      fc.property(weights, (list) => {
        for (const template of weightTemplates)
          expect([template(list), marks(template(list))]).toEqual([template(list), []]);
      }),
      runs,
    );
  });

  it("that do not are found", () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 30 }), (list, more) => {
        const over = [list[0] + more, ...list.slice(1)];
        for (const template of weightTemplates)
          expect([template(over), wrong(template(over))]).toEqual([template(over), ["wrong weights"]]);
      }),
      runs,
    );
  });
});

const surveys: Template[] = [
  (share, n) => `${share}% of the ${n} respondents were satisfied.`,
  (share, n) => `${n}名员工中${share}%表示满意。`,
  (share, n) => `满意度为${share}%（n=${n}）。`,
  (share, n) => `Satisfaction was ${share} % (n = ${n}).`,
];

describe("shares of so many people", () => {
  const facts = fc
    .integer({ min: 5, max: 80 })
    .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 0, max: 1 })));

  it("that whole people give stand", () => {
    fc.assert(
      fc.property(
        facts,
        ([n, k, digits]) =>
          void expect(failing(surveys, [((100 * k) / n).toFixed(digits), String(n)], isTrue)).toEqual([]),
      ),
      runs,
    );
  });

  it("that no whole people give are found", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 80 }), fc.integer({ min: 1, max: 99 }), (n, share) => {
        // by trial of every count, not by the checker's own rule
        const possible = Array.from(
          { length: n + 1 },
          (_, k) => Math.abs((100 * k) / n - share) <= 0.5 + 1e-9,
        ).includes(true);
        fc.pre(!possible);
        expect(failing(surveys, [String(share), String(n)], isWrong("impossible_share"))).toEqual([]);
      }),
      runs,
    );
  });
});

describe("parts and totals", () => {
  const facts = fc.tuple(
    fc.integer({ min: 5, max: 90 }),
    fc.integer({ min: 5, max: 90 }),
    fc.integer({ min: 5, max: 90 }),
  );
  const templates: Template[] = [
    (a, b, c, all) => `We have ${all} employees: ${a} in sales, ${b} in service and ${c} in support.`,
    (a, b, c, all) => `销售${a}人、客服${b}人、支持${c}人，合计${all}人。`,
    (a, b, c, all) => `${a} + ${b} + ${c} = ${all}`,
    (a, b, c, all) => `Team,People\nA,${a}\nB,${b}\nC,${c}\nTotal,${all}`,
  ];

  it("that add up stand", () => {
    fc.assert(
      fc.property(
        facts,
        ([a, b, c]) => void expect(failing(templates, [a, b, c, a + b + c].map(String), isTrue)).toEqual([]),
      ),
      runs,
    );
  });

  it("that do not are found", () => {
    fc.assert(
      fc.property(
        facts,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        ([a, b, c], off, up) =>
          void expect(
            failing(templates, [a, b, c, a + b + c + (up ? off : -off)].map(String), isWrong("sum")),
          ).toEqual([]),
      ),
      runs,
    );
  });
});

describe("means of unequal groups", () => {
  const facts = fc
    .tuple(
      fc.integer({ min: 10, max: 90 }),
      fc.integer({ min: 10, max: 90 }),
      fc.integer({ min: 10, max: 60 }),
      fc.integer({ min: 200, max: 400 }),
    )
    .filter(([p, q]) => Math.abs(p - q) > 10);
  const templates: Template[] = [
    (p, q, n, m, mean) => `Team A (${n} people) ${p}%, team B (${m} people) ${q}%, average ${mean}%.`,
    (p, q, n, m, mean) => `A组${n}人达标率${p}%，B组${m}人达标率${q}%，平均${mean}%。`,
    (p, q, n, m, mean) => `Team,People,Rate\nA,${n},${p}%\nB,${m},${q}%\nAverage,,${mean}%`,
  ];

  it("weighted stand, plain are found", () => {
    fc.assert(
      fc.property(facts, ([p, q, n, m]) => {
        const weighted = ((p * n + q * m) / (n + m)).toFixed(1);
        expect(
          failing(
            templates,
            [p, q, n, m].map(String).concat(weighted),
            (text) => !isWrong("mean_of_rates")(text),
          ),
        ).toEqual([]);
        expect(
          failing(
            templates,
            [p, q, n, m].map(String).concat(((p + q) / 2).toFixed(1)),
            isWrong("mean_of_rates"),
          ),
        ).toEqual([]);
      }),
      runs,
    );
  });
});

describe("any text", () => {
  it("is read without failing, and every place lies in it", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ..."从到至由升降高低%％个百分点0123456789.,，。 人n=r(（)）|\n\tfromtobydown+-×/：;万亿成倍",
          ),
          { maxLength: 60 },
        ),
        (characters) => {
          const text = characters.join("");
          fc.pre(text.trim() !== "");
          for (const { spans } of checkClaims(text).findings)
            for (const { start, end } of spans) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  it("of three hundred claims is read in a moment", () => {
    const text =
      "Turnover fell from 35 % to 25 %, down 30 % (n = 100 each). 离职率从35%降至25%，下降30%。\n".repeat(
        150,
      );
    const start = performance.now();
    expect(checkClaims(text).counts.wrong).toBe(300);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
