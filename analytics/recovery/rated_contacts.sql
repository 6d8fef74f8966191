-- Grain: one row per contact that was served and rated: what went wrong in it, its circumstances, its score and weight.
-- The wait is told in half steps of log2(1 + wait / the middle wait of its channel, booked or not).
WITH rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight,
        min(answered_local::DATE) AS first_day
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
),
served AS (
    SELECT
        answered_contacts.*,
        rated.score,
        rated.weight,
        median(wait_seconds) OVER (PARTITION BY channel, is_booked) AS usual_wait_seconds
    FROM answered_contacts
    JOIN rated ON rated.contact_id = answered_contacts.contact_id AND rated.first_day = answered_contacts.answer_day
    WHERE outcome <> 'abandoned' AND direction IS DISTINCT FROM 'outbound'
)
SELECT
    *,
    CASE
        WHEN outcome <> 'failed' THEN 'never_failed'
        WHEN recovery IS NOT DISTINCT FROM 'recovered' THEN 'recovered'
        ELSE 'unrecovered'
    END AS lived_through,
    concat_ws(' · ', department, contact_tier) AS place,
    least(floor(2 * log2(1 + wait_seconds / greatest(usual_wait_seconds, 1))), 6)::INTEGER AS wait,
    wait_seconds > promised_wait_seconds AS is_promise_broken
FROM served
