-- Grain: one row for the customer $customer if the customer records hold them: the latest state.
SELECT * EXCLUDE (load_id, first_load_id)
FROM customers
WHERE customer_id = $customer
