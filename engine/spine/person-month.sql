-- assignment_segment → person_month (working table): the grain of employee_month, before anything wide is joined.
-- Grain: one row per employee and month with at least one employed day, in that order. A table of its own, because its
-- rows are shared out among threads; those of the few segments they come from are not.
CREATE OR REPLACE TEMP TABLE person_month AS
SELECT position, from_number, unnest(range(from_number, end_number))::INTEGER AS number FROM assignment_segment;
