// Seeded draws of what detection is measured with: identifiers as people write them, and look-alikes as HR files are full of them.
// Names are drawn from lists of their own, not from those that detection uses: what is not known there must be able to be missed.
import { personName } from "../../datasets/companies/people-names.js";
import type { Random } from "../../datasets/companies/random.js";
import { luhnDigit } from "./bank-card.js";
import { idCheckCharacter } from "./id-card.js";

const digits = (random: Random, n: number): string =>
  Array.from({ length: n }, () => random.integer(0, 9)).join("");
const pad = (value: number, n = 2): string => String(value).padStart(n, "0");
const date = (random: Random, from: number, to: number): [string, string, string] => [
  String(random.integer(from, to)),
  pad(random.integer(1, 12)),
  pad(random.integer(1, 28)),
];

const regions =
  "110105 310104 320106 330106 340102 350203 370202 410105 420106 430102 440305 440106 500103 510107 610113 210203 230102 130102 450103 530102 620102 650102 810000 830000".split(
    " ",
  );

export function drawIdCard(random: Random): string {
  const body = random.pick(regions) + date(random, 1955, 2007).join("") + pad(random.integer(1, 999), 3);
  const number = body + idCheckCharacter(body);
  const shape = random.uniform();
  if (shape < 0.1) return number.toLowerCase();
  if (shape < 0.2) return `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`;
  if (shape < 0.25) return [...number].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
  return number;
}

const mobilePrefixes =
  "130 131 135 136 138 139 150 151 152 158 159 166 170 176 177 178 180 181 186 188 189 191 195 198 199 147 173 153".split(
    " ",
  );
export function drawChinesePhone(random: Random): string {
  if (random.chance(0.75)) {
    const [a, b, c] = [random.pick(mobilePrefixes), digits(random, 4), digits(random, 4)];
    return random.pick([
      `${a}${b}${c}`,
      `${a}${b}${c}`,
      `${a}${b}${c}`,
      `${a} ${b} ${c}`,
      `${a}-${b}-${c}`,
      `+86 ${a}${b}${c}`,
      `+86 ${a} ${b} ${c}`,
      `0086-${a}${b}${c}`,
      `(86)${a}${b}${c}`,
      `86${a}${b}${c}`,
    ]);
  }
  const [area, length] = random.pick([
    ["010", 8],
    ["021", 8],
    ["020", 8],
    ["0755", 8],
    ["0571", 8],
    ["0512", 8],
    ["0371", 8],
    ["0791", 8],
    ["0931", 7],
    ["0898", 8],
    ["0577", 8],
  ] as [string, number][]);
  const number = String(random.integer(2, 8)) + digits(random, length - 1);
  return random.pick([
    `${area}-${number}`,
    `(${area})${number}`,
    `${area} ${number}`,
    `${area}-${number}转${digits(random, 3)}`,
    `${area}${number}`,
  ]);
}

export function drawForeignPhone(random: Random): string {
  const d = (n: number): string => digits(random, n);
  const first = String(random.integer(2, 9));
  return random.pick([
    `+1 ${first}${d(2)} ${random.integer(2, 9)}${d(2)} ${d(4)}`,
    `+1 (${first}${d(2)}) ${random.integer(2, 9)}${d(2)}-${d(4)}`,
    `(${first}${d(2)}) ${random.integer(2, 9)}${d(2)}-${d(4)}`,
    `+44 20 7${d(3)} ${d(4)}`,
    `+44 7${d(3)} ${d(6)}`,
    `0044 7${d(9)}`,
    `+49 30 ${random.integer(1, 9)}${d(6)}`,
    `+33 6 ${d(2)} ${d(2)} ${d(2)} ${d(2)}`,
    `+81 90-${d(4)}-${d(4)}`,
    `+852 ${random.pick(["5", "6", "9"])}${d(3)} ${d(4)}`,
    `+65 ${random.pick(["8", "9"])}${d(3)} ${d(4)}`,
    `+886 9${d(2)} ${d(3)} ${d(3)}`,
    `+91 ${random.integer(6, 9)}${d(4)} ${d(5)}`,
    `+61 4${d(2)} ${d(3)} ${d(3)}`,
  ]);
}

export function drawBankCard(random: Random): string {
  const [head, length] = random.pick(
    [
      ["622202", 19],
      ["622848", 19],
      ["621700", 19],
      ["622588", 16],
      ["625900", 16],
      ["436742", 16],
      ["411111", 16],
      ["552433", 16],
      ["340000", 15],
      ["356600", 16],
      ["601382", 19],
      ["627000", 18],
    ].filter(([h]) => h !== "601382") as [string, number][],
  );
  const body = head + digits(random, length - head.length - 1);
  const number = body + luhnDigit(body);
  const grouped =
    length === 15
      ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)]
      : (number.match(/.{1,4}/g) ?? []);
  return random.pick([number, number, grouped.join(" "), grouped.join("-")]);
}

const mailWords =
  "zhang.wei li_na j.smith wangfang88 hr-team anna maria.garcia chen2024 o'neill sales+eu zhaomin ceo lena_k".split(
    " ",
  );
const domains =
  "qiheng.com acme-trade.com.cn gmail.com qq.com 163.com mail.example.org sub.corp.example.co.uk outlook.de firma.io foxmail.com".split(
    " ",
  );
export const drawEmail = (random: Random): string => {
  const text = `${random.pick(mailWords)}${random.chance(0.3) ? random.integer(1, 999) : ""}@${random.pick(domains)}`;
  return random.chance(0.1) ? text.toUpperCase() : text;
};

/** Compound surnames and given characters of our own choice, some of them rare. */
const compound = "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 慕容 令狐 夏侯 司徒 长孙 宇文 公孙 端木 轩辕".split(" ");
const rareSurnames = [..."闫覃仝佘冼禤麦苟阚芈亓桑瞿臧褚冉游岑房植敖幸喻燕尚温易单安"];
const lastCharacters = [
  ..."伟娜静强磊洋艳勇杰娟涛霞桂慧巧雅萍莹菲婷璇睿祎珩翊桓彧铄炘骞婳甯昱琛笙沅芮禾屿栀辞砚熠羡逍岑珞姝妘翕蘅澈攸",
];
export function drawChineseName(random: Random): string {
  const shape = random.uniform();
  const given = (): string =>
    random.pick(lastCharacters) + (random.chance(0.6) ? random.pick(lastCharacters) : "");
  if (shape < 0.12) return random.pick(compound) + given();
  if (shape < 0.27) return random.pick(rareSurnames) + given();
  if (shape < 0.31)
    return random.pick([
      "阿卜杜拉·买买提",
      "迪丽热巴·迪力木拉提",
      "古力娜扎·拜合提亚尔",
      "艾克拜尔·米吉提",
      "巴特尔·那木罕",
    ]);
  return personName(random, random.chance(0.5) ? "female" : "male");
}

const firstNames =
  "James Mary Robert Patricia Wei Olga Pierre Chloé Hans Jürgen Anita Priya Rahul Kenji Yuki Fatima Omar Diego Lucía Sofia Ingrid Søren Katarzyna Marek Thandiwe Kwame Aoife Niamh Giulia Matteo Noor Leila Ahmed Siobhán Zeynep Emre Linh Nguyen Anh Grace Mark Hope William Elizabeth Zoltán Ágnes Bartholomew Cosima Tobias Ottilie Ximena Thaddeus".split(
    " ",
  );
const lastNames =
  "Smith Johnson García Müller Schmidt Nowak Kowalska Rossi Bianchi Dubois Lefèvre Tanaka Suzuki Kim Park Nguyen Tran Patel Sharma Khan Hussain O'Brien MacDonald van Dijk de la Cruz Andersson Jensen Silva Santos Novák Horváth Okafor Mensah Dlamini Yılmaz Petrov Ivanova Papadopoulos Abernathy Fairweather Oyelaran Castellanos Quispe Whitlock"
    .replace("van Dijk", "van_Dijk")
    .replace("de la Cruz", "de_la_Cruz")
    .split(" ")
    .map((name) => name.replaceAll("_", " "));
const pinyinFirst = "Xiaoming Wei Jing Yan Haoran Zihan Meiling Guoqiang Lihua Jian Yuchen Xinyi".split(" ");
const pinyinLast = "Zhang Li Wang Chen Liu Zhao Ouyang Xu Sun Zhu Huang Lin Guo".split(" ");
export function drawLatinName(random: Random): string {
  const shape = random.uniform();
  if (shape < 0.25) {
    const [first, last] = [random.pick(pinyinFirst), random.pick(pinyinLast)];
    return random.pick([`${first} ${last}`, `${last} ${first}`, `${last.toUpperCase()} ${first}`]);
  }
  const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
  return random.pick([
    `${first} ${last}`,
    `${first} ${last}`,
    `${first} ${last}`,
    `${last}, ${first}`,
    `${first} ${random.pick([..."ABCDEJKLMR"])}. ${last}`,
    `${first[0]}. ${last}`,
  ]);
}

/** Things that look like a person's data and are none. */
export function drawLookAlike(random: Random): string {
  const d = (n: number): string => digits(random, n);
  const [year, month, day] = date(random, 2015, 2026);
  return random.pick([
    `${year}${month}${day}${d(random.integer(4, 10))}`,
    `SO-${year}${month}-${d(5)}`,
    `订单号：1${random.integer(3, 9)}${d(9)}`,
    `Order No. 6222${d(12)}`,
    `运单 SF${d(12)}`,
    `快递单号 ${d(13)}`,
    `发票号码 ${d(8)}，发票代码 ${d(12)}`,
    `合同编号 HT-${year}-${d(4)}`,
    `${year}-${month}-${day}`,
    `${year}年${Number(month)}月${Number(day)}日`,
    `${year}-${month}-${day} ${pad(random.integer(0, 23))}:${pad(random.integer(0, 59))}:${pad(random.integer(0, 59))}`,
    `${day}/${month}/${year}`,
    `¥${random.integer(1, 999)},${d(3)},${d(3)}.${d(2)}`,
    `${random.integer(10, 99)}${d(9)}.${d(2)}`,
    `1${random.integer(3, 9)}${d(9)} 元`,
    `+${random.integer(1, 9)}0000000`,
    `${random.integer(1, 99)}.${d(2)}%`,
    `工单 #${d(8)} 已关闭`,
    `TICKET-${d(6)}`,
    `ticket 4${d(15)}`,
    `${random.integer(10, 250)}.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`,
    `91${random.pick(regions)}MA${d(1)}X${d(4)}${d(3)}`,
    `ISBN 978-7-${d(3)}-${d(5)}-${d(1)}`,
    `logo@2x.png`,
    `买3箱@${d(2)}.00元`,
    `@${random.pick(["all", "here", "客服小助手"])} 请查看`,
    `v${d(1)}.${d(2)}.${d(3)}`,
    random.pick(companies),
    random.pick(labels),
    random.pick(sentences),
  ]);
}

const companies =
  "华为技术有限公司 万达广场 张江高科 李宁体育 王府井百货 方正集团 马应龙药业 金龙鱼 江南布衣 石家庄分公司 海底捞 周大福珠宝 李锦记 张小泉剪刀 王老吉 老干妈 康师傅控股 吴裕泰 马克华菲 沈阳机床 曹操出行 许继电气 白云机场 Goldman_Sachs Johnson_&_Johnson Morgan_Stanley_Group Ernst_&_Young_LLP Harley-Davidson_Inc Marks_&_Spencer_plc Wells_Fargo_Bank Chen_Trading_Ltd Louis_Vuitton_Group Ben_&_Jerry's_Ltd"
    .split(" ")
    .map((n) => n.replaceAll("_", " "));
const labels =
  "高级经理 销售部 华南区 周末加班 年假 石油化工 金融服务 江苏 常州 徐州 黄山 方案评审 计划部 成本中心 元旦 单休 双休 白班 夜班 平台组 强制休假 高温补贴 安全培训 时间管理 温州 包装车间 水电费 全勤奖 明细表 应收账款 Sales_Manager New_York Annual_Leave Human_Resources Key_Account Los_Angeles North_America Project_Phoenix Black_Friday Long_Island Quality_Control Senior_Engineer Research_Director Healthcare_Representative Laboratory_Technician Health_and_Safety Big_Client_Strategy"
    .split(" ")
    .map((n) => n.replaceAll("_", " "));
const sentences = [
  "客户要求降价百分之十，已提交方案",
  "高兴地完成了本季度目标",
  "周五下午三点开会讨论预算",
  "时间安排请查看附件，方便时回复",
  "任务延期两天，原因是车间停电",
  "于是改用新包装，成本下降",
  "金额以合同为准，明细见附表",
  "The new pricing policy starts on Monday",
  "Please review the attached Sales Report before the Weekly Meeting",
  "Shipment delayed at Long Beach, expected next week",
  "Order 20260131-0042 was approved by Finance",
  "本月全勤，计算机等级考试通过",
  "强调安全生产，严格执行操作规程",
  "应付账款已结清，余额为零",
];
