-- attendance_month, presence_month → spell_month (working table).
-- Grain: one row per employee and month with unplanned absence (sick, unexcused, or no sign where presence is recorded).
-- A spell is a run of such days in which the person has no other day with a row: a weekend or holiday does not end it, a day
-- of work or of leave does. It counts in the month in which it begins; one that goes on from the month before does not.
-- Days of a month are bits of a number: a set moved up by one and added to the days without a row runs through them to the
-- next day with a row, as a carry does through nines.
CREATE OR REPLACE TEMP TABLE spell_month AS
WITH days AS (
  SELECT position, number, days::BIGINT & ~(CASE WHEN is_recorded THEN 0 ELSE missing END) AS known,
    absent::BIGINT | CASE WHEN is_recorded THEN missing ELSE 0 END AS away
  FROM attendance_month JOIN presence_month USING (number)
), followed AS (
  SELECT position, number, known, away, ~known & 2147483647 AS gaps, away << 1 AS after,
    (after & known) | ((gaps + (after & gaps)) & known) AS next
  FROM days WHERE away > 0
)
SELECT f.position, f.number,
  bit_count(f.away & ~f.next)::INTEGER
    -- the first day with a row is away, and so was the last one of the month before
    - ((f.known & -f.known & f.away) > 0 AND coalesce(before.away > before.known - before.away, false))::INTEGER AS absence_spells
FROM followed AS f LEFT JOIN days AS before ON before.position = f.position AND before.number = f.number - 1;
