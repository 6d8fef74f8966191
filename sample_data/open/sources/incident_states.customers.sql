-- Grain: one row per incident, which is opened as a customer joins.
SELECT
    origin,
    number AS customer_id,
    try_strptime(opened_at, '%d/%m/%Y %H:%M')::DATE AS joined_on,
    priority AS segment
FROM export
QUALIFY row_number() OVER (PARTITION BY number ORDER BY try_cast(sys_mod_count AS INTEGER) DESC) = 1
