-- Grain: one row per contact of the process with a new customer, up to the end of $until. New are customers who joined
-- within the data; where no record says when anybody joined, those with a contact in the first stage.
WITH newcomers AS (
    SELECT customer_id FROM customer_facts WHERE joined_on >= (SELECT min(day) FROM contact_daily)
    UNION
    SELECT customer_id
    FROM contact_facts
    WHERE stage = $process_stages[1] AND (SELECT count(joined_on) = 0 FROM customer_facts)
)
SELECT customer_id, list_position($process_stages, stage) AS stage_number, department, occurred_local
FROM contact_facts
SEMI JOIN newcomers USING (customer_id)
WHERE occurred_local < $until::DATE + 1
    AND list_contains($process_stages, stage)
    AND (len($process_reasons) = 0 OR list_contains($process_reasons, reason))
