-- Grain: one row per contact that was served and rated: what went wrong in it, its circumstances, its score and weight.
-- The wait is told in half steps of log2(1 + wait / the middle wait of its channel, booked or not).
WITH rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
),
served AS (
    SELECT
        contact_facts.*,
        rated.score,
        rated.weight,
        median(wait_seconds) OVER (PARTITION BY channel, is_booked) AS usual_wait_seconds
    FROM contact_facts
    JOIN rated ON rated.contact_id = contact_facts.contact_id
    WHERE outcome <> 'abandoned'
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
