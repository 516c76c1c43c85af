// Every source contract, in the order in which references can be checked.
import { attendanceDay } from "./attendance-day.js";
import { calendarEvent } from "./calendar-event.js";
import { coaching } from "./coaching.js";
import { competencyRating } from "./competency-rating.js";
import type { Contract } from "./contract.js";
import { customerContact } from "./customer-contact.js";
import { customerFeedback } from "./customer-feedback.js";
import { customerOrder } from "./customer-order.js";
import { employee } from "./employee.js";
import { jobAssignment } from "./job-assignment.js";
import { kpiActual } from "./kpi-actual.js";
import { lead } from "./lead.js";
import { orgUnit } from "./org-unit.js";
import { pay } from "./pay.js";
import { payrollHours } from "./payroll-hours.js";
import { performanceReview } from "./performance-review.js";
import { salesActivity } from "./sales-activity.js";
import { suggestion } from "./suggestion.js";
import { supportTicket } from "./support-ticket.js";
import { surveyResponse } from "./survey-response.js";
import { termination } from "./termination.js";
import { trainingRecord } from "./training-record.js";

export type { Column, ColumnType, Contract, Text } from "./contract.js";

export const contracts: readonly Contract[] = [
  orgUnit,
  employee,
  jobAssignment,
  termination,
  attendanceDay,
  payrollHours,
  performanceReview,
  trainingRecord,
  salesActivity,
  kpiActual,
  pay,
  competencyRating,
  lead,
  customerOrder,
  customerFeedback,
  customerContact,
  supportTicket,
  coaching,
  suggestion,
  surveyResponse,
  calendarEvent,
];

/** The contract of that table; undefined when there is none. */
export const contractOf = (table: string): Contract | undefined => contracts.find((c) => c.table === table);
