-- Grain: one row per customer of whom the load says something else than their latest state.
CREATE OR REPLACE TEMP TABLE open_customers AS
SELECT DISTINCT customer_id, known.customer_id IS NULL AS is_new
FROM brought
LEFT JOIN customers AS known USING (customer_id)
WHERE known.customer_id IS NULL OR brought.valid_from < known.valid_from OR {brought_differs_from_known}
