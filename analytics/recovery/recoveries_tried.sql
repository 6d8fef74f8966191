-- Grain: one row per failed contact whose recovery was tried and says how: in which ways, how soon it was recovered, its
-- circumstances from before, the satisfaction of whoever rated it with what that weighs, and whether the customer
-- left by the end of the calendar month after; null where the data cannot tell that yet.
WITH span AS (
    SELECT max(day) AS last_day
    FROM contact_daily
),
tried AS (
    SELECT
        *,
        array_to_string({kinds}, '|') AS kinds,
        (date_trunc('month', day) + INTERVAL 2 MONTH)::DATE AS known_from,
        median(wait_seconds) OVER (PARTITION BY channel, is_booked) AS usual_wait_seconds
    FROM failed_contacts
    WHERE recovery IN ('attempted', 'recovered') AND recovery_kind IS NOT NULL
),
rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IN (SELECT contact_id FROM tried)
    GROUP BY contact_id
)
SELECT
    tried.*,
    recovery = 'recovered' AS is_recovered,
    concat_ws(' · ', department, contact_tier) AS place,
    -- In quarters of a doubling, from one hour on: who waits less than an hour has hardly waited.
    CASE WHEN is_recovered THEN round(4 * log2(greatest(recovery_seconds / 3600, 1))) / 4 END AS doublings,
    -- Satisfaction alone is compared at equal waits: where there is none, failures are alike without them.
    CASE
        WHEN rated.score IS NOT NULL
            THEN least(floor(2 * log2(1 + wait_seconds / greatest(usual_wait_seconds, 1))), 6)::INTEGER
    END AS wait,
    CASE WHEN rated.score IS NOT NULL THEN wait_seconds > promised_wait_seconds END AS is_promise_broken,
    coalesce(is_complaint, false) AS has_complained,
    rated.score,
    rated.weight,
    CASE
        WHEN customers.customer_id IS NOT NULL AND known_from - INTERVAL 1 DAY <= last_day AND coalesce(left_on >= day, true)
            THEN coalesce(left_on < known_from, false)
    END AS has_left
FROM tried
CROSS JOIN span
LEFT JOIN rated ON rated.contact_id = tried.contact_id
LEFT JOIN customers ON customers.customer_id = tried.customer_id
WHERE kinds <> ''
