-- Grain: one row per purchase beyond the first one, of customers whose day of joining is known.
SELECT customer_id, day
FROM (
    SELECT
        bought.customer_id,
        purchased_local::DATE AS day,
        kind,
        row_number() OVER (PARTITION BY bought.customer_id ORDER BY purchased_local, purchase_id) AS place
    FROM purchases AS bought
    JOIN customer_facts USING (customer_id)
    WHERE kind IS DISTINCT FROM 'refund' AND purchased_local >= joined_on
)
WHERE kind IN ('repeat', 'cross', 'up') OR (kind IS NULL AND place > 1)
