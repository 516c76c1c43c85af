// rapport reveal request|approve|refuse|show|list|mine|contest: one person's risk, with purpose, second person, end and journal.
import {
  aboutMe,
  contest,
  decideReveal,
  listReveals,
  lookAtReveal,
  requestReveal,
  revealPurposes,
  type ModelContext,
} from "../models/index.js";
import type { Command } from "commander";
import type { Register } from "./commands.js";
import { aboutMeText, predictionText, revealsText } from "./reveal-text.js";
import { answerAs, offer, type ReaderOptions } from "./reader-command.js";

const purposes = revealPurposes.map(({ id }) => id).join(", ");
const text = {
  about: {
    en: "one person's risk of leaving: asked for with a purpose, decided by a second person, until a date, in the journal",
    zh: "个人离职风险：须说明用途、由第二人批准、限期查看，全程写入日志",
  },
  request: { en: "ask to see the risk of one person", zh: "申请查看某人的风险" },
  approve: { en: "approve somebody else's request", zh: "批准他人的申请" },
  refuse: { en: "refuse somebody else's request", zh: "拒绝他人的申请" },
  show: { en: "look at an approved one; the look is noted", zh: "查看已批准的预测；每次查看都会记录" },
  list: { en: "requests that concern the reader", zh: "与当前用户有关的申请" },
  mine: {
    en: "what is predicted about the reader, who looked, when and why",
    zh: "关于当前用户本人的预测，以及谁在何时为何查看",
  },
  contest: { en: "object to a prediction about oneself", zh: "对关于本人的预测提出异议" },
  id: { en: "number of the request", zh: "申请编号" },
  person: { en: "employee number", zh: "工号" },
  purpose: { en: `one of: ${purposes}`, zh: `可选：${purposes}` },
  expires: {
    en: "last day of looking, YYYY-MM-DD, at most 30 days ahead",
    zh: "最后可查看日期 YYYY-MM-DD，最多 30 天",
  },
  reason: { en: "why", zh: "理由" },
  said: { en: "the objection, in words", zh: "异议内容" },
  as: { en: "reader who acts", zh: "操作的用户" },
};

interface Options extends Omit<ReaderOptions, "purpose" | "locale"> {
  purpose: string;
  expires: string;
  reason: string;
}

export const register: Register = (program, locale) => {
  const group = program.command("reveal").description(text.about[locale]);
  const command = (name: keyof typeof text & string, usage: string): Command =>
    offer(group.command(usage).description(text[name][locale]), locale, ["workspace", "as", "json"], {
      as: text.as,
    });
  // --purpose is the request's own here, and each look writes its own line
  const run = <T>(
    { workspace, as, json }: Options,
    act: (context: ModelContext) => Promise<T>,
    show: (value: T) => string,
  ): Promise<void> =>
    answerAs({ workspace, as, json }, locale, null, async (context) => {
      const value = await act(context);
      return [value, () => show(value)];
    });
  command("request", "request <person>")
    .requiredOption("--purpose <purpose>", text.purpose[locale])
    .requiredOption("--expires <date>", text.expires[locale])
    .action((person: string, options: Options) =>
      run(
        options,
        (context) => requestReveal(context, { person, purpose: options.purpose, expires: options.expires }),
        (reveal) => revealsText([reveal], [], locale),
      ),
    );
  command("approve", "approve <id>").action((id: string, options: Options) =>
    run(
      options,
      (context) => decideReveal(context, id, { approve: true }),
      (reveal) => revealsText([reveal], [], locale),
    ),
  );
  command("refuse", "refuse <id>")
    .requiredOption("--reason <text>", text.reason[locale])
    .action((id: string, options: Options) =>
      run(
        options,
        (context) => decideReveal(context, id, { approve: false, reason: options.reason }),
        (reveal) => revealsText([reveal], [], locale),
      ),
    );
  command("show", "show <id>").action((id: string, options: Options) =>
    run(
      options,
      (context) => lookAtReveal(context, id),
      ({ prediction, contests }) => predictionText(prediction, contests, locale),
    ),
  );
  command("list", "list").action((options: Options) =>
    run(options, listReveals, ({ reveals, contests }) => revealsText(reveals, contests, locale)),
  );
  command("mine", "mine").action((options: Options) =>
    run(options, aboutMe, (mine) => aboutMeText(mine, locale)),
  );
  command("contest", "contest <text>").action((said: string, options: Options) =>
    run(
      options,
      (context) => contest(context, said),
      (mine) => aboutMeText(mine, locale),
    ),
  );
};
