// What released cells and honest digits do not protect against: printed where people decide whether to trust them.
import type { Bilingual } from "../locale.js";

export const cannotProtect: readonly Bilingual[] = [
  {
    en: "This is not differential privacy: over many years the intervals around one person's number grow narrower.",
    zh: "这不是差分隐私：经过多年，围绕个人数值的区间会逐渐变窄。",
  },
  {
    en: "Somebody who knows every other number in a group learns the last one to within about half a step; and everybody knows their own.",
    zh: "若知道组内其他所有人的数值，即可在约半个取整单位内推知最后一人；而每个人都知道自己的数值。",
  },
  {
    en: "Where all people of a group are alike, the group's number is each person's; and level or job alone tell much.",
    zh: "若组内人员情况相同，群体数值就是每个人的数值；仅凭职级或岗位也能推知许多。",
  },
  {
    en: "Readers with person-level rights, administrators, whoever can open the workspace's files, and sources outside can be misused or join forces.",
    zh: "有个人级权限的读者、管理员、能打开工作区文件的人以及外部信息，都可能被滥用或相互串通。",
  },
  {
    en: "Files of the workspace and backups are not encrypted by Rapport: encryption at rest (of the disk, of the place where backups lie) is up to whoever runs it.",
    zh: "Rapport 不对工作区文件与备份加密：静态加密（磁盘加密、备份存放处加密）由部署方负责。",
  },
  {
    en: "What is declared visible (headcount, hires, all exits) is exact and can be subtracted at will: a wrong declaration is a leak.",
    zh: "声明为公开的内容（在职人数、入职、全部离职）为精确数值，可任意相减：声明有误即为泄露。",
  },
  {
    en: "A merged group tells that one of its parts is small. Few who sit above other units, such as a head, are counted with one of these units.",
    zh: "合并的分组说明其中某部分人数较少。位于上级单元的少数人（如负责人）计入其下的某一单元。",
  },
  {
    en: "Sets of up to four people are searched: with k above 5 each group has at least k people, but combinations are proved for sets below five only.",
    zh: "组合审计覆盖至多四人的集合：k 大于 5 时每组仍至少 k 人，但组合仅证明到少于五人的集合。",
  },
  {
    en: "Of what kind exits were is shown by unit and whole fiscal year only; a unit and its parts are published together, and only as far as nothing that could have been published would tell of a single exit. What readers see who know the kinds of some exits exactly is not checked against what others see.",
    zh: "离职类型仅按组织单元与整个财年公布；上级单元与其下属单元一并核对，只有在任何可能公布的结果都不会透露某次离职类型时才公布。能精确读取部分离职类型的读者所见，与其他读者所见未相互核对。",
  },
];
