-- Grain: one row per customer and day from which a state of theirs holds, until the day of the next one.
SELECT * EXCLUDE (first_load_id) FROM customers
UNION ALL BY NAME
SELECT * FROM customer_history
