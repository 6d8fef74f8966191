-- Grain: one row per row of the facts, with what its customer was on its day.
SELECT records.*, {columns}
FROM {facts} AS records
LEFT JOIN customer_periods AS customers
    ON customers.customer_id = records.customer_id
    AND records.day >= customers.valid_from
    AND records.day < customers.valid_until
