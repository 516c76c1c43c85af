-- Functions that the spine's queries share.
-- Months since year 0: a number that grows by one each month.
CREATE OR REPLACE TEMP MACRO month_number(d) AS (year(d) * 12 + month(d) - 1)::INTEGER;
-- The first day of that month.
CREATE OR REPLACE TEMP MACRO first_of_month(number) AS make_date(number // 12, number % 12 + 1, 1);
-- Counts of days packed into one number, six bits each (36 bits of a double's 53): the flag to sum, and the count in a sum.
CREATE OR REPLACE TEMP MACRO day_flag(place) AS (2::DOUBLE ** (6 * place));
CREATE OR REPLACE TEMP MACRO flagged_days(flags, place) AS ((flags >> (6 * place)) & 63)::UTINYINT;
-- Days of a month as signs of two bits (attendance-month.sql) → sets of days at every other bit: with a row, without any sign.
CREATE OR REPLACE TEMP MACRO signs_given(signs) AS ((signs | (signs >> 1)) & 1537228672809129301);
CREATE OR REPLACE TEMP MACRO signs_missing(signs) AS (signs & (signs >> 1) & 1537228672809129301);
-- Days with a row that says something, and those of unplanned absence. Nothing at all is an absence where presence is recorded.
CREATE OR REPLACE TEMP MACRO days_known(signs, is_recorded) AS
  CASE WHEN is_recorded THEN signs_given(signs) ELSE signs_given(signs) & ~signs_missing(signs) END;
CREATE OR REPLACE TEMP MACRO days_away(signs, is_recorded) AS
  CASE WHEN is_recorded THEN (signs >> 1) & 1537228672809129301 ELSE (signs >> 1) & ~signs & 1537228672809129301 END;
-- Days without a row that says something, both bits of each.
CREATE OR REPLACE TEMP MACRO days_between(known) AS (~known & 1537228672809129301) * 3;
-- Spells that begin in the month: days away that do not follow another one. A set moved up by a day and added to the days
-- between runs through them to the next day with a row, as a carry does through nines.
CREATE OR REPLACE TEMP MACRO spells(known, away) AS bit_count(
  away & ~(((away << 2) & known) | ((days_between(known) + ((away << 2) & days_between(known))) & known))
)::INTEGER;
