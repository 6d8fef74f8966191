-- Grain: one row per business day, dimensions (stored: department, contact tier, channel) and known customer who had a
-- contact; a hash in place of the customer's id, which different customers are counted by in a third of the time.
SELECT DISTINCT
    day,
    COLUMNS(getvariable('dimensions')),
    hash(customer_id) AS customer
FROM contact_facts
WHERE
    customer_id IS NOT NULL
    AND occurred_local >= getvariable('first_day')
    AND occurred_local < getvariable('end_day')
