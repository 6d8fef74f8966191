-- Grain: one row per length of the time from one day with contacts of a known customer to the next, in whole days;
-- the last one of a customer is cut short by the end of the data.
WITH contact_days AS (
    SELECT DISTINCT customer_id, occurred_local::DATE AS day
    FROM contact_facts
    WHERE customer_id IS NOT NULL AND occurred_local < $last_day::DATE + 1
),
followed AS (
    SELECT day, lead(day) OVER (PARTITION BY customer_id ORDER BY day) AS next_day
    FROM contact_days
)
SELECT
    coalesce(next_day, $last_day::DATE) - day AS days,
    next_day IS NOT NULL AS has_ended,
    count(*) AS gaps
FROM followed
GROUP BY ALL
