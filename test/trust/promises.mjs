// What Rapport promises, in the order of their numbers. A test keeps promise 7 when a title above it says "promise 7".

/** @type {{ number: number, en: string, zh: string, limit?: { en: string, zh: string } }[]} */
export const promises = [
  {
    number: 1,
    en: "Readers of groups get no cell, total, rank or export about fewer than k people.",
    zh: "群体读者得不到任何少于 k 人的单元格、合计、排名或导出。",
  },
  {
    number: 2,
    en: "A withheld cell cannot be worked out from the rest of the same table.",
    zh: "被保留的单元格无法由同一表格的其余部分推算出来。",
  },
  {
    number: 3,
    en: "Nor by subtracting across questions, filters, dates or colleagues.",
    zh: "也无法跨查询、筛选、日期或同事之间相减得出。",
    limit: {
      en: "Collusion with somebody who has person-level rights is out of reach; this is not differential privacy.",
      zh: "无法防止与拥有个人级权限者串通；这并非差分隐私。",
    },
  },
  {
    number: 4,
    en: "One person's joining or leaving never reveals that person between two refreshes.",
    zh: "一人入职或离职，不会在两次刷新之间暴露此人。",
  },
  {
    number: 5,
    en: "No pay mean or ratio in which one person's value shows through.",
    zh: "薪酬均值与比率不会透出单个人的数值。",
  },
  {
    number: 6,
    en: "Ranks never fix another person's value in a small team.",
    zh: "在小团队中，排名不会锁定他人的数值。",
  },
  {
    number: 7,
    en: "A refusal says why, names the nearest allowed question, and is the same for 0 to k − 1 people.",
    zh: "拒绝会说明原因并给出最接近的可用查询；0 至 k − 1 人时完全一致。",
  },
  {
    number: 8,
    en: "One policy compiler; no second path to data.",
    zh: "唯一的权限编译器；没有第二条通往数据的路径。",
  },
  {
    number: 9,
    en: "The eleven documented bypasses of other systems fail.",
    zh: "其他系统中已记录的十一种绕过方式在此均无效。",
  },
  {
    number: 10,
    en: "Caches are keyed by policy, snapshot and k; a tightened rule holds from the next request.",
    zh: "缓存以权限、快照与 k 为键；规则收紧后自下一次请求起生效。",
  },
  {
    number: 11,
    en: "What is delivered has the recipient's rights, checked when it is sent.",
    zh: "投递内容以收件人的权限生成，并在发送时复核。",
  },
  {
    number: 12,
    en: "Rights follow the organisation as of the date: a former manager loses new data.",
    zh: "权限随当日的组织架构而定：前任经理不再看到新数据。",
  },
  {
    number: 13,
    en: "“Who can see this number?” is what a login as everybody would show.",
    zh: "“谁能看到这个数字？”的答案与逐一登录所见一致。",
  },
  {
    number: 14,
    en: "SQL that a person types is single, read-only, allow-listed, in a child process that can be killed.",
    zh: "用户输入的 SQL 只允许单条、只读、白名单语句，并在可终止的子进程中运行。",
  },
  {
    number: 15,
    en: "Time and memory limits hold, even for repeat('x', 3e9) and joins without end.",
    zh: "时间与内存限制始终有效，即使是 repeat('x', 3e9) 与无尽的连接。",
  },
  {
    number: 16,
    en: "What was acknowledged survives kill -9 at every step; a damaged file never stops the start.",
    zh: "已确认的写入在任何一步 kill -9 后都不会丢失；文件损坏不会妨碍启动。",
  },
  {
    number: 17,
    en: "Backups can be restored, also those of earlier formats.",
    zh: "备份可以恢复，包括早期格式的备份。",
  },
  {
    number: 18,
    en: "An uploaded file cannot take the server down.",
    zh: "上传的文件无法使服务器崩溃。",
  },
  {
    number: 19,
    en: "Exports are inert and lossless: text cannot run, −1250.5 stays a number.",
    zh: "导出内容既不会执行也不会失真：文本不会被当作公式，−1250.5 仍是数字。",
  },
  {
    number: 20,
    en: "A strict content security policy without unsafe-eval; hostile names are text.",
    zh: "严格的内容安全策略，不含 unsafe-eval；恶意名称只作为文本显示。",
  },
  {
    number: 21,
    en: "Every number can be recomputed from its receipt, bit for bit.",
    zh: "每个数字都可凭其凭证逐位重算。",
  },
  {
    number: 22,
    en: "Two independent computations agree: the engine with a slow reference, statistics with R and scikit-learn.",
    zh: "两套独立计算一致：引擎与慢速参考实现，统计量与 R 及 scikit-learn。",
  },
  {
    number: 23,
    en: "Intervals cover: what is called 80 or 95 % holds as often on simulated and on held-out data.",
    zh: "区间名副其实：标称 80% 或 95% 的区间，在模拟数据与留出数据上的覆盖率与之相符。",
  },
  {
    number: 24,
    en: "No leaks from the future: a feature was known before the cut-off, or it is found, named and left out.",
    zh: "不泄露未来信息：特征在截止日之前即已知，否则会被识别、点名并剔除。",
  },
  {
    number: 25,
    en: "Models are calibrated and beat the naive baseline on later data, or they are off.",
    zh: "模型经过校准，并在之后的数据上优于朴素基线，否则停用。",
  },
  {
    number: 26,
    en: "Explanations are stable and complete: the reasons of one prediction add up to it.",
    zh: "解释稳定且完整：单个预测的各项原因相加即为该预测。",
  },
  {
    number: 27,
    en: "Impact ratios follow LL144 with their uncertainty; protected attributes never enter a model, proxies are named.",
    zh: "影响比按 LL144 计算并给出不确定性；受保护属性不进入模型，代理变量会被点名。",
  },
  {
    number: 28,
    en: "A person decides: no route writes an employment outcome; a prediction about one person needs a purpose and a second person, expires, is logged, and is visible to the employee.",
    zh: "由人决定：没有任何接口写入用工结果；查看个人预测须有目的与第二人批准，会过期、留痕，且本人可见。",
  },
  {
    number: 29,
    en: "The journal covers every request and change, and shows where it was tampered with.",
    zh: "日志涵盖每个请求与变更，并能指出被篡改的位置。",
  },
  {
    number: 30,
    en: "A person can be erased or pseudonymised everywhere, without breaking history.",
    zh: "可在各处删除或假名化某人，而不破坏历史。",
    limit: {
      en: "Files that already left (exports, backups elsewhere) are listed, not reached.",
      zh: "已离开系统的文件（导出、别处的备份）会列出，但无法触及。",
    },
  },
  {
    number: 31,
    en: "This page states only what a test of this run has shown.",
    zh: "本页只陈述本次测试运行已证明的内容。",
  },
];
