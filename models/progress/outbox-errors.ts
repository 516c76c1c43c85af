// What keeps a message from leaving, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const outboxErrors = defineErrors({
  outbox_missing: {
    message: {
      en: "{dir} has no outbox/ with written digests",
      zh: "{dir} 中没有 outbox/ 文件夹或已生成的沟通单",
    },
    hint: {
      en: "Write one first: rapport digest weekly --out {dir}",
      zh: "请先生成：rapport digest weekly --out {dir}",
    },
  },
  outbox_not_configured: {
    message: {
      en: "No SMTP server is set in rapport.yml; nothing was sent",
      zh: "rapport.yml 中未设置 SMTP 服务器；未发送任何邮件",
    },
    hint: {
      en: "Add outbox: with host, from, port and tls (and user; its password goes into the environment variable {variable}).",
      zh: "请添加 outbox:，包括 host、from、port、tls（以及 user；密码放在环境变量 {variable} 中）。",
    },
  },
  outbox_password_missing: {
    message: {
      en: "rapport.yml names the user {user}, and the environment variable {variable} is empty",
      zh: "rapport.yml 指定了用户 {user}，但环境变量 {variable} 为空",
    },
    hint: {
      en: "Set {variable} for this command. A password never stands in a file.",
      zh: "请为本命令设置 {variable}。密码不应写入文件。",
    },
  },
  outbox_busy: {
    message: { en: "Another process is sending from this workspace", zh: "另一个进程正在从此工作区发送邮件" },
    hint: { en: "Wait for it to end, then run the command again.", zh: "请等待其结束后重新运行。" },
  },
  outbox_tampered: {
    message: { en: "{file} is not what the digest wrote", zh: "{file} 与生成时的内容不一致" },
    hint: {
      en: "Nothing of that digest was sent. Write the digest again.",
      zh: "该批沟通单均未发送。请重新生成。",
    },
  },
  addresses_unreadable: {
    message: {
      en: "{file}, line {line}: expected “employee,address”, found “{found}”",
      zh: "{file} 第 {line} 行：应为“工号,邮箱”，实际为“{found}”",
    },
    hint: {
      en: "A CSV file with a line per employee, or YAML with “employee: address”.",
      zh: "请提供每行一名员工的 CSV 文件，或“工号: 邮箱”格式的 YAML 文件。",
    },
  },
  addresses_empty: {
    message: { en: "{file} holds no address", zh: "{file} 中没有任何邮箱" },
    hint: {
      en: "A line per employee: “employee,address”. If the file was cut off, write it again; nothing was sent.",
      zh: "每行一名员工：“工号,邮箱”。若文件不完整，请重新生成；未发送任何邮件。",
    },
  },
  addresses_double: {
    message: {
      en: "{file}: {employee} stands on lines {first} and {line} with different addresses",
      zh: "{file}：{employee} 在第 {first} 行与第 {line} 行的邮箱不同",
    },
    hint: { en: "Keep one of them; nothing was sent.", zh: "请只保留一个；未发送任何邮件。" },
  },
  addresses_shared: {
    message: {
      en: "{file}: {address} belongs to {first} and to {employee}",
      zh: "{file}：{address} 同时属于 {first} 和 {employee}",
    },
    hint: {
      en: "A sheet is one person’s; give each an address of their own. Nothing was sent.",
      zh: "沟通单只属于一人；请为每人提供各自的邮箱。未发送任何邮件。",
    },
  },
});
