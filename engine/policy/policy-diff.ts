// Two versions of rapport.yml → who gains and who loses what, spelled out on the units and fields there are.
import type { Catalogue } from "../metrics/catalogue.js";
import { readerNamed, type Reader } from "../metrics/reader.js";
import { capabilitiesOf, type Capability } from "./capabilities.js";
import type { OrgUnitNow } from "./org-units.js";

export interface PolicyVersion {
  k: number;
  users: Reader[];
}

export interface UserChange {
  user: string;
  /** Not in the other version. */
  isNew: boolean;
  isGone: boolean;
  gains: Capability[];
  loses: Capability[];
}

/** Users whose rights differ, in the order of the new version; those who are gone last. */
export function policyDiff(
  before: PolicyVersion,
  after: PolicyVersion,
  units: readonly OrgUnitNow[],
  catalogue: Catalogue,
): UserChange[] {
  const ids = [...new Set([...after.users, ...before.users].map(({ id }) => id))];
  return ids.flatMap((user): UserChange[] => {
    const had = rightsOf(before, user, units, catalogue);
    const has = rightsOf(after, user, units, catalogue);
    const gains = topmost(missing(has ?? [], had ?? []));
    const loses = topmost(missing(had ?? [], has ?? []));
    if (gains.length === 0 && loses.length === 0) return [];
    return [{ user, isNew: had === undefined, isGone: has === undefined, gains, loses }];
  });
}

function rightsOf(
  { users, k }: PolicyVersion,
  id: string,
  units: readonly OrgUnitNow[],
  catalogue: Catalogue,
): Capability[] | undefined {
  if (!users.some((user) => user.id === id)) return undefined;
  return capabilitiesOf(readerNamed(users, id), units, catalogue, k);
}

const keyOf = ({ kind, of }: Capability): string => `${kind} ${of}`;

function missing(list: readonly Capability[], from: readonly Capability[]): Capability[] {
  const known = new Set(from.map(keyOf));
  return list.filter((capability) => !known.has(keyOf(capability)));
}

/** A unit whose superior unit changes hands in the same way goes without saying. */
function topmost(list: readonly Capability[]): Capability[] {
  const isTold = (capability: Capability): boolean =>
    capability.path !== undefined &&
    list.some(
      (other) =>
        other !== capability &&
        other.kind === capability.kind &&
        other.path !== undefined &&
        (other.path[0] === "*" ||
          (other.path.length < capability.path!.length && capability.path!.includes(other.path.at(-1)!))),
    );
  return list.filter((capability) => !isTold(capability));
}
