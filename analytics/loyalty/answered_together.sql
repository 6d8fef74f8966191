-- Grain: one row per combination of answers of the questionnaires that answer the score and all the items.
WITH scored AS (
    SELECT
        survey_id,
        avg(score) AS score,
        avg(weight) AS weight
    FROM answer_facts
    WHERE item = $item AND score IS NOT NULL AND {picked}
    GROUP BY survey_id
),
rated AS (
    SELECT
        survey_id,
        {items}
    FROM customer_answers AS answers
    WHERE survey_id IN (SELECT survey_id FROM scored)
    GROUP BY survey_id
)
SELECT
    scored.score,
    rated.* EXCLUDE (survey_id),
    count(*) AS n,
    sum(weight)::DOUBLE AS weight,
    sum(weight ** 2)::DOUBLE AS weight_squares
FROM scored
JOIN rated ON rated.survey_id = scored.survey_id
WHERE {all}
GROUP BY ALL
ORDER BY ALL
