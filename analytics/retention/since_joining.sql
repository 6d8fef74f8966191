-- Grain: one row per part, days with the company when observation began and ended, and whether it ended by leaving:
-- how many customers. A day counts when it is over, so that leaving on the day of joining is leaving after 1 day.
-- Who had left before the first day is left out even where a record is there: most such records are gone.
SELECT
    {split} AS "group",
    greatest($first_day::DATE - joined_on, 0) AS entry,
    least(coalesce(left_on, $last_day::DATE), $last_day::DATE) - joined_on + 1 AS duration,
    coalesce(left_on <= $last_day::DATE, false) AS has_event,
    count(*) AS weight
FROM customer_facts
WHERE joined_on <= $last_day::DATE AND coalesce(left_on >= $first_day::DATE, true) AND {picked}
GROUP BY ALL
