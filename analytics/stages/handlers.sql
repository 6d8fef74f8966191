-- Grain: one row per stage and department: contacts of the process with new customers, from $since to $until. Reads from
-- `ways`.
SELECT stage_number, department, count(*) AS contacts
FROM ways
LEFT JOIN (
    SELECT *, age_band_of(born_on, $until::DATE) AS age_band FROM customer_facts
) AS customers USING (customer_id)
WHERE occurred_local >= $since::DATE AND {picked}
GROUP BY ALL
