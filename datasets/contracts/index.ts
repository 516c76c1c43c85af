// Every source contract, in the order in which references can be checked.
import { attendanceDay } from "./attendance-day.js";
import { calendarEvent } from "./calendar-event.js";
import type { Contract } from "./contract.js";
import { employee } from "./employee.js";
import { jobAssignment } from "./job-assignment.js";
import { orgUnit } from "./org-unit.js";
import { performanceReview } from "./performance-review.js";
import { salesActivity } from "./sales-activity.js";
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
  performanceReview,
  trainingRecord,
  salesActivity,
  surveyResponse,
  calendarEvent,
];

/** The contract of that table; undefined when there is none. */
export const contractOf = (table: string): Contract | undefined => contracts.find((c) => c.table === table);
