// What can be wrong with files given to import, said with file, row, column, expectation, found and the next step.
import { defineErrors } from "../errors.js";

const unchanged = { en: "Nothing was changed in the workspace.", zh: "工作区未作任何改动。" };
const hint = (en: string, zh: string) => ({ en: `${en} ${unchanged.en}`, zh: `${zh}${unchanged.zh}` });

export const fail = defineErrors({
  file_not_found: {
    message: { en: "{file} does not exist.", zh: "{file} 不存在。" },
    hint: hint("Check the path.", "请检查路径。"),
  },
  file_empty: {
    message: {
      en: "{file} is empty: expected a header row and data, found 0 bytes of data.",
      zh: "{file} 为空：应有标题行与数据，实际没有内容。",
    },
    hint: hint("Export the file again from its source system.", "请从来源系统重新导出。"),
  },
  file_unreadable: {
    message: { en: "{file} cannot be read: {reason}.", zh: "无法读取 {file}：{reason}。" },
    hint: hint(
      "Check that it is an ordinary file and that you may read it.",
      "请确认它是普通文件且您有读取权限。",
    ),
  },
  file_no_rows: {
    message: {
      en: "{file}, row {row}: expected data below the header, found no row.",
      zh: "{file} 第 {row} 行：标题下应有数据，实际没有任何行。",
    },
    hint: hint("Export the file again from its source system.", "请从来源系统重新导出。"),
  },
  workspace_unwritable: {
    message: {
      en: "Nothing can be written to the workspace {dir}: {reason}.",
      zh: "无法写入工作区 {dir}：{reason}。",
    },
    hint: hint(
      "Check the folder's permissions and the free space on its disk.",
      "请检查文件夹权限与磁盘剩余空间。",
    ),
  },
  folder_empty: {
    message: {
      en: "{file} holds no file that can be imported (CSV, XLSX, Parquet or zip).",
      zh: "{file} 中没有可导入的文件（CSV、XLSX、Parquet 或 zip）。",
    },
    hint: hint("Name the files or another folder.", "请指定文件或其他文件夹。"),
  },
  file_truncated: {
    message: {
      en: "{file} is damaged or incomplete: expected a whole {format} file, found {found}.",
      zh: "{file} 已损坏或不完整：应为完整的 {format} 文件，实际：{found}。",
    },
    hint: hint("Download or export it again and compare its size.", "请重新下载或导出，并核对文件大小。"),
  },
  file_format_old_excel: {
    message: {
      en: "{file} is an Excel 97–2003 workbook (.xls): expected .xlsx.",
      zh: "{file} 是 Excel 97–2003 工作簿（.xls）：应为 .xlsx。",
    },
    hint: hint("Open it and save it as .xlsx or CSV UTF-8.", "请打开后另存为 .xlsx 或 CSV UTF-8。"),
  },
  file_format_unknown: {
    message: {
      en: "{file}: expected CSV, XLSX, Parquet or zip, found {found}.",
      zh: "{file}：应为 CSV、XLSX、Parquet 或 zip，实际为 {found}。",
    },
    hint: hint("Open it and save it as CSV or .xlsx.", "请打开后另存为 CSV 或 .xlsx。"),
  },
  archive_too_large: {
    message: {
      en: "{file} would unpack to {unpacked} MB from {packed} MB: at most {limit} MB or a ratio of {ratio} is accepted.",
      zh: "{file} 由 {packed} MB 解压为 {unpacked} MB：最多允许 {limit} MB 或 {ratio} 倍。",
    },
    hint: hint("Unpack it yourself and import the files that you need.", "请自行解压后导入所需文件。"),
  },
  too_many_columns: {
    message: {
      en: "{file}, row {row}: expected at most {limit} columns, found {found}.",
      zh: "{file} 第 {row} 行：最多允许 {limit} 列，实际 {found} 列。",
    },
    hint: hint(
      "Check the delimiter, or keep only the columns that are needed.",
      "请检查分隔符，或仅保留所需列。",
    ),
  },
  header_repeated: {
    message: {
      en: "{file}, row {row}: the header “{column}” stands {count} times; expected each header once.",
      zh: "{file} 第 {row} 行：标题“{column}”出现 {count} 次；每个标题只应出现一次。",
    },
    hint: hint("Rename or delete one of these columns.", "请重命名或删除重复列。"),
  },
  quote_unclosed: {
    message: {
      en: "{file}, row {row}: a quoted cell begins here and never ends.",
      zh: "{file} 第 {row} 行：此处开始的引号单元格没有结束。",
    },
    hint: hint("Close or double the quotation mark in that row.", "请补上或成对书写该行的引号。"),
  },
  columns_unknown: {
    message: {
      en: "{file}, row {row}: {reason, select, missing {the required columns {missing} of “{table}” were not found} table {the columns fit no known table} several {the columns belong to several tables} other {expected columns of “{table}”, found others too}}.{unknown_count, plural, =0 {} other { Unknown: {unknown}{more, plural, =0 {} other { and # more}}.}}{nearest_count, plural, =0 {} other { Nearest: {nearest}.}}",
      zh: "{file} 第 {row} 行：{reason, select, missing {未找到“{table}”的必填列 {missing}} table {各列与任何已知表都不符} several {各列分属多个表} other {应为“{table}”的列，另有未识别的列}}。{unknown_count, plural, =0 {} other {未识别：{unknown}{more, plural, =0 {} other { 等，另有 # 列}}。}}{nearest_count, plural, =0 {} other {相近：{nearest}。}}",
    },
    hint: {
      en: "{draft, select, none {No mapping could be proposed: write one (datasets/mappings/README.md) and pass it with --mapping.} other {A draft mapping is in {draft}: check it, then import with --mapping {draft}; or accept it as it is with --mapping auto.}} Nothing was changed in the workspace.",
      zh: "{draft, select, none {无法提出映射草稿：请按 datasets/mappings/README.md 编写映射并用 --mapping 指定。} other {映射草稿已写入 {draft}：核对后用 --mapping {draft} 导入，或直接用 --mapping auto 采用。}}工作区未作任何改动。",
    },
  },
  nothing_recognised: {
    message: {
      en: "No table was recognised in {files}. Expected an employee number and at least one date, tenure or score column.",
      zh: "在 {files} 中未识别出任何表。至少需要工号，以及日期、司龄或分数列之一。",
    },
    hint: hint("Write a mapping file and pass it with --mapping.", "请编写映射文件并用 --mapping 指定。"),
  },
  mapping_invalid: {
    message: {
      en: "{file}, line {line}: {setting}: {found}.",
      zh: "{file} 第 {line} 行：{setting}：{found}。",
    },
    hint: hint("Correct that line of the mapping.", "请修改映射文件的该行。"),
  },
  mapping_column_missing: {
    message: {
      en: "{file}: the mapping asks for the column “{column}” (for {table}.{target}); found {headers}.",
      zh: "{file}：映射需要列“{column}”（用于 {table}.{target}）；实际列：{headers}。",
    },
    hint: hint(
      "Correct the column's name in the mapping; the nearest is “{nearest}”.",
      "请修改映射中的列名；最接近的是“{nearest}”。",
    ),
  },
  mapping_file_missing: {
    message: {
      en: "The mapping names {match}, but none of the files given has that name: {files}.",
      zh: "映射中写有 {match}，但给出的文件中没有：{files}。",
    },
    hint: hint(
      "Add the file, or delete its entry from the mapping.",
      "请补上该文件，或从映射中删除对应条目。",
    ),
  },
  mapping_file_unmatched: {
    message: {
      en: "{file} is not named in the mapping.",
      zh: "映射中没有 {file}。",
    },
    hint: hint("Add an entry for it, or list it under ignore.", "请为其添加条目，或列入 ignore。"),
  },
  snapshot_date_invalid: {
    message: {
      en: "--snapshot-date: expected a day up to {today} as YYYY-MM-DD, found “{found}”.",
      zh: "--snapshot-date：应为不晚于 {today} 的日期（YYYY-MM-DD），实际为“{found}”。",
    },
    hint: hint("Say the day on which the list was exported.", "请填写名单导出的日期。"),
  },
  date_order_unclear: {
    message: {
      en: "{file}, row {row}, column “{column}”: “{found}” may be day/month or month/day, and no other row settles it.",
      zh: "{file} 第 {row} 行，列“{column}”：“{found}”可能是日/月或月/日，其他行也无法判断。",
    },
    hint: hint(
      "Write dates as YYYY-MM-DD, or pass a mapping with date_format: dmy (or mdy).",
      "请将日期写成 YYYY-MM-DD，或在映射中写明 date_format: dmy（或 mdy）。",
    ),
  },
  date_impossible: {
    message: {
      en: "{file}, row {row}, column “{column}”: expected a date up to {today}, found “{found}”, more than a year ahead.",
      zh: "{file} 第 {row} 行，列“{column}”：应为不晚于 {today} 的日期，实际为“{found}”，超前一年以上。",
    },
    hint: hint(
      "Correct the date; if it means “no date”, list it under missing in a mapping file.",
      "请更正该日期；若其含义为“无日期”，请在映射文件的 missing 中列出。",
    ),
  },
  key_repeated: {
    message: {
      en: "{file}, row {row}: {table} needs one row per {key}; found {count} keys with different content more than once, first {found} in rows {rows}.",
      zh: "{file} 第 {row} 行：{table} 每个 {key} 只应有一行；有 {count} 个键重复且内容不同，首个为 {found}（第 {rows} 行）。",
    },
    hint: hint(
      "Keep the row that is right for each key and delete the others.",
      "请为每个键保留正确的一行并删除其余行。",
    ),
  },
  too_many_rejected: {
    message: {
      en: "{file}: {rejected} of {read} rows of {table} do not fit (at most {limit} % may be rejected). Most often: {rule}; first in row {row}, column “{column}”: expected {expected}, found “{found}”.",
      zh: "{file}：{table} 的 {read} 行中有 {rejected} 行不合格（最多允许 {limit}%）。最常见：{rule_zh}；首例在第 {row} 行，列“{column}”：应为{expected_zh}，实际为“{found}”。",
    },
    hint: hint(
      "{rule_id, select, unknown_reference {Import the employee list first, or together with this file.} other {Correct that column in the file, or map it otherwise (--mapping).}}",
      "{rule_id, select, unknown_reference {请先导入员工名单，或与本文件一并导入。} other {请在文件中更正该列，或用映射（--mapping）改变其含义。}}",
    ),
  },
  full_batch_removes_many: {
    message: {
      en: "{table}: as a full batch it would remove {removed} of {rows} rows in force, {share} %; at most {limit} % go without confirmation. First: {first}.",
      zh: "{table}：作为全量批次，将移除现行 {rows} 行中的 {removed} 行（{share}%）；未经确认最多可移除 {limit}%。首例：{first}。",
    },
    hint: hint(
      "If the rest is still right, import without --full, or with --full period for the batch's own dates. If it is gone, add --confirm-removal.",
      "若其余数据仍然有效，请不加 --full 导入，或用 --full period 仅限本批次日期范围；若确已不存在，请加 --confirm-removal。",
    ),
  },
  full_batch_with_rejects: {
    message: {
      en: "{file}: {rejected} rows were rejected; in a full batch each of them would remove what is in force under its key.",
      zh: "{file}：有 {rejected} 行被拒绝；在全量批次中，这些行对应的现行数据会被移除。",
    },
    hint: hint(
      "Correct these rows (see the reasons of an import without --full), or add --confirm-removal.",
      "请更正这些行（不加 --full 导入可查看原因），或加 --confirm-removal。",
    ),
  },
  import_unknown: {
    message: {
      en: "There is no import {id}. The latest are {known}.",
      zh: "没有导入 {id}。最近的导入：{known}。",
    },
    hint: {
      en: "See all of them with: rapport batches -w DIR",
      zh: "用 rapport batches -w DIR 查看全部导入",
    },
  },
  import_withdrawn_already: {
    message: {
      en: "Import {id} was withdrawn already.",
      zh: "导入 {id} 已被撤回。",
    },
    hint: {
      en: "To bring it back, withdraw the withdrawal: rapport batches -w DIR names it.",
      zh: "如需恢复，请撤回该撤回操作：rapport batches -w DIR 会列出其编号。",
    },
  },
  import_damaged: {
    message: {
      en: "imports/{id}: {file} is missing or was changed after it was imported.",
      zh: "imports/{id}：{file} 缺失或在导入后被改动。",
    },
    hint: {
      en: "Restore that folder from a backup, or import its source files again.",
      zh: "请从备份恢复该文件夹，或重新导入来源文件。",
    },
  },
  import_cancelled: {
    message: { en: "The import was cancelled.", zh: "导入已取消。" },
    hint: hint("Start it again when you like.", "可随时重新开始。"),
  },
});
