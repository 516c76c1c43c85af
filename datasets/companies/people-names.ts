// Random draws → Chinese names, from lists of our own (common surnames by rough frequency, given names by gender).
import type { Random } from "./random.js";

export type Gender = "female" | "male";

const surnames = [
  ..."王王王李李李张张张刘刘刘陈陈陈杨杨黄黄赵赵周周吴吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常",
];
const female = [
  ..."芳娜敏静丽艳娟霞秀燕玲桂丹萍红玉兰洁梅琳雪倩婷颖慧莹佳欣怡悦晴雯瑶璐妍菲萱彤涵馨蕾薇蓉岚珊瑾瑜",
];
const male = [
  ..."伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳晨轩博瑞睿泽航昊天宏志诚毅哲",
];
const either = [..."文思晓子雨嘉海春建国新永一安中"];

export function personName(random: Random, gender: Gender): string {
  const own = gender === "female" ? female : male;
  const surname = random.pick(surnames);
  const last = random.pick(own);
  const shape = random.uniform();
  if (shape < 0.22) return surname + last;
  return surname + (shape < 0.62 ? random.pick(either) : random.pick(own)) + last;
}
