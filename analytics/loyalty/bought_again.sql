-- Grain: one row per customer with a first rating: whether another purchase that is not the first followed within so many
-- days after the answer; refunds are none. Where nothing was ever bought, of nobody it is known.
SELECT
    first_rated.*,
    coalesce(later.purchased_local <= answered_local + to_days(within), false) AS is_so
FROM first_rated
ASOF LEFT JOIN (
    SELECT
        customer_id,
        purchased_local
    FROM purchases
    WHERE kind IS NULL OR kind NOT IN ('first', 'refund')
) AS later
    ON later.customer_id = first_rated.customer_id
    AND later.purchased_local > answered_local
WHERE EXISTS (FROM purchases AS anything)
