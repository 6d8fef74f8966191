-- Grain: one row per part, days from the first contact to the end of observation, and whether it ended by leaving:
-- how many customers with a record. Reads from `first_contacts`. Who left on the day of the first contact came in
-- order to leave, and is not counted.
SELECT
    CASE $split
        WHEN 'segment' THEN segment
        WHEN 'customer_type' THEN customer_type
        WHEN 'department' THEN department
        WHEN 'contact_tier' THEN contact_tier
        WHEN 'channel' THEN channel
    END AS "group",
    0 AS entry,
    least(coalesce(left_on, $last_day::DATE), $last_day::DATE) - first_day AS duration,
    coalesce(left_on <= $last_day::DATE, false) AS has_event,
    count(*) AS weight
FROM first_contacts
JOIN customers USING (customer_id)
WHERE coalesce(left_on > first_day, true)
GROUP BY ALL
