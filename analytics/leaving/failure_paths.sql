-- Grain: one row per failed contact of a known customer who had not left before it and of whom the data reach over
-- what follows: whether the customer complained, what was done about the failure, and what became of the customer.
-- Where no record says that anybody left, of nobody it is known.
SELECT
    *,
    CASE WHEN has_complained THEN 'complained' ELSE 'no_complaint' END AS complaint_step,
    coalesce(recovery, 'unknown') AS recovery_step,
    CASE
        WHEN NOT has_record OR NOT EXISTS (FROM customers WHERE customers.left_on IS NOT NULL) THEN 'no_record'
        WHEN has_left THEN 'left'
        ELSE 'stayed'
    END AS end_step
FROM ({followed})
