// Text → the same text inside HTML, in elements and attributes.
const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!);
