-- Grain: one row per contact that was served, rated and is looked at: its score and what the answer weighs, where it was, its wait in
-- doublings of the usual one, how it ended, and whether it outlasted its promise. The usual wait is the middle one of the
-- channel, booked or not; doublings are log2(1 + wait / usual). doublings_if_kept: had it been no longer than promised.
WITH rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight,
        min(answered_local::DATE) AS first_day
    FROM customer_answers AS answers
    WHERE item = '{item}' AND score BETWEEN {lowest} AND {highest} AND contact_id IS NOT NULL AND {sampled}
    GROUP BY contact_id
),
served AS (
    SELECT
        answered_contacts.*,
        rated.score,
        rated.weight,
        greatest(median(wait_seconds) OVER (PARTITION BY channel, is_booked), 1) AS usual_wait_seconds
    FROM answered_contacts
    JOIN rated ON rated.contact_id = answered_contacts.contact_id AND rated.first_day = answered_contacts.answer_day
    WHERE outcome <> 'abandoned' AND direction IS DISTINCT FROM 'outbound'
)
SELECT
    *,
    concat_ws(' · ', department, contact_tier, channel) AS place,
    log2(1 + wait_seconds / usual_wait_seconds) AS doublings,
    log2(1 + least(wait_seconds, promised_wait_seconds) / usual_wait_seconds) AS doublings_if_kept,
    coalesce(wait_seconds > promised_wait_seconds, false) AS over_promise,
    CASE WHEN outcome = 'failed' THEN concat('failed_', coalesce(recovery, 'none')) ELSE outcome END AS ending
FROM served
