// What promoters, detractors and their net score are called, in sentences and over columns.

export const promoterNames = {
  promoters: /promoters?|推荐者/i,
  detractors: /detractors?|贬损者|批评者/i,
  score: /\be?nps\b|net promoter|净推荐/i,
};
