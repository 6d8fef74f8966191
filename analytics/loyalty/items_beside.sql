-- Grain: one row per item whose name begins with $among: in how many questionnaires it is answered beside the score.
WITH scored AS (
    SELECT DISTINCT survey_id
    FROM answer_facts
    WHERE item = $item AND score IS NOT NULL AND {picked}
)
SELECT
    answers.item,
    count(DISTINCT answers.survey_id) AS n
FROM customer_answers AS answers
JOIN scored ON scored.survey_id = answers.survey_id
WHERE starts_with(answers.item, $among) AND answers.item <> $item AND answers.score IS NOT NULL
GROUP BY ALL
ORDER BY ALL
