// Pay rules: what other rooms use of them. Calculators, comparisons and checks; nothing that pays or records an outcome.
export { payAccrual, type Accrual } from "./accrual.js";
export { versionAt, daysToDue } from "./calculate-pay.js";
export { verifyCheck, writeCheck, type CheckFileState } from "./check-file.js";
export { reasonWords } from "./difference-reasons.js";
export { givenText } from "./given-text.js";
export { fenText, minorDigits, type Fen, sumFen } from "./money.js";
export { openDeals, type OpenDeals } from "./open-deals.js";
export type { PayLine, PayResult } from "./pay-facts.js";
export { payOfPeople } from "./pay-people.js";
export { readPeriod, type PayPeriod } from "./pay-period.js";
export { payRulesNamed, payRulesOf, type PayRulesFile } from "./pay-rule-files.js";
export { givenSchema, type Given, type PayRules } from "./pay-rule-schema.js";
export { checkPayroll, type PayrollCheck } from "./payroll-check.js";
export { readAs } from "./raise-unit.js";
export { recognitionLists, type RecognitionList } from "./recognition.js";
export { ruleWords } from "./rule-words.js";
export { simulatePay, type PaySimulation, type SimulationQuestion } from "./simulate-pay.js";
export { workedPay } from "./worked-example.js";
