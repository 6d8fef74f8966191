-- Grain: one row per month, place and tier of its first contact, segment, tenure, and what was lived through in the month:
-- customers with contacts who were there when it ended, each once, and how many of them left in the month after, which is
-- over and by which tenure is told. Reads from `contacts_lived`.
SELECT
    month,
    coalesce(place, '') AS place,
    tier,
    coalesce(segment, '') AS segment,
    coalesce(tenure_of(date_trunc('month', joined_on), month + INTERVAL 1 MONTH), '') AS tenure,
    lived,
    count(*) AS n,
    count_if(left_on <= last_day(month + INTERVAL 1 MONTH))::BIGINT AS events
FROM (
    SELECT
        customer_id,
        month,
        arg_min(place, occurred_local) AS place,
        arg_min(tier, occurred_local) AS tier,
        bit_or(lived) AS lived
    FROM contacts_lived
    WHERE month >= $since::DATE AND last_day(month + INTERVAL 1 MONTH) <= $until::DATE
    GROUP BY customer_id, month
) AS units
JOIN customer_facts AS customers ON customers.customer_id = units.customer_id
WHERE left_on IS NULL OR left_on > last_day(month)
GROUP BY ALL
