-- Grain: one row per known customer whose id is most like $given, the likest first.
WITH known_customers AS (
    SELECT customer_id FROM customers
    UNION
    SELECT customer_id FROM customer_month
)
SELECT customer_id
FROM known_customers
ORDER BY
    upper(customer_id) = upper($given) DESC,
    starts_with(upper(customer_id), upper($given)) DESC,
    damerau_levenshtein(upper(customer_id), upper($given)),
    customer_id
LIMIT $most
