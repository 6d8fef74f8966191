-- Grain: one row per contact, as same_reason.sql has them, with its satisfaction from 1 to 5 and what that weighs.
WITH rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
)
SELECT listed.*, rated.score, rated.weight
FROM ({same_reason}) AS listed
LEFT JOIN rated ON rated.contact_id = listed.contact_id
