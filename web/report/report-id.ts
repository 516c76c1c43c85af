// A report's name → the id of its file.
/** Letters and digits kept, the rest hyphens; Chinese names get a short hash. */
export function reportId(name: string, taken: readonly string[]): string {
  const latin = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  let hash = 2166136261;
  for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619);
  const stem =
    /^[\p{ASCII}]*$/u.test(name) && latin
      ? latin
      : `${latin ? `${latin}-` : "report-"}${(hash >>> 0).toString(36)}`;
  let id = stem;
  for (let next = 2; taken.includes(id); next++) id = `${stem}-${next}`;
  return id;
}
