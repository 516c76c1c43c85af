-- Functions that the spine's queries share.
-- Months since year 0: a number that grows by one each month.
CREATE OR REPLACE TEMP MACRO month_number(d) AS (year(d) * 12 + month(d) - 1)::INTEGER;
-- The first day of that month.
CREATE OR REPLACE TEMP MACRO first_of_month(number) AS make_date(number // 12, number % 12 + 1, 1);
-- Whole months from one day to another; the 31st to the 28th is not yet a month.
CREATE OR REPLACE TEMP MACRO completed_months(a, b) AS
  (month_number(b) - month_number(a) - (day(b) < day(a))::INTEGER)::INTEGER;
-- Counts of days packed into one number, six bits each (48 bits of a double's 53): the flag to sum, and the count in a sum.
CREATE OR REPLACE TEMP MACRO day_flag(place) AS (2::DOUBLE ** (6 * place));
CREATE OR REPLACE TEMP MACRO flagged_days(flags, place) AS ((flags >> (6 * place)) & 63)::INTEGER;
