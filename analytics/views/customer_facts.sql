-- Grain: one row per customer: the latest state of the record.
SELECT COLUMNS(lambda name: name <> 'first_load_id')
FROM customers
