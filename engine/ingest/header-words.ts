// A header in English → its words in one spelling and any order: "Date of Joining", "join_dt" and "JoiningDate" are the same.

/** Abbreviations and inflections that HR exports use for the same word. */
const sameWord: Record<string, string> = {
  dt: "date",
  emp: "employee",
  empl: "employee",
  employees: "employee",
  no: "number",
  num: "number",
  nbr: "number",
  nr: "number",
  dept: "department",
  departments: "department",
  mgr: "manager",
  org: "organisation",
  organization: "organisation",
  loc: "location",
  term: "termination",
  terminated: "termination",
  separated: "separation",
  yrs: "years",
  yr: "years",
  year: "years",
  mths: "months",
  hired: "hire",
  hiring: "hire",
  joining: "join",
  joined: "join",
  leaving: "leave",
  left: "leave",
  departure: "leave",
  exited: "exit",
  cd: "code",
  desc: "description",
  qty: "count",
};
const filler = new Set(["of", "the", "in", "at", "for", "is", "original", "orig", "actual", "current"]);

/** Undefined for headers without Latin words. */
export function headerWords(header: string): string | undefined {
  const words = header
    .normalize("NFKC")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !filler.has(word))
    .map((word) => sameWord[word] ?? word);
  if (words.length === 0 || /[^\p{ASCII}]/u.test(header.normalize("NFKC"))) return undefined;
  return [...new Set(words)].sort().join(" ");
}
