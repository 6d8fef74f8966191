-- Grain: one row per customer and day from which a state held that is the same as the one before, now that an earlier
-- day is known. That it was stated for its day is kept.
INSERT INTO customer_mentions BY NAME
SELECT
    known.load_id,
    known.valid_from,
    customers.first_load_id,
    known.customer_id AS first_customer,
    known.customer_id AS last_customer
FROM customer_states AS known
JOIN customers USING (customer_id)
SEMI JOIN open_customers USING (customer_id)
LEFT JOIN timeline ON timeline.customer_id = known.customer_id AND timeline.valid_from = known.valid_from
WHERE timeline.customer_id IS NULL
