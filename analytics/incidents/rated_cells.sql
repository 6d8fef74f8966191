-- Grain: one row per month, place, tier, segment, tenure, and what was lived through: contacts that were given a score,
-- with the sums of scores and of their squares. Reads from `contacts_lived`.
SELECT
    month,
    coalesce(place, '') AS place,
    tier,
    coalesce(segment, '') AS segment,
    coalesce(tenure_of(date_trunc('month', joined_on), month), '') AS tenure,
    lived,
    count(*) AS n,
    sum(csat) AS total,
    sum(csat * csat) AS squares
FROM contacts_lived
LEFT JOIN customer_facts AS customers ON customers.customer_id = contacts_lived.customer_id
WHERE csat IS NOT NULL
GROUP BY ALL
