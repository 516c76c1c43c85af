-- attendance_month → presence_month, continued_spell (working tables).
-- Grain: one row per month with attendance. A month in which nobody's presence was recorded says nothing about absence.
CREATE OR REPLACE TEMP TABLE presence_month AS
SELECT number, sum(bit_count(signs_given(signs))) > sum(bit_count(signs_missing(signs))) AS is_recorded
FROM attendance_month GROUP BY number;

-- Grain: one row per employee and month whose first spell of unplanned absence (sick, unexcused, or no sign where presence is
-- recorded) goes on from the month before: it counts there, not here. A spell is a run of such days in which the person has no
-- other day with a row: a weekend or holiday does not end it, a day of work or of leave does.
CREATE OR REPLACE TEMP TABLE continued_spell AS
WITH days AS (
  SELECT position, number, days_known(signs, is_recorded) AS known, days_away(signs, is_recorded) AS away
  FROM attendance_month JOIN presence_month USING (number)
  WHERE signs & 3074457345618258602 > 0  -- no second bit anywhere: nothing but work and leave
)
SELECT this.position, this.number
FROM days AS this JOIN days AS before ON before.position = this.position AND before.number = this.number - 1
-- the first day with a row is away, and so was the last one of the month before
WHERE (this.known & -this.known & this.away) > 0 AND before.away > before.known - before.away;
