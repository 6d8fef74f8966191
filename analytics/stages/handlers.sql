-- Grain: one row per stage and department: contacts of the process with new customers, from $since to $until. Reads from
-- `ways`.
SELECT stage_number, department, count(*) AS contacts
FROM ways
LEFT JOIN customer_facts USING (customer_id)
WHERE occurred_local >= $since::DATE AND {picked}
GROUP BY ALL
