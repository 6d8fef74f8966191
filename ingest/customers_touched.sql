-- Grain: one row per customer of whom the load says something else than their latest state. Mostly that comes after all
-- that was known, once: these are the plain ones. The others are open.
CREATE OR REPLACE TEMP TABLE touched_customers AS
SELECT DISTINCT
    customer_id,
    known.customer_id IS NULL AS is_new,
    customer_id NOT IN (FROM repeated_customers)
    AND (
        known.customer_id IS NULL
        OR (
            brought.valid_from > known.valid_from
            AND brought.valid_from > (SELECT coalesce(max(valid_from), DATE '0001-01-01') FROM customer_mentions)
        )
    ) AS is_plain
FROM brought
LEFT JOIN customers AS known USING (customer_id)
WHERE known.customer_id IS NULL OR brought.valid_from < known.valid_from OR {brought_differs_from_known};

CREATE OR REPLACE TEMP VIEW plain_customers AS FROM touched_customers WHERE is_plain;
CREATE OR REPLACE TEMP VIEW open_customers AS FROM touched_customers WHERE NOT is_plain
