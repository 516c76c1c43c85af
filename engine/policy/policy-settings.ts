// The part of rapport.yml that says who may read what: users, roles, purpose, release of groups.
import { z } from "zod";

const names = z.array(z.string().min(1)).default([]);

export const roleSchema = z.strictObject({
  /** Dimensions, metrics or columns that the role may not use at all. */
  hide: names,
  /** Dimensions whose values the role sees as pseudonyms. */
  mask: names,
  /** True: exact numbers and rows only with a purpose, which goes into the journal. */
  purpose: z.boolean().optional(),
});

export const userSchema = z
  .strictObject({
    id: z.string().min(1),
    name: z.string().optional(),
    role: z.string().optional(),
    rights: z.enum(["person", "group"]),
    /** org_unit_id that the rights are limited to; the whole company when left out. */
    scope: z.string().optional(),
    /** For rights: group, the unit within which the user reads exact numbers. */
    person: z.string().optional(),
    /** Employee whose direct and indirect reports are the user's rows, as of each month. */
    manages: z.string().optional(),
    past: z.enum(["own_months", "current_team"]).optional(),
    /** The user's own employee number: they see what is predicted about them, and who looked. */
    employee: z.string().min(1).optional(),
    hide: names.optional(),
    mask: names.optional(),
  })
  .refine((user) => user.rights === "person" || user.manages === undefined, {
    path: ["manages"],
    message:
      "rights: group needs a unit (scope); who somebody manages is no part of the tree that groups are released for",
  })
  .refine((user) => user.rights === "group" || user.person === undefined, {
    path: ["person"],
    message: "only with rights: group; for rights: person use scope",
  });

export const disclosureSchema = z.strictObject({
  /** Attributes in the order in which they get their turn; the first keep most detail. */
  attributes: z.array(z.string().min(1)).optional(),
  /** Day of the next month on which a month closes. */
  closeAfterDays: z.number().int().min(1).max(60).optional(),
});

export const purposeSchema = z.strictObject({
  /** True: readers with person-level rights give a purpose with each question. */
  required: z.boolean().default(false),
  /** Purposes that are accepted; any text when left out. */
  of: z.array(z.string().min(1)).optional(),
});

export type PolicyUser = z.infer<typeof userSchema>;
export type Role = z.infer<typeof roleSchema>;

/** What a user may not use, with what the role hides and masks, and whether a purpose is needed. */
export function usersWithRoles<U extends PolicyUser>(
  users: readonly U[],
  roles: Readonly<Record<string, Role>>,
  purposeRequired: boolean,
): (U & { needsPurpose?: boolean })[] {
  return users.map((user) => {
    const role = user.role === undefined ? undefined : roles[user.role];
    const hide = [...new Set([...(user.hide ?? []), ...(role?.hide ?? [])])];
    const mask = [...new Set([...(user.mask ?? []), ...(role?.mask ?? [])])];
    const needsPurpose = role?.purpose ?? purposeRequired;
    return {
      ...user,
      ...(hide.length > 0 && { hide }),
      ...(mask.length > 0 && { mask }),
      ...(needsPurpose && { needsPurpose }),
    };
  });
}
