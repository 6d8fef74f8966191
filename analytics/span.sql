-- Grain: one row: the first and the last day of a mart. A slip far ahead, or a booking, does not move the end:
-- that is the last day up to tomorrow, in whichever zone days are cut, unless every day is later. Now is the time
-- of the newest load if that is later: the clock may have been set back.
WITH today AS (
    SELECT (greatest(now(), (SELECT max(loaded_at) FROM loads)) AT TIME ZONE 'UTC' + INTERVAL 14 HOURS)::DATE AS day
)
SELECT
    min(mart.day) AS first_day,
    coalesce(max(mart.day) FILTER (mart.day <= today.day + 1), max(mart.day)) AS last_day
FROM {mart} AS mart
CROSS JOIN today
