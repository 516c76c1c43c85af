// What can be wrong with a request to erase a person.
import { defineErrors } from "../errors.js";

export const erasureErrors = defineErrors({
  person_unknown: {
    message: {
      en: "No import holds an employee {employee}.",
      zh: "任何导入中都没有工号为 {employee} 的员工。",
    },
    hint: {
      en: "Give the employee number exactly as the sources write it.",
      zh: "请按来源数据中的写法给出工号。",
    },
  },
  erasure_needs_reason: {
    message: {
      en: "An erasure needs a reason; none was given.",
      zh: "删除个人数据须说明理由；尚未给出。",
    },
    hint: {
      en: 'Say why, e.g. --reason "request of 2026-11-03". It is kept in the journal and must not name the person.',
      zh: '请说明理由，例如 --reason "2026-11-03 的申请"。该理由会记入日志，请勿写出当事人姓名。',
    },
  },
  reason_names_person: {
    message: {
      en: "The reason names the person who is to be erased; the journal keeps it.",
      zh: "理由中写出了待删除者；该理由会保留在日志中。",
    },
    hint: {
      en: "Refer to the request instead: its date or its number.",
      zh: "请改为引用申请的日期或编号。",
    },
  },
});
