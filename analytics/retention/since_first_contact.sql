-- Grain: one row per part, days from the first contact to the end of observation, and whether it ended by leaving:
-- how many customers with a record. Reads from `first_contacts`. Who left on the day of the first contact came in
-- order to leave, and is not counted.
SELECT
    {split} AS "group",
    0 AS entry,
    least(coalesce(left_on, $last_day::DATE), $last_day::DATE) - first_day AS duration,
    coalesce(left_on <= $last_day::DATE, false) AS has_event,
    count(*) AS weight
FROM first_contacts
JOIN customer_facts USING (customer_id)
WHERE first_day >= $first_day::DATE AND coalesce(left_on > first_day, true) AND {picked}
GROUP BY ALL
