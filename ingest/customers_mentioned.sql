-- Grain: one row per run of customers of whom the load said for a day what was known, and per day. A run that only
-- holds changes is left out, as they have states of their own.
INSERT INTO customer_mentions BY NAME
WITH numbered AS (
    SELECT
        customer_id,
        first_load_id,
        row_number() OVER (PARTITION BY first_load_id ORDER BY customer_id) AS number
    FROM customers
),
mentioned AS (
    SELECT
        brought.load_id,
        brought.valid_from,
        first_load_id,
        customer_id,
        timeline.customer_id IS NOT NULL
        OR customer_id IN (SELECT customer_id FROM plain_customers) AS is_change,
        number - dense_rank() OVER (PARTITION BY brought.valid_from, first_load_id ORDER BY number) AS run
    FROM brought
    JOIN numbered USING (customer_id)
    LEFT JOIN timeline USING (customer_id, valid_from)
)
SELECT
    load_id,
    valid_from,
    first_load_id,
    min(customer_id) AS first_customer,
    max(customer_id) AS last_customer
FROM mentioned
GROUP BY load_id, valid_from, first_load_id, run
HAVING NOT bool_and(is_change)
