-- Grain: one row per known customer who fell silent: the first day with a contact after which no other came for
-- more than $inactivity_days days, by the last day of the data.
WITH contact_days AS (
    SELECT DISTINCT customer_id, occurred_local::DATE AS day
    FROM contact_facts
    WHERE customer_id IS NOT NULL AND occurred_local < $last_day::DATE + 1
),
followed AS (
    SELECT customer_id, day, lead(day) OVER (PARTITION BY customer_id ORDER BY day) AS next_day
    FROM contact_days
)
SELECT customer_id, min(day) AS left_day
FROM followed
WHERE coalesce(next_day, $last_day::DATE + 1) - day > $inactivity_days::INTEGER
GROUP BY customer_id
