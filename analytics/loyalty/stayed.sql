-- Grain: one row per customer with a record who had not left before the first rating: whether still there so many days
-- after it. Where no record says that anybody left, of nobody it is known.
SELECT
    first_rated.*,
    coalesce(left_on > first_rated.day + within, true) AS is_so
FROM first_rated
JOIN customers ON customers.customer_id = first_rated.customer_id
WHERE
    coalesce(left_on >= first_rated.day, true)
    AND EXISTS (FROM customers AS others WHERE others.left_on IS NOT NULL)
