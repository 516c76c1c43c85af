// JSON typed on a command line, or a file with it → what a calculation is given by hand; anything else is refused with its place.
import { readEncodedText } from "../read-flat-file.js";
import { payErrors } from "./pay-errors.js";
import { givenSchema, type Given } from "./pay-rule-schema.js";

const example = '{"amounts": {"commission": 120000}}';

/** Errors: pay_given_invalid. A text that does not begin with a brace is the name of a file. */
export function givenText(written: string): Given {
  const isJson = /^\s*[{[]/.test(written);
  const invalid = (problem: string): Error =>
    payErrors.pay_given_invalid({ file: isJson ? "--given" : written.slice(0, 120), problem, example });
  let value: unknown;
  try {
    value = JSON.parse(isJson ? written : readEncodedText(written).text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw invalid((error as Error).message.slice(0, 160));
  }
  const parsed = givenSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw invalid([path.map(String).join("."), message].filter(Boolean).join(": "));
}
