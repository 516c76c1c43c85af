// The catalogue's protected characteristics: what the law names, apart from what readers of groups are not offered; no model takes one.
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../engine/metrics/catalogue.js";
import { attritionInputs, excludedInputs, glassInputs } from "../../models/attrition-inputs.js";
import { protectedCharacteristics } from "../../models/protected-characteristics.js";
import { behaviours, hiringTraits } from "../../models/traits/behaviours.js";
import { isProtectedName } from "../../models/traits/trait-data.js";

const catalogue = loadCatalogue();
const found = protectedCharacteristics(catalogue);

describe("protected characteristics", () => {
  it("are sex and age; education is personal, but not one of them", () => {
    expect(found.map(({ id }) => id)).toEqual(["gender", "age_band", "age"]);
    expect(catalogue.dimensions.get("education")).toMatchObject({ disclosure: "protected" });
    expect(found[0].groups.map(({ name }) => name)).toEqual(["female", "male", "other"]);
    for (const { id } of found) expect(catalogue.dimensions.get(id)!.disclosure).toBe("protected");
  });

  it("are every dimension whose name says so, and no other", () => {
    const named = [...catalogue.dimensions.values()].filter(
      ({ column, label }) => isProtectedName(column) || isProtectedName(label.zh),
    );
    expect(named.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  it("are inputs of no model, and attrition's card says so", () => {
    const taken = [...attritionInputs, ...glassInputs, ...behaviours, ...hiringTraits].map(
      ({ id }) => id as string,
    );
    for (const { id, column } of found)
      expect([id, taken.includes(id) || taken.includes(column)]).toEqual([id, false]);
    const excluded = excludedInputs.flatMap(({ name }) => name.split(", "));
    for (const { column } of found) expect(excluded).toContain(column.replace(/_band$/, ""));
  });
});
