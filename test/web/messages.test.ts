// Every message exists in both languages and speaks of the same things.
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { messages } from "../../web/client/messages/index.js";

type Node = { type: number; value: string; options?: Record<string, { value: Node[] }> };
const argument = { literal: 0, pound: 7 };

/** Names of all placeholders, those inside plural and select branches too. */
function placeholders(nodes: Node[]): string[] {
  return nodes.flatMap((node) => [
    ...(node.type !== argument.literal && node.type !== argument.pound ? [node.value] : []),
    ...Object.values(node.options ?? {}).flatMap(({ value }) => placeholders(value)),
  ]);
}

const parsed = (text: string, locale: string): string[] => [
  ...new Set(placeholders(new IntlMessageFormat(text, locale).getAst() as unknown as Node[])),
];

describe("the catalogue of messages", () => {
  const entries = Object.entries(messages);

  it("is not empty", () => expect(entries.length).toBeGreaterThan(150));

  it.each(entries)("%s exists in both languages with the same placeholders", (_key, { en, zh }) => {
    expect(en.trim()).not.toBe("");
    expect(zh.trim()).not.toBe("");
    // A plural may steer only one of the languages: every placeholder that prints must be known to the other.
    const [inEn, inZh] = [parsed(en, "en"), parsed(zh, "zh-CN")];
    const steering = /^(count|n|days|hiresCount|all|direction|chance|change|level|others|perYear)$/;
    expect(inZh.filter((name) => !steering.test(name)).sort()).toEqual(
      inEn.filter((name) => !steering.test(name)).sort(),
    );
  });

  it.each(entries)("%s is Chinese in Chinese and not in English", (_key, { en, zh }) => {
    expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    const onlyNames = /^[\sA-Za-z0-9{}#%/…,.:=（）()～→–-]*$/;
    expect(onlyNames.test(zh) || /[\u4e00-\u9fff（）：，、]/.test(zh)).toBe(true);
  });
});
