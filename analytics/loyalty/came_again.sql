-- Grain: one row per customer with a first rating: whether another contact came within so many days after the answer.
SELECT
    first_rated.*,
    coalesce(later.occurred_local <= answered_local + to_days($within::INTEGER), false) AS is_so
FROM first_rated
ASOF LEFT JOIN contact_facts AS later
    ON later.customer_id = first_rated.customer_id
    AND later.occurred_local > answered_local
