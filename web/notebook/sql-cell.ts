// Text of an `sql` cell + parameters → title and statement. A parameter is a value there, never a piece of SQL.

export interface SqlCell {
  /** From a first line `-- title: …`. */
  title: string;
  statement: string;
}

/** `${from}` becomes a number where it is one, else a quoted text: what a reader types cannot end the quotation. */
export function sqlCell(text: string, parameters: Record<string, string>): SqlCell {
  const title = /^\s*--\s*title:\s*(.*)\n/.exec(text);
  const body = title ? text.slice(title[0].length) : text;
  return {
    title: fill(title?.[1]?.trim() ?? "", parameters, (value) => value),
    statement: fill(body.trim(), parameters, valueText),
  };
}

const fill = (text: string, parameters: Record<string, string>, write: (value: string) => string): string =>
  text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? write(parameters[name]!) : whole,
  );

const valueText = (value: string): string =>
  /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
