-- Grain: one row per customer whose day of joining is known, with the days from which each stage holds. Developing begins
-- with the first sign of more (a further purchase; where none are recorded, so many contacts), at the latest
-- $acquired_days after joining; retained begins $retained_days after it.
-- What customers who joined before the data did before is not known, so neither is their stage while they may be new.
SELECT
    customer_id,
    joined_on,
    left_on,
    least(further_on, joined_on + $acquired_days::INTEGER) AS developed_on,
    joined_on + $retained_days::INTEGER AS retained_on,
    CASE
        WHEN joined_on >= (SELECT min(day) FROM contact_daily) THEN joined_on
        ELSE joined_on + $acquired_days::INTEGER
    END AS known_from
FROM customer_facts
LEFT JOIN (
    SELECT customer_id, min(day) AS further_on
    FROM ({further_days})
    GROUP BY customer_id
) AS further USING (customer_id)
WHERE joined_on IS NOT NULL
