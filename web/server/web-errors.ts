// Failures of the web door itself: who asks, from where, for what.
import { defineErrors } from "../../engine/errors.js";

export const webError = defineErrors({
  host_refused: {
    message: {
      en: "The workbench answers only under its own address; the request named “{host}”.",
      zh: "工作台只在自己的地址上应答；请求写的是“{host}”。",
    },
    hint: {
      en: "Open it under http://localhost or http://127.0.0.1.",
      zh: "请用 http://localhost 或 http://127.0.0.1 打开。",
    },
  },
  origin_refused: {
    message: {
      en: "A page from another site ({origin}) may not ask the workbench.",
      zh: "其他网站（{origin}）的页面不能向工作台提问。",
    },
    hint: {
      en: "Open the workbench itself and ask there.",
      zh: "请直接打开工作台提问。",
    },
  },
  request_malformed: {
    message: {
      en: "The request does not have the expected form: {problem} at “{path}”.",
      zh: "请求的格式不对：“{path}”处{problem}。",
    },
    hint: {
      en: "See /api/openapi.json for the form of each request.",
      zh: "各请求的格式见 /api/openapi.json。",
    },
  },
  body_too_large: {
    message: {
      en: "The request is larger than {limit} kB.",
      zh: "请求超过 {limit} kB。",
    },
    hint: { en: "Ask for less at once.", zh: "请缩小一次提问的范围。" },
  },
  who_needs_person_rights: {
    message: {
      en: "Who sees a number is told to readers with person-level rights on the whole company.",
      zh: "“谁能看到该数值”仅对拥有全公司个人级权限的读者开放。",
    },
    hint: {
      en: "Stop viewing as somebody else, or ask such a person.",
      zh: "请退出“以他人身份查看”，或请有该权限的同事查询。",
    },
  },
  route_unknown: {
    message: { en: "There is nothing at {path}.", zh: "{path} 没有内容。" },
    hint: { en: "See /api/openapi.json for what there is.", zh: "可用的地址见 /api/openapi.json。" },
  },
  reader_unknown: {
    message: {
      en: "This workspace has no reader named “{user}”. It knows {users}.",
      zh: "这个工作区没有名为“{user}”的用户。现有：{users}。",
    },
    hint: { en: "Choose one of these, or none.", zh: "请选择其中之一，或不选。" },
  },
  client_not_built: {
    message: {
      en: "The pages of the workbench have not been built.",
      zh: "工作台的页面还没有构建。",
    },
    hint: { en: "Run: npm run build", zh: "请运行：npm run build" },
  },
  server_failed: {
    message: {
      en: "The workbench met an error of its own. Nothing was changed.",
      zh: "工作台自身出错。没有改动任何数据。",
    },
    hint: {
      en: "Try again; if it returns, the terminal that runs the server shows the details.",
      zh: "请重试；若再次出现，运行服务器的终端里有详细信息。",
    },
  },
  fit_stopped: {
    message: { en: "The fit was stopped. Nothing was changed.", zh: "拟合已停止。没有改动任何数据。" },
    hint: { en: "Start it again when it suits.", zh: "可随时重新开始。" },
  },
  no_free_port: {
    message: {
      en: "No free port between {first} and {last}.",
      zh: "{first} 到 {last} 之间没有空闲端口。",
    },
    hint: { en: "Name one with --port.", zh: "请用 --port 指定一个端口。" },
  },
  port_invalid: {
    message: { en: "“{port}” is not a port.", zh: "“{port}”不是端口号。" },
    hint: { en: "Give a number from 0 to 65535.", zh: "请给出 0 到 65535 之间的数字。" },
  },
});
