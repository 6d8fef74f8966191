-- Grain: one row per part, days from the first contact to the end of observation, and whether it ended by falling
-- silent: how many customers. Reads from `first_contacts` and `silences`. The last $inactivity_days days cannot be
-- judged yet: first contacts in them are left out, and observation ends before them.
SELECT
    {split} AS "group",
    0 AS entry,
    coalesce(left_day, $last_day::DATE - $inactivity_days::INTEGER) - first_day AS duration,
    left_day IS NOT NULL AS has_event,
    count(*) AS weight
FROM first_contacts
LEFT JOIN silences USING (customer_id)
LEFT JOIN customer_facts USING (customer_id)
WHERE first_day BETWEEN $first_day::DATE AND $last_day::DATE - $inactivity_days::INTEGER AND {picked}
GROUP BY ALL
