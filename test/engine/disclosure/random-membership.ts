// A seed → a company's month: units four deep with heads above teams, attributes that go together with units and level.
import type { Attribute, Member } from "../../../engine/disclosure/membership.js";
import type { NamedMember } from "../../../engine/disclosure/release.js";

/** Numbers 0 ≤ x < 1; the tests' own generator (xorshift32). */
export function randomFrom(seed: number): () => number {
  let x = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 4_294_967_296;
  };
}

export const attributes: Attribute[] = [
  { name: "gender", order: ["female", "male"] },
  { name: "tenure_band", order: ["<1y", "1-3y", "3-5y", "5-10y", "10y+"] },
  { name: "level" },
  { name: "age_band", order: ["<25", "25-34", "35-44", "45-54", "55+"] },
  { name: "job_family" },
  { name: "site" },
];

/** Teams of 5 to 12, departments of 3 to 5 teams and at least 12 people, a head in each department and division. */
export function randomMembers(people: number, seed: number): NamedMember[] {
  const random = randomFrom(seed);
  const members: NamedMember[] = [];
  const pick = <T>(list: readonly T[], skew = 1): T => list[Math.floor(random() ** skew * list.length)];
  const add = (orgPath: string[], names: (string | null)[], level?: number): void => {
    const family = pick(["finance", "it", "sales", "service"]);
    members.push({
      id: `E${members.length}`,
      orgPath,
      names,
      values: [
        random() < (family === "it" ? 0.3 : 0.5) ? "female" : "male",
        pick(attributes[1].order!, 1.3),
        level ?? 1 + Math.floor(random() ** 1.8 * 6),
        pick(attributes[3].order!),
        family,
        pick(["北京", "上海", "深圳"], 1.5),
      ],
    });
  };
  for (let division = 0; members.length < people; division++) {
    const [d, size] = [`D${division}`, Math.max(8, Math.min(people / 2, 120 + random() * 80))];
    const end = Math.min(people, members.length + size);
    add(["C", d], [d, d, d], 7);
    for (let department = 0; members.length < end; department++) {
      const p = `${d}.${department}`;
      add(["C", d, p], [d, p, p], 6);
      const isLast = end - members.length < 60;
      for (let team = 0; members.length < end; team++) {
        if (!isLast && team >= 3 + random() * 3) break;
        const t = `${p}.${team}`;
        const many = end - members.length < 18 ? end - members.length : 5 + random() * 8;
        for (let i = 0; i < many && members.length < end; i++) add(["C", d, p, t], [d, p, t]);
      }
    }
  }
  return members;
}

/** The same people in another order. */
export function shuffled(members: readonly Member[], seed: number): Member[] {
  const random = randomFrom(seed);
  return members
    .map((member) => ({ member, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ member }) => member);
}
