// Rows → lists by employee.
export type ByEmployee<T> = Map<string, T>;

export function push<T>(into: Map<string, T[]>, key: string, value: T): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}
