-- Grain: one row per contact of a customer who is looked at.
SELECT
    customer_id,
    reason,
    occurred_local
FROM contact_facts
WHERE customer_id IS NOT NULL AND {sampled}
