-- Grain: one row per comment of a questionnaire. The same text beside several items is one comment; its score is that of
-- satisfaction where the questionnaire asks for it, else of an item that it stands beside.
WITH written AS (
    SELECT *
    FROM answer_facts
    WHERE trim(comment) <> '' AND {picked}
),
satisfied AS (
    SELECT
        survey_id,
        max(score) AS csat
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND survey_id IN (SELECT survey_id FROM written)
    GROUP BY survey_id
)
SELECT
    written.answered_local,
    CASE WHEN csat IS NULL THEN written.item ELSE 'csat' END AS item,
    coalesce(csat, written.score) AS score,
    CASE WHEN csat <= 2 THEN 'low' WHEN csat >= 4 THEN 'high' WHEN csat IS NOT NULL THEN 'middle' END AS band,
    written.department,
    written.channel,
    written.contact_tier,
    written.reason,
    written.contact_id,
    written.customer_id,
    written.comment
FROM written
LEFT JOIN satisfied ON satisfied.survey_id = written.survey_id
QUALIFY row_number() OVER (PARTITION BY written.survey_id, comment ORDER BY written.item <> 'csat', answer_id) = 1
ORDER BY answered_local DESC, written.survey_id, answer_id
