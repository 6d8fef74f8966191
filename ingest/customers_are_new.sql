-- Grain: one row: whether nothing was known of any customer of the load, and each is there once.
CREATE OR REPLACE TEMP TABLE repeated_customers AS
SELECT customer_id FROM brought GROUP BY customer_id HAVING count(*) > 1;

SELECT NOT EXISTS (FROM repeated_customers) AND NOT EXISTS (FROM brought SEMI JOIN customers USING (customer_id))
