-- Grain: one row per month, place, tier, segment, tenure, what was lived through there, and in the whole month: customers
-- who were there when the month ended, once for each place and tier in which they had contacts, and how many of them
-- left in the month after, which is over. Reads from `contacts_lived`.
SELECT
    month,
    coalesce(place, '') AS place,
    tier,
    coalesce(segment, '') AS segment,
    coalesce(tenure_of(date_trunc('month', joined_on), month), '') AS tenure,
    lived,
    month_lived,
    count(*) AS n,
    count_if(left_on <= last_day(month + INTERVAL 1 MONTH))::BIGINT AS events
FROM (
    SELECT *, bit_or(lived) OVER (PARTITION BY customer_id, month) AS month_lived
    FROM (
        SELECT customer_id, month, place, tier, bit_or(lived) AS lived
        FROM contacts_lived
        WHERE month >= $since::DATE AND last_day(month + INTERVAL 1 MONTH) <= $until::DATE
        GROUP BY ALL
    )
) AS units
JOIN customer_facts AS customers ON customers.customer_id = units.customer_id
WHERE left_on IS NULL OR left_on > last_day(month)
GROUP BY ALL
