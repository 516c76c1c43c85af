// What stands between a reader and one person's risk, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const revealErrors = defineErrors({
  reveal_off: {
    message: {
      en: "Risk of single persons is off in this workspace",
      zh: "此工作区未开启个人风险",
    },
    hint: {
      en: "Whoever answers for this workspace can write “reveal: on” in rapport.yml, after telling the employees and their representatives.",
      zh: "在告知员工及其代表之后，由工作区负责人在 rapport.yml 中写入“reveal: on”。",
    },
  },
  reveal_purpose_unknown: {
    message: {
      en: "“{purpose}” is no purpose for which one person's risk may be looked at",
      zh: "“{purpose}”不是允许查看个人风险的用途",
    },
    hint: { en: "Purposes: {known}", zh: "允许的用途：{known}" },
  },
  reveal_expiry_invalid: {
    message: {
      en: "A reveal ends on a day after {today}, at most {days} days ahead ({latest}); found “{expires}”",
      zh: "失效日期须晚于 {today}，且不超过 {days} 天（最晚 {latest}）；给出的是“{expires}”",
    },
    hint: { en: "Give a date as YYYY-MM-DD.", zh: "请以 YYYY-MM-DD 给出日期。" },
  },
  reveal_no_rights: {
    message: {
      en: "{reader} has no person-level rights on an employee “{person}” in {month}",
      zh: "{reader} 对 {month} 的员工“{person}”没有个人级权限",
    },
    hint: {
      en: "Check the employee number, or ask a reader with rights on that part of the organisation.",
      zh: "请核对工号，或由对该组织部分有权限的用户操作。",
    },
  },
  reveal_unknown: {
    message: {
      en: "There is no request “{reveal}” that {reader} takes part in",
      zh: "没有 {reader} 参与的申请“{reveal}”",
    },
    hint: { en: "See: rapport reveal list", zh: "请查看：rapport reveal list" },
  },
  reveal_not_open: {
    message: {
      en: "Request {reveal} is {state, select, approved {approved already} refused {refused} expired {past its end} other {not open}}",
      zh: "申请 {reveal} {state, select, approved {已获批准} refused {已被拒绝} expired {已过期} other {不在待批状态}}",
    },
    hint: { en: "Make a new request.", zh: "请重新提交申请。" },
  },
  reveal_needs_second_person: {
    message: {
      en: "{reader, select, local {The local user} other {{reader}}} {role, select, requester {made this request} other {is the person concerned}}; somebody else has to decide",
      zh: "{reader} {role, select, requester {是本申请的提交人} other {是当事人本人}}；须由另一人决定",
    },
    hint: {
      en: "A second reader of rapport.yml with person-level rights on that employee approves or refuses.",
      zh: "请由 rapport.yml 中另一位对该员工有个人级权限的用户批准或拒绝。",
    },
  },
  reveal_not_approved: {
    message: {
      en: "Request {reveal} is {state, select, pending {waiting for a second person} refused {refused} other {past its end}}: nothing is shown",
      zh: "申请 {reveal} {state, select, pending {尚待第二人批准} refused {已被拒绝} other {已过期}}：不显示任何内容",
    },
    hint: { en: "See: rapport reveal list", zh: "请查看：rapport reveal list" },
  },
  reveal_reason_missing: {
    message: { en: "A text of 1 to {most} characters is needed", zh: "需要 1 至 {most} 个字符的文字" },
    hint: { en: "Say why; it is kept in the journal.", zh: "请说明理由；该文字会保存在日志中。" },
  },
  reveal_no_employee: {
    message: {
      en: "{reader} is not tied to an employee number",
      zh: "{reader} 未与任何工号关联",
    },
    hint: {
      en: "In rapport.yml, write “employee:” and the employee number in the entry of this user.",
      zh: "请在 rapport.yml 中该用户条目下写入“employee:”和工号。",
    },
  },
  reveal_nothing_to_contest: {
    message: {
      en: "There is no prediction about {reader} to object to: nobody has asked for one",
      zh: "没有关于 {reader} 的预测可供提出异议：无人申请查看",
    },
    hint: { en: "See: rapport reveal mine", zh: "请查看：rapport reveal mine" },
  },
});
