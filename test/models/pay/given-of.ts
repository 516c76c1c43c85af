// Part of what a calculation is given → all of it.
import { givenSchema, type Given } from "../../../models/pay/pay-rule-schema.js";

export const givenOf = (given: Partial<Given>): Given => givenSchema.parse(given);
