// The tree in README.md, read as the order of the rooms: imports point only upward in it, and there are no cycles.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Rooms in order, from the fenced tree in README.md: a line `engine/` or, indented, `  spine/`. */
function treeOfReadme(): string[] {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const block = /```tree\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!block) throw new Error("README.md needs a ```tree block with the rooms in order");
  const rooms: string[] = [];
  let top = "";
  for (const line of block.split("\n")) {
    const match = /^( *)([\w-]+)\//.exec(line);
    if (!match) continue;
    if (match[1] === "") top = match[2];
    rooms.push(match[1] === "" ? top : `${top}/${match[2]}`);
  }
  return rooms;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(name);
    return /\.(ts|mjs)$/.test(entry.name) ? [name] : [];
  });
}

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const found: Import[] = [];
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:([^"';]*?)\s+from\s+)?"([^"]+)"|import\("([^"]+)"\)/g;
  for (const match of text.matchAll(pattern)) {
    const specifier = match[4] ?? match[5];
    const names = match[3] ?? "";
    const inline = /^\{([\s\S]*)\}$/.exec(names.trim());
    const allInlineTypes = inline
      ? inline[1]
          .split(",")
          .filter((n) => n.trim())
          .every((n) => n.trim().startsWith("type "))
      : false;
    found.push({
      from: file,
      to: specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, ".ts")
        : specifier,
      typeOnly: Boolean(match[2]) || allInlineTypes,
    });
  }
  return found;
}

const rooms = treeOfReadme();
const tops = [...new Set(rooms.map((room) => room.split("/")[0]))];
const files = tops.filter((t) => t !== "test").flatMap(sourceFiles);
const imports = files.flatMap(importsOf);
const local = imports.filter((i) => tops.some((top) => i.to.startsWith(`${top}/`)));

/** The deepest room of the tree that holds the file. */
const roomOf = (file: string): string => {
  const parts = file.split("/");
  const nested = `${parts[0]}/${parts[1]}`;
  return parts.length > 2 && rooms.includes(nested) ? nested : parts[0];
};

/** Place of the file's room among the rooms. */
const topIndex = (file: string): number => tops.indexOf(file.split("/")[0]);

describe("the house", () => {
  it("names every folder of the rooms in README's tree", () => {
    const folders = new Set(files.map((f) => path.posix.dirname(f)).filter((f) => f.split("/").length === 2));
    expect([...folders].filter((f) => !rooms.includes(f))).toEqual([]);
  });

  it("imports only upward in the tree", () => {
    const downward = local.filter((i) => topIndex(i.to) > topIndex(i.from));
    expect(downward.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
    // Inside a room, folders may use the room's own top files and the folders above them in the tree.
    const inside = local.filter((i) => {
      const [from, to] = [roomOf(i.from), roomOf(i.to)];
      return (
        from !== to &&
        from.split("/")[0] === to.split("/")[0] &&
        from.includes("/") &&
        to.includes("/") &&
        !i.typeOnly &&
        rooms.indexOf(to) > rooms.indexOf(from)
      );
    });
    expect(inside.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
  });

  it("resolves every local import to a file that exists", () => {
    const known = new Set(files);
    const missing = local.filter(
      (i) => /\.(ts|mjs)$/.test(i.to) && !known.has(i.to) && !i.to.startsWith("dist/"),
    );
    expect(missing.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
  });

  it("has no import cycle between files", () => {
    const graph = new Map<string, string[]>();
    for (const i of local) if (!i.typeOnly) graph.set(i.from, [...(graph.get(i.from) ?? []), i.to]);
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
        return;
      }
      state.set(file, "open");
      for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
      state.set(file, "done");
    };
    for (const file of graph.keys()) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it("promise 8: lets only engine/database.ts talk to the database driver", () => {
    const users = imports.filter((i) => /^@duckdb\/|^@clickhouse\/|^chdb/.test(i.to)).map((i) => i.from);
    expect([...new Set(users)]).toEqual(["engine/database.ts"]);
  });

  it("keeps the engine, models and Node out of the browser but for pure files", () => {
    const pure = new Set([
      "engine/locale.ts",
      "engine/metrics/unit.ts",
      "engine/metrics/format-number.ts",
      "engine/metrics/format-effect.ts",
      "engine/metrics/metric-query.ts",
      "engine/metrics/false-discovery.ts",
      "engine/metrics/rising-order.ts",
      "engine/metrics/tail-probability.ts",
      "models/evidence/card-words.ts",
      "models/month-words.ts",
      "models/progress/number-words.ts",
      "models/progress/sheet-labels.ts",
      "models/progress/sheet-view.ts",
      "models/progress/sheet-words.ts",
    ]);
    const browser = local.filter((i) => /^web\/(client|report)\//.test(i.from) && !i.from.endsWith(".mjs"));
    const heavy = browser.filter(
      (i) => !i.typeOnly && !/^web\/(client|report)\//.test(i.to) && !pure.has(i.to),
    );
    expect(heavy.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
    const node = imports.filter(
      (i) => /^web\/(client|report)\/.*\.ts$/.test(i.from) && i.to.startsWith("node:"),
    );
    expect(node.map((i) => `${i.from} → ${i.to}`)).toEqual([]);
  });

  it("reads files with fetch in one place of the browser", () => {
    const callers = files.filter(
      (f) => f.startsWith("web/client/") && /\bfetch\(/.test(readFileSync(path.join(root, f), "utf8")),
    );
    expect(callers).toEqual(["web/client/api.ts"]);
  });

  it("has no file named after nothing in particular", () => {
    expect(
      files.filter((f) => /(^|\/)(utils?|helpers?|common|misc|lib|shared|manager)(\.|\/|$)/.test(f)),
    ).toEqual([]);
  });
});
