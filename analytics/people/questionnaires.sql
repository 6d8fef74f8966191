-- Grain: one row per figure and questionnaire of a customer about somebody who served: satisfaction as it was answered, and
-- consideration as the mean of the answers on empathy and assurance. The team is that of the day of the answer.
WITH scored AS (
    SELECT
        answers.*,
        CASE item WHEN 'csat' THEN 'csat_mean' ELSE 'consideration' END AS figure,
        avg(score) OVER questionnaire AS mean_score
    FROM answer_facts AS answers
    WHERE
        agent_id IS NOT NULL
        AND (
            (item = 'csat' AND score BETWEEN 1 AND 5)
            OR (item IN ('servqual.empathy', 'servqual.assurance') AND score BETWEEN 1 AND 7)
        )
        AND {days}
    WINDOW questionnaire AS (PARTITION BY survey_id, item = 'csat')
    QUALIFY row_number() OVER (PARTITION BY survey_id, item = 'csat' ORDER BY item, answer_id) = 1
)

SELECT scored.*, staff.team
FROM scored
LEFT JOIN staff_periods AS staff
    ON staff.agent_id = scored.agent_id
    AND scored.day >= staff.valid_from
    AND scored.day < staff.valid_until
