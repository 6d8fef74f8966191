-- Grain: one row per contact of a known customer on the days read: what it was, as the bits of `lived`, what its customer
-- gave it, and where it was.
SELECT
    contact_id,
    customer_id,
    occurred_local,
    date_trunc('month', occurred_local)::DATE AS month,
    coalesce(contact_tier, '') AS tier,
    department,
    channel,
    reason,
    outcome,
    failure_origin,
    {place} AS place,
    {lived} AS lived,
    csat
FROM contact_facts
LEFT JOIN (
    SELECT contact_id AS rated_id, avg(score) AS csat
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
) AS rated ON rated_id = contact_id
WHERE customer_id IS NOT NULL
    AND occurred_local >= $since::DATE
    AND occurred_local < $until::DATE + 1
    AND {sampled}
    AND {picked}
