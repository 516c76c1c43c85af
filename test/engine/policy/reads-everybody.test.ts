// Who may fit models and see company-wide figures of people: rights on everybody, not on a part or on one's own reports.
import { describe, expect, it } from "vitest";
import { readsEverybody, type Reader } from "../../../engine/metrics/reader.js";

describe("person-level rights on the whole company", () => {
  it.each<[Omit<Reader, "id">, boolean]>([
    [{ rights: "person" }, true],
    [{ rights: "person", scope: "V3" }, false],
    [{ rights: "person", manages: "E7" }, false],
    [{ rights: "group" }, false],
    [{ rights: "group", person: "V3" }, false],
  ])("%o: %s", (rights, expected) => {
    expect(readsEverybody({ id: "somebody", ...rights })).toBe(expected);
  });
});
