-- Grain: one row per purchase beyond the first one, of customers whose day of joining is known.
WITH bought AS (
    SELECT bought.customer_id, purchase_id, purchased_local, kind
    FROM purchases AS bought
    JOIN customer_facts USING (customer_id)
    WHERE kind IS DISTINCT FROM 'refund' AND purchased_local >= joined_on
)
SELECT customer_id, purchased_local::DATE AS day
FROM bought
WHERE kind IN ('repeat', 'cross', 'up')
UNION ALL
-- Where purchases do not say what they are, all but the first are further ones.
SELECT customer_id, purchased_local::DATE AS day
FROM (
    SELECT
        *,
        row_number() OVER (PARTITION BY customer_id ORDER BY purchased_local, purchase_id) AS place
    FROM bought
    WHERE customer_id IN (SELECT customer_id FROM purchases WHERE kind IS NULL)
)
WHERE kind IS NULL AND place > 1
