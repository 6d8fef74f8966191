-- Grain: one row per business day, dimensions (stored: department, contact tier, channel), item, score and expected score.
SELECT
    day,
    COLUMNS(getvariable('dimensions')),
    item,
    score,
    expected,
    count(*) AS answers,
    sum(weight) AS weight,
    sum(weight ** 2) AS weight_squares
FROM answer_facts
WHERE answered_local >= getvariable('first_day') AND answered_local < getvariable('end_day')
GROUP BY ALL
