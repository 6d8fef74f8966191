-- Grain: one row per customer record: the part that $split asks for; null without one.
SELECT
    customer_id,
    CASE $split WHEN 'segment' THEN segment WHEN 'customer_type' THEN customer_type END AS "group"
FROM customers
