-- Grain: one row per customer of the made company; one in seven leaves within the year.
SELECT
    'c' || i AS customer_id,
    DATE '2015-01-01' + (hash(32 * i + 21) % 3650)::INTEGER AS joined_on,
    CASE WHEN hash(32 * i + 22) % 7 = 0 THEN DATE '2025-01-15' + (hash(32 * i + 23) % 350)::INTEGER END AS left_on,
    NULL AS leave_causes,
    list_extract(['basic', 'plus', 'premium', 'business'], 1 + (hash(32 * i + 24) % 4)::INTEGER) AS segment,
    NULL AS customer_type,
    NULL AS annual_value,
    getvariable('load_id') AS load_id
FROM range(getvariable('customers')) AS rows (i)
