// A release and the members it was made of → the people of each cell, counted again by the release's words alone.
import { unitAt, type Member } from "../../../engine/disclosure/membership.js";
import type { Release } from "../../../engine/disclosure/release.js";
import { attributes } from "./random-membership.js";

export function cellsOf(release: Release, members: readonly Member[]): number[][] {
  return release.tables.flatMap((table) => {
    const a = attributes.findIndex(({ name }) => name === table.attribute);
    return table.blocks.flatMap((units) =>
      table.groups.map((values) =>
        members.flatMap(({ orgPath, values: own }, person) => {
          const unit = unitAt(["*", ...orgPath!.slice(1)], table.depth);
          return units.includes(unit) && (a < 0 || values.includes(own[a])) ? [person] : [];
        }),
      ),
    );
  });
}
