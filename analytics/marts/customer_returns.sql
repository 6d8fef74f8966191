-- Grain: one row per business day, place, and business day of the customers' contact before in the same place, null for
-- their first there: how many known customers had a contact in the place that day. `level` says what a place is: a
-- department, a contact tier, or both; the other column is null. As many different customers had a contact in a place and
-- period as there are on its days with no contact there before, or one before the period.
WITH on_day AS (
    SELECT DISTINCT day, customer, department, contact_tier
    FROM customer_days_wide
    WHERE day >= getvariable('first_day')
),
before AS (
    SELECT customer, department, contact_tier, max(day) AS day
    FROM customer_days_wide
    WHERE day < getvariable('first_day') AND customer IN (SELECT customer FROM on_day)
    GROUP BY ALL
),
until_then AS (
    FROM on_day
    UNION ALL BY NAME
    FROM before
),
cells AS (
    SELECT hash(department, contact_tier) AS cell, department, contact_tier
    FROM until_then
    GROUP BY ALL
),
places AS (
    SELECT
        cell,
        unnest([
            {'level': 'department', 'department': department, 'contact_tier': NULL},
            {'level': 'contact_tier', 'department': NULL, 'contact_tier': contact_tier},
            {'level': 'department, contact_tier', 'department': department, 'contact_tier': contact_tier}
        ], recursive := true)
    FROM cells
),
-- Sorting carries the number of a place in place of its texts.
numbered AS (
    SELECT cell, dense_rank() OVER (ORDER BY level, department, contact_tier)::UINTEGER AS place, places.* EXCLUDE (cell)
    FROM places
),
in_place AS (
    SELECT DISTINCT days.day, days.customer, numbered.place
    FROM until_then AS days
    JOIN numbered ON numbered.cell = hash(days.department, days.contact_tier)
),
followed AS (
    SELECT day, place, lag(day) OVER (PARTITION BY customer, place ORDER BY day) AS previous_day
    FROM in_place
),
counted AS (
    SELECT day, place, previous_day, count(*) AS customers
    FROM followed
    WHERE day >= getvariable('first_day')
    GROUP BY ALL
)
SELECT day, previous_day, level, department, contact_tier, customers
FROM counted
JOIN (SELECT DISTINCT place, level, department, contact_tier FROM numbered) AS named USING (place)
