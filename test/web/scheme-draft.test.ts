import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  draftValue,
  newScheme,
  weightSum,
  withField,
  withItem,
  withItemMoved,
  withNewVersion,
  withoutItem,
} from "../../web/client/schemes/scheme-draft.js";
import { checkSchemeText } from "../../models/schemes/scheme-files.js";
import { loadCatalogue } from "../../engine/index.js";

const folder = new URL("../../queries/schemes/", import.meta.url);
const shipped = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(new URL(file, folder), "utf8"),
}));

const ids = (written: string) => draftValue(written)!.versions![0]!.indicators!.map(({ id }) => id);

describe("a scheme's text and its form", () => {
  it("changes one field and nothing else, whatever the file: comments and other versions stay", () => {
    for (const { text } of shipped) {
      const before = draftValue(text)!;
      const path = ["versions", 0, "indicators", 0, "weight"];
      const after = withField(text, path, 12.5);
      // parts named twice in the text are one object in the value: made two, as the form makes them
      const expected = JSON.parse(JSON.stringify(before)) as typeof before;
      expected.versions![0]!.indicators![0]!.weight = 12.5;
      expect(draftValue(after)).toEqual(expected);
      expect(after.split("\n")[0]).toBe(text.split("\n")[0]);
    }
  });

  it("setting what is there already keeps the scheme", () => {
    for (const { file, text } of shipped) {
      const kept = withField(text, ["period"], draftValue(text)!.period);
      expect(draftValue(kept)).toEqual(draftValue(text));
      const { problems } = checkSchemeText(kept, { file, catalogue: loadCatalogue() });
      expect(problems.map(({ message }) => message)).toEqual([]);
    }
  });

  it("moves, adds and takes away as an array does", () => {
    const { text } = shipped.find(({ file }) => file === "service-sales.yml")!;
    const path = ["versions", 0, "indicators"];
    fc.assert(
      fc.property(fc.nat(ids(text).length - 1), fc.nat(ids(text).length - 1), (from, to) => {
        const order = ids(text);
        const [moved] = order.splice(from, 1);
        order.splice(to, 0, moved);
        expect(ids(withItemMoved(text, path, from, to))).toEqual(order);
      }),
      { numRuns: 10 },
    );
    expect(ids(withItem(text, path, { id: "extra" })).at(-1)).toBe("extra");
    expect(ids(withoutItem(text, [...path, 1]))).toEqual(ids(text).filter((_, i) => i !== 1));
  });

  it("a new version is a copy with its own months; the old one is untouched", () => {
    const { text } = shipped.find(({ file }) => file === "service-sales.yml")!;
    const before = draftValue(text)!.versions!;
    const after = draftValue(
      withNewVersion(text, 0, { version: "next", effective_from: "2027-01" }),
    )!.versions!;
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      version: "next",
      effective_from: "2027-01",
      indicators: before[0]!.indicators,
    });
  });

  it("what is no YAML leaves the form waiting and the text alone", () => {
    const broken = "id: [x\nversions: }";
    expect(draftValue(broken)).toBeNull();
    expect(withField(broken, ["id"], "y")).toBe(broken);
    expect(draftValue("- 1")).toBeNull();
  });

  it("adds weights without binary dust, and begins a scheme that holds", () => {
    expect(weightSum([33.33, 33.33, 33.34])).toBe(100);
    expect(weightSum([40, 10, 30, 5, 10, 5, 5])).toBe(105);
    const { problems } = checkSchemeText(newScheme("revenue"), {
      file: "new-scheme.yml",
      catalogue: loadCatalogue(),
    });
    expect(problems.map(({ message }) => message)).toEqual([]);
  });
});
