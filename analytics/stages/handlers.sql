-- Grain: one row per stage and department: contacts of the process with customers on their way, from $since to $until.
-- Reads from `journeys`.
SELECT list_position($process_stages, stage) AS stage_number, department, count(*) AS contacts
FROM contacts
LEFT JOIN customer_facts USING (customer_id)
WHERE customer_id IN (SELECT customer_id FROM journeys)
    AND occurred_local >= $since::DATE
    AND occurred_local < $until::DATE + 1
    AND list_contains($process_stages, stage)
    AND (len($process_reasons) = 0 OR list_contains($process_reasons, reason))
    AND {picked}
GROUP BY ALL
