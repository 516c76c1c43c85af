// A well-formed framework → the first rule that it breaks: ids once, names of one dimension only, levels on the scale.
import type { RapportError } from "../../engine/errors.js";
import type { At, CatalogueSource } from "../../engine/metrics/catalogue-source.js";
import { competencyErrors } from "./competency-errors.js";
import { plainName } from "./dimension-names.js";
import type { Framework } from "./framework.js";

export function checkFramework(
  source: CatalogueSource,
  at: At,
  framework: Framework,
): RapportError | undefined {
  const { scale, dimensions, roles } = framework;
  if (scale.from >= scale.to)
    return source.error(competencyErrors.framework_scale_reversed, [...at, "scale"], { ...scale });
  const repeated =
    idTwice(source, [...at, "dimensions"], dimensions) ??
    idTwice(source, [...at, "roles"], roles) ??
    dimensions
      .map((dimension, d) => idTwice(source, [...at, "dimensions", d, "items"], dimension.items))
      .find(Boolean);
  return repeated ?? nameTwice(source, at, framework) ?? levels(source, at, framework);
}

function idTwice(
  source: CatalogueSource,
  at: At,
  parts: readonly { id: string }[],
): RapportError | undefined {
  for (const [i, { id }] of parts.entries()) {
    const first = parts.findIndex((part) => part.id === id);
    if (first < i)
      return source.error(competencyErrors.framework_id_taken, [...at, i, "id"], {
        id,
        first: source.lineOf([...at, first, "id"]),
      });
  }
  return undefined;
}

function nameTwice(source: CatalogueSource, at: At, { dimensions }: Framework): RapportError | undefined {
  const owner = new Map<string, string>();
  for (const [d, { id, label, synonyms }] of dimensions.entries()) {
    const named: [string, At][] = [
      [id, ["id"]],
      [label.en, ["label", "en"]],
      [label.zh, ["label", "zh"]],
      ...synonyms.map((name, i): [string, At] => [name, ["synonyms", i]]),
    ];
    for (const [name, place] of named) {
      const one = owner.get(plainName(name));
      if (one !== undefined && one !== id)
        return source.error(competencyErrors.framework_name_taken, [...at, "dimensions", d, ...place], {
          name,
          one,
          other: id,
        });
      owner.set(plainName(name), id);
    }
  }
  return undefined;
}

function levels(
  source: CatalogueSource,
  at: At,
  { id, scale, dimensions, roles }: Framework,
): RapportError | undefined {
  const known = dimensions.map((dimension) => dimension.id);
  for (const [r, role] of roles.entries())
    for (const [dimension, level] of Object.entries(role.required)) {
      const place = [...at, "roles", r, "required", dimension];
      if (!known.includes(dimension))
        return source.error(competencyErrors.framework_dimension_unknown, place, {
          role: role.id,
          dimension,
          framework: id,
          known,
        });
      if (level < scale.from || level > scale.to)
        return source.error(competencyErrors.framework_level_outside, place, { level, ...scale });
    }
  return undefined;
}
