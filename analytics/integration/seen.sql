-- Grain: one row per customer with an id and source that saw them in records of the view. A hash
-- stands in for the id: customers are counted, never named.
SELECT DISTINCT hash(customer_id) AS customer, {source} AS source
FROM {facts} AS records
LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
WHERE customer_id IS NOT NULL AND {days} AND {picked}
