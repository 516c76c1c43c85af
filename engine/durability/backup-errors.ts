// What can be wrong with a backup, or with the place it is to go, in both languages.
import { defineErrors } from "../errors.js";

const unchanged = { en: "Nothing was changed.", zh: "未作任何改动。" };

export const backupError = defineErrors({
  backup_exists: {
    message: { en: "{file} already exists.", zh: "{file} 已存在。" },
    hint: { en: "Name another file; backups are not written over.", zh: "请换一个文件名；备份不会被覆盖。" },
  },
  backup_source_damaged: {
    message: {
      en: "imports/{id}/{file} is damaged: a backup of it would only look whole.",
      zh: "imports/{id}/{file} 已损坏：此时备份并不完整。",
    },
    hint: {
      en: "Bring it back first (rapport restore BACKUP --heal), or make the backup with --damaged all the same.",
      zh: "请先恢复（rapport restore 备份 --heal），或加 --damaged 仍然备份。",
    },
  },
  backup_unreadable: {
    message: {
      en: "{file} is no whole backup: {reason}.",
      zh: "{file} 不是完整的备份：{reason}。",
    },
    hint: { en: `Use another backup. ${unchanged.en}`, zh: `请使用其他备份。${unchanged.zh}` },
  },
  backup_format_newer: {
    message: {
      en: "{file} has format {format}; this version reads formats up to {known}.",
      zh: "{file} 的格式为 {format}；当前版本最高支持格式 {known}。",
    },
    hint: { en: `Install a newer Rapport. ${unchanged.en}`, zh: `请安装较新的 Rapport。${unchanged.zh}` },
  },
  restore_not_empty: {
    message: { en: "{dir} is not empty.", zh: "{dir} 不是空文件夹。" },
    hint: {
      en: "Name an empty or new folder; or add --force: what is there now is kept beside it, nothing is deleted.",
      zh: "请指定空文件夹或新文件夹；或加 --force：现有内容会保存在旁边，不会删除。",
    },
  },
  restore_no_mask_key: {
    message: {
      en: "{key} is no key of masked values: 64 hexadecimal characters are expected.",
      zh: "{key} 不是脱敏密钥：应为 64 个十六进制字符。",
    },
    hint: {
      en: `Name the mask.key of the workspace that was backed up. ${unchanged.en}`,
      zh: `请指定被备份工作区的 mask.key。${unchanged.zh}`,
    },
  },
  restore_other_mask_key: {
    message: {
      en: "{key} is another key (hash {found}…) than the one that the values of this backup were masked with ({expected}…).",
      zh: "{key}（哈希 {found}…）与此备份脱敏所用的密钥（{expected}…）不同。",
    },
    hint: {
      en: `Name the right file, or restore without --mask-key and read what that means. ${unchanged.en}`,
      zh: `请指定正确的文件，或不带 --mask-key 恢复并阅读说明。${unchanged.zh}`,
    },
  },
  restore_nothing_to_heal: {
    message: {
      en: "No file of {dir} that is damaged or missing is in {file} as it was.",
      zh: "{dir} 中损坏或缺失的文件在 {file} 里没有对应的完好版本。",
    },
    hint: {
      en: "Use a backup made after these files were imported.",
      zh: "请使用导入这些文件之后所做的备份。",
    },
  },
});
