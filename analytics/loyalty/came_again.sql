-- Grain: one row per customer with a first rating: whether another contact came within so many days after the answer.
SELECT
    *,
    customer_id IN (
        SELECT later.customer_id
        FROM later_contacts AS later
        JOIN first_rated AS rated ON rated.customer_id = later.customer_id
        WHERE
            later.occurred_local > answered_local
            AND later.occurred_local <= answered_local + to_days(within)
    ) AS is_so
FROM first_rated
