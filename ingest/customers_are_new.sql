-- Grain: one row: whether nothing was known of any customer of the load, and each is there once.
SELECT count(*) = count(DISTINCT customer_id) AND NOT EXISTS (FROM brought SEMI JOIN customers USING (customer_id))
FROM brought
