// The distinct values of a column → what it holds: which kinds of identifiers, in how many of its cells, and whether it is a column of names.
import { findSensitive } from "./find-sensitive.js";
import { cellIsName, couldBeName } from "./name.js";
import { type SensitiveKind, sensitiveKinds, type Sighting } from "./sensitive-kind.js";

export interface ColumnJudgement {
  /** Cells that hold at least one identifier of the kind. */
  counts: Partial<Record<SensitiveKind, number>>;
  /** Cells looked at. */
  cells: number;
  /** All that the column holds are names: cells that no list knows are names too. */
  isNameColumn: boolean;
  /** Short labels (units, cities, jobs): a label that looks like a name is none. */
  isLabelColumn: boolean;
}

/** Headers that say “a person's name”; 公司名称, course name and the like name other things. */
const personHeader =
  /^(姓名|名字|.*姓名|联系人|负责人|经办人|申请人|审批人|收件人|收款人|持卡人|户名|导师|面试官|推荐人|直属上级|上级|主管|经理|销售|业务员|销售员|班主任|讲师|评价人|被评价人|汇报人|姓|名|曾用名|英文名)$|^(full|first|last|given|family|middle|preferred|legal|employee|staff|worker|person|manager|supervisor|contact|customer contact|candidate|emergency contact|trainer|rater|reviewer|coach|coachee|sur)[ _-]?name$|^(name|contact|contact person|manager|supervisor|trainer|coach|reviewer|surname|account holder|sales rep|owner)$/i;

export function judgeColumn(values: readonly string[], header: string): ColumnJudgement {
  const cells = values.map((v) => v.trim()).filter((v) => v !== "");
  const counts: ColumnJudgement["counts"] = {};
  const isNameColumn = holdsNames(cells, header);
  const isLabelColumn = !isNameColumn && cells.length >= 3 && cells.filter(isLabel).length > cells.length / 2;
  for (const cell of cells) {
    const kinds = new Set(sightingsIn(cell, header, { isNameColumn, isLabelColumn }).map((s) => s.kind));
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { counts, cells: cells.length, isNameColumn, isLabelColumn };
}

/** A few words without punctuation: a unit, a city, a job, a product. */
const isLabel = (cell: string): boolean =>
  /\p{Script=Han}/u.test(cell) ? cell.length <= 8 : cell.length <= 32 && cell.split(/\s+/).length <= 4;

/** The identifiers of one cell, read in the light of its column. */
export function sightingsIn(
  cell: string,
  header: string,
  column: Pick<ColumnJudgement, "isNameColumn" | "isLabelColumn">,
  kinds?: readonly SensitiveKind[],
): Sighting[] {
  const wants = (kind: SensitiveKind): boolean => !kinds || kinds.includes(kind);
  if (column.isNameColumn && wants("name") && couldBeName(cell.trim())) {
    const start = cell.indexOf(cell.trim());
    return [{ kind: "name", start, end: start + cell.trim().length, text: cell.trim() }];
  }
  const wanted = column.isLabelColumn ? (kinds ?? sensitiveKinds).filter((kind) => kind !== "name") : kinds;
  return findSensitive(cell, { header, ...(wanted ? { kinds: wanted } : {}) });
}

const nameShare = { announced: 0.3, sure: 0.6, likely: 0.85 };

function holdsNames(cells: readonly string[], header: string): boolean {
  const possible = cells.filter(couldBeName);
  if (possible.length < cells.length * 0.8 || possible.length === 0) return false;
  const strengths = possible.map(cellIsName);
  const sure = strengths.filter((s) => s === "sure").length / cells.length;
  const likely = strengths.filter((s) => s !== "none").length / cells.length;
  const text = header
    .normalize("NFKC")
    .trim()
    .replaceAll(/[([（【].*?[)\]）】]/g, "");
  if (personHeader.test(text)) return likely >= nameShare.announced || isPartOfName(text);
  return cells.length >= 3 && sure >= nameShare.sure && likely >= nameShare.likely;
}

/** Columns of first or last names alone: single words have no shape to go by. */
const isPartOfName = (header: string): boolean =>
  /^(first|last|given|family|middle|preferred|sur)[ _-]?name$|^(姓|名|英文名|曾用名)$/i.test(header);
