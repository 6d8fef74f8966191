-- Grain: `customers` has one row per customer, `customer_history` one per customer and day from which an earlier state
-- held. What the load says of plain customers takes the place of their latest states.
INSERT INTO customer_history BY NAME
SELECT * EXCLUDE (first_load_id) FROM customers SEMI JOIN plain_customers USING (customer_id);

UPDATE customers
SET {brought_values}
FROM brought
WHERE
    brought.customer_id = customers.customer_id
    AND brought.customer_id IN (SELECT customer_id FROM plain_customers);

INSERT INTO customers BY NAME
SELECT brought.* EXCLUDE (is_stated, position), load_id AS first_load_id
FROM brought
JOIN plain_customers USING (customer_id)
WHERE is_new
