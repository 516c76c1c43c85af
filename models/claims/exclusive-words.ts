// Words of answers and groups that exclude each other (men and women, agree and disagree, yes and no) → does a text part a whole by them.

/** English as whole words; Chinese so that 不满意 is no 满意. */
const groups: readonly (readonly [RegExp, RegExp])[] = [
  [/\bmen\b|\bmales?\b/, /\bwomen\b|\bfemales?\b/],
  [/男/, /女/],
  [/\bvoluntary/, /\binvoluntary/],
  [/主动/, /被动/],
  [/\bfull-time/, /\bpart-time/],
  [/全职/, /兼职/],
  [/\bmandatory|\bcompulsory/, /\belective|\boptional/],
  [/必修/, /选修/],
  [/\binternal/, /\bexternal/],
  [/\bpermanent/, /\btemporary|\bfixed-term/],
];
const answersApart: readonly (readonly [RegExp, RegExp])[] = [
  [/\bsatisf/, /\bdissatisf|\bunsatisf/],
  [/(?<!不)满意/, /不满意/],
  [/\bagree/, /\bdisagree/],
  [/(?<!不)(?:同意|赞成)/, /不同意|反对/],
  [/\bfavou?rable/, /\bunfavou?rable/],
  [/\bpositive/, /\bnegative/],
  [/\byes\b/, /\bno\b/],
  [/\bpromoters?\b|推荐者/, /\bdetractors?\b|贬损者/],
  [/(?<!不)(?:合格|达标)/, /不合格|不达标/],
];

const namesBoth = (words: string, pairs: readonly (readonly [RegExp, RegExp])[]): boolean =>
  pairs.some(([a, b]) => a.test(words) && b.test(words));

/** Groups of people or cases: there is no third. */
export const partsByGroup = (words: string): boolean => namesBoth(words, groups);
/** Groups or answers, with perhaps a middle between them. */
export const partsAWhole = (words: string): boolean => partsByGroup(words) || namesBoth(words, answersApart);

/** A heading over answers: columns side by side that make up a whole. */
export const isAnswer = (name: string): boolean =>
  answersApart.some((pair) => pair.some((one) => one.test(name.toLowerCase()))) ||
  /neutral|passive|often|never|sometimes|always|一般|中立|经常|从不|有时|总是|[1-5]分/i.test(name);

/** Each may have given several answers: their shares sum to anything. */
export const severalAnswers = /多选|可选多|multiple|several answers|more than one|select all|tick all/;
