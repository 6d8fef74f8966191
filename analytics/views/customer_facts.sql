-- Grain: one row per customer: the latest state of the record.
SELECT *
FROM customers
