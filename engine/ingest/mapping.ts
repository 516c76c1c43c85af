// YAML that says which columns of which files mean what → a checked mapping; a mapping → YAML. The language is explained in datasets/mappings/README.md.
import { LineCounter, parseDocument, stringify } from "yaml";
import { z } from "zod";
import { contractOf, contracts } from "../../datasets/contracts/index.js";
import { fail } from "./ingest-errors.js";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const dateOrder = z.enum(["ymd", "dmy", "mdy"]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected YYYY-MM-DD");

const columnSchema = z.union([
  z.string(),
  z.strictObject({ const: scalar }),
  z.strictObject({ snapshot_date: z.literal(true) }),
  z.strictObject({ standard_day: z.literal(true) }),
  z.strictObject({ years_before_snapshot: z.string() }),
  z.strictObject({ months_before_snapshot: z.string() }),
  z.strictObject({
    from: z.string(),
    values: z.record(z.string(), scalar.nullable()).optional(),
    format: dateOrder.optional(),
    derived: z.boolean().optional(),
  }),
]);

const tableSchema = z.strictObject({
  table: z.enum(contracts.map((c) => c.table) as [string, ...string[]]),
  columns: z.record(z.string(), columnSchema).default({}),
  /** Headers by which the person is recognised beside, or in place of, the employee number. */
  identity: z
    .strictObject({
      email: z.string().optional(),
      name: z.string().optional(),
      birth_date: z.string().optional(),
    })
    .optional(),
  when: z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])).optional(),
  unpivot: z
    .strictObject({
      id: z.record(z.string(), z.string()),
      names_to: z.string(),
      values_to: z.string(),
      columns: z.array(z.string()).min(1).optional(),
    })
    .optional(),
  absent: z
    .strictObject({
      kind: z.enum(["leave", "sick", "unexcused"]),
      holiday_share: z.number().gt(0.5).max(1).default(0.9),
    })
    .optional(),
});

const fileSchema = z.strictObject({
  match: z.union([z.string(), z.array(z.string()).min(1)]),
  sheet: z.string().optional(),
  /** Name of the source system, e.g. crm: a decision on one of its people holds for all of its tables. */
  system: z
    .string()
    .regex(/^[\w-]{1,40}$/, "expected letters, digits, _ or -")
    .optional(),
  missing: z.array(z.string()).optional(),
  date_format: dateOrder.optional(),
  ignore: z.array(z.string()).optional(),
  tables: z.array(tableSchema).min(1),
});

export const mappingSchema = z.strictObject({
  snapshot: z
    .strictObject({
      date: day.optional(),
      observation_months: z.number().int().min(1).max(120).default(12),
      exits_observed_from: z
        .string()
        .regex(/^\d{4}-\d{2}$/, "expected YYYY-MM")
        .optional(),
    })
    .optional(),
  missing: z.array(z.string()).default([]),
  date_format: dateOrder.optional(),
  ignore: z.array(z.string()).default([]),
  files: z.array(fileSchema).min(1),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type MappingFile = Mapping["files"][number];
export type MappingTable = MappingFile["tables"][number];
export type MappingColumn = z.infer<typeof columnSchema>;

/** Checks the YAML against the schema and every table and column name against the contracts. */
export function parseMapping(text: string, file: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (where: readonly PropertyKey[]): number => {
    for (let depth = where.length; depth >= 0; depth--) {
      const node = document.getIn(where.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const broken = document.errors[0];
  if (broken)
    throw fail.mapping_invalid({
      file,
      line: broken.linePos?.[0].line ?? 1,
      setting: "YAML",
      found: broken.message.split("\n")[0]!,
    });
  const checked = mappingSchema.safeParse(document.toJS() ?? {});
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw fail.mapping_invalid({
      file,
      line: lineOf(issue.path),
      setting: issue.path.join(".") || "mapping",
      found: issue.message,
    });
  }
  for (const [i, entry] of checked.data.files.entries())
    for (const [j, { table, columns, unpivot }] of entry.tables.entries()) {
      const known = contractOf(table)!.columns.map((c) => c.name);
      const named = [
        ...Object.keys(columns),
        ...(unpivot ? [...Object.keys(unpivot.id), unpivot.names_to, unpivot.values_to] : []),
      ];
      const odd = named.find((name) => !known.includes(name));
      if (odd === undefined) continue;
      throw fail.mapping_invalid({
        file,
        line: lineOf(["files", i, "tables", j, "columns", odd]),
        setting: `${table}.${odd}`,
        found: `no such column; ${table} has ${known.join(", ")}`,
      });
    }
  return checked.data;
}

const remark = `# Which columns of which files mean what. Check it, then: rapport import FILES -w DIR --mapping THIS-FILE
# Left: column of Rapport's table. Right: header in your file, or {const: …}, {years_before_snapshot: Age},
# {snapshot_date: true}, {from: Header, values: {Yours: ours}}. Full description: datasets/mappings/README.md
`;

export function mappingText(mapping: Mapping): string {
  const { missing, ignore, ...rest } = mapping;
  const { files, ...head } = rest;
  return (
    remark +
    stringify({
      ...head,
      ...(missing.length > 0 ? { missing } : {}),
      ...(ignore.length > 0 ? { ignore } : {}),
      files,
    })
  );
}

/** `*` and `?` as in file names, against the whole relative name or its last part; case does not count. */
export function matchesGlob(name: string, glob: string): boolean {
  const pattern = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const whole = new RegExp(`^${pattern}$`, "iu");
  return whole.test(name) || whole.test(name.slice(name.lastIndexOf("/") + 1));
}
