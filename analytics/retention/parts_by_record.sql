-- Grain: one row per customer record among those picked: the part it belongs to.
SELECT customer_id, {split} AS "group"
FROM customer_facts
WHERE {picked}
