// A person of another system + the employee list → the employee it is, with confidence and reasons; or candidates for a person to decide.
import type { Bilingual } from "../locale.js";
import {
  type Employee,
  numberDigits,
  type PersonEvidence,
  plainEmail,
  plainName,
  shortNumber,
} from "./person-evidence.js";

export type IdentityRule =
  | "number"
  | "number_spelling"
  | "number_digits_and_name"
  | "email"
  | "name_and_birth_date"
  | "decision";

/** Reasons for a candidate, or against it. */
export type IdentityReason =
  | "same_number"
  | "same_number_other_spelling"
  | "same_digits"
  | "same_email"
  | "same_name_and_birth_date"
  | "same_name"
  | "other_name"
  | "other_birth_date"
  | "not_the_only_one";

export const reasonTexts: Record<IdentityReason, Bilingual> = {
  same_number: { en: "same employee number", zh: "工号相同" },
  same_number_other_spelling: { en: "same employee number, written otherwise", zh: "工号相同，写法不同" },
  same_digits: { en: "same digits in the employee number", zh: "工号数字部分相同" },
  same_email: { en: "same e-mail address", zh: "邮箱相同" },
  same_name_and_birth_date: { en: "same name and date of birth", zh: "姓名与出生日期相同" },
  same_name: { en: "same name", zh: "姓名相同" },
  other_name: { en: "another name", zh: "姓名不同" },
  other_birth_date: { en: "another date of birth", zh: "出生日期不同" },
  not_the_only_one: { en: "others fit as well", zh: "另有其他人符合" },
};

export interface IdentityCandidate {
  employee: string;
  /** 0–1: a fixed value per rule, not a probability. */
  confidence: number;
  reasons: IdentityReason[];
}

export type IdentityMatch =
  | { is: "matched"; rule: IdentityRule; employee: string; confidence: number; reasons: IdentityReason[] }
  | { is: "ambiguous"; candidates: IdentityCandidate[] }
  | { is: "unknown" };

/** At and above it a match is taken without asking, when it is the only one and nothing speaks against it. */
export const sureEnough = 0.9;

const confidences = {
  same_number: 1,
  same_number_other_spelling: 0.97,
  same_email: 0.95,
  same_name_and_birth_date: 0.92,
  digits_and_name: 0.9,
  same_name: 0.5,
};

/** Indexes over the employee list, made once per import. */
export class EmployeeIndex {
  readonly #byNumber = new Map<string, Employee[]>();
  readonly #bySpelling = new Map<string, Employee[]>();
  readonly #byDigits = new Map<string, Employee[]>();
  readonly #byEmail = new Map<string, Employee[]>();
  readonly #byPerson = new Map<string, Employee[]>();
  readonly #byName = new Map<string, Employee[]>();

  constructor(employees: readonly Employee[]) {
    for (const employee of employees) {
      const { employee: number, email, name, birthDate } = employee;
      add(this.#byNumber, number, employee);
      add(this.#bySpelling, shortNumber(number), employee);
      add(this.#byDigits, numberDigits(number), employee);
      add(this.#byEmail, email && plainEmail(email), employee);
      add(this.#byName, name && plainName(name), employee);
      add(this.#byPerson, name && birthDate && `${plainName(name)} ${birthDate}`, employee);
    }
  }

  /** Deterministic: the same list and the same evidence give the same answer, whatever their order. */
  match(evidence: PersonEvidence): IdentityMatch {
    const candidates = this.#candidates(evidence);
    if (candidates.length === 0) return { is: "unknown" };
    const [best, ...others] = candidates as [IdentityCandidate, ...IdentityCandidate[]];
    const rivals = others.filter(
      (other) => other.confidence >= sureEnough || other.confidence === best.confidence,
    );
    const isDoubtful = best.reasons.includes("other_name") || best.reasons.includes("other_birth_date");
    if (best.confidence >= sureEnough && rivals.length === 0 && !isDoubtful)
      return { is: "matched", rule: ruleOf(best), ...best };
    if (rivals.length > 0) for (const rival of [best, ...rivals]) rival.reasons.push("not_the_only_one");
    return { is: "ambiguous", candidates };
  }

  /** Every employee for whom anything speaks, surest first. */
  #candidates(evidence: PersonEvidence): IdentityCandidate[] {
    const { number, email, name, birthDate } = evidence;
    const found = new Map<string, { employee: Employee; reasons: Set<IdentityReason> }>();
    const note = (reason: IdentityReason, employees: readonly Employee[] | undefined): void => {
      for (const employee of employees ?? []) {
        const entry = found.get(employee.employee) ?? { employee, reasons: new Set() };
        found.set(employee.employee, entry);
        entry.reasons.add(reason);
      }
    };
    if (number) {
      note("same_number", this.#byNumber.get(number.trim()));
      note("same_number_other_spelling", this.#bySpelling.get(shortNumber(number)));
    }
    const address = plainEmail(email ?? number ?? "");
    if (address) note("same_email", this.#byEmail.get(address));
    if (name) {
      note("same_name", this.#byName.get(plainName(name)));
      if (birthDate) note("same_name_and_birth_date", this.#byPerson.get(`${plainName(name)} ${birthDate}`));
    }
    // Equal digits say something only about somebody for whom something else speaks: every list counts from 1.
    const digits = number === undefined ? undefined : numberDigits(number);
    for (const employee of (digits && this.#byDigits.get(digits)) || [])
      found.get(employee.employee)?.reasons.add("same_digits");
    return [...found.values()]
      .map(({ employee, reasons }) => judged(employee, reasons, evidence))
      .sort((a, b) => b.confidence - a.confidence || (a.employee < b.employee ? -1 : 1));
  }
}

/** A weaker form of the same evidence says nothing beside a stronger one; a contradiction is a reason too. */
function judged(
  employee: Employee,
  reasons: Set<IdentityReason>,
  { name, birthDate }: PersonEvidence,
): IdentityCandidate {
  if (reasons.has("same_number")) reasons.delete("same_number_other_spelling");
  if (reasons.has("same_number") || reasons.has("same_number_other_spelling")) reasons.delete("same_digits");
  if (reasons.has("same_name_and_birth_date")) reasons.delete("same_name");
  const otherName = Boolean(name && employee.name && plainName(name) !== plainName(employee.name));
  const otherBirth = Boolean(birthDate && employee.birthDate && birthDate !== employee.birthDate);
  // People change names, and clerks mistype dates: with the same number only both together speak against it.
  const isSameNumber = reasons.has("same_number") || reasons.has("same_number_other_spelling");
  const contradicts = isSameNumber
    ? otherName && (otherBirth || !birthDate || !employee.birthDate)
    : otherName || otherBirth;
  const confidence = Math.max(
    ...[...reasons].map((reason) => confidences[reason as keyof typeof confidences] ?? 0),
    reasons.has("same_digits") && reasons.has("same_name") ? confidences.digits_and_name : 0,
  );
  if (contradicts && otherName) reasons.add("other_name");
  if (contradicts && otherBirth) reasons.add("other_birth_date");
  return { employee: employee.employee, confidence, reasons: [...reasons] };
}

function ruleOf({ reasons }: IdentityCandidate): IdentityRule {
  if (reasons.includes("same_number")) return "number";
  if (reasons.includes("same_number_other_spelling")) return "number_spelling";
  if (reasons.includes("same_email")) return "email";
  return reasons.includes("same_name_and_birth_date") ? "name_and_birth_date" : "number_digits_and_name";
}

function add(index: Map<string, Employee[]>, key: string | undefined, employee: Employee): void {
  if (!key) return;
  const list = index.get(key);
  if (list) list.push(employee);
  else index.set(key, [employee]);
}
