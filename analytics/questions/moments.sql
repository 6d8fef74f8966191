-- Grain: one row per combination of the keys, item of the set (`place`) and `circle` of customers, into which they are dealt by
-- their ids: how many answers, their weights and weighted scores; and the same of what was perceived less what was expected
-- (`gap_`), of answers that say both. Who is not known by id is dealt by the questionnaire.
WITH asked AS (
    SELECT unnest($item) AS item, unnest($place) AS place, unnest($worst) AS worst, unnest($best) AS best
),
given AS (
    SELECT
        {keys} place, weight, {score} AS score, {expected} AS expected,
        (hash(coalesce(customer_id, survey_id)) % {circles})::BIGINT AS circle
    FROM {answers}
    JOIN asked USING (item)
    -- Said once more of the item alone, so that other answers are left out before their contacts are looked up.
    WHERE list_contains($item, item) AND score BETWEEN least(worst, best) AND greatest(worst, best) AND {picked}
)
SELECT
    {names} place,
    circle,
    count(*) AS n,
    sum(weight)::DOUBLE AS total_weight,
    sum(weight * score)::DOUBLE AS total,
    count(expected) AS gap_n,
    (sum(weight) FILTER (expected IS NOT NULL))::DOUBLE AS gap_total_weight,
    sum(weight * (score - expected))::DOUBLE AS gap_total
FROM given
GROUP BY ALL
-- Sums are then the same each time, to the last digit.
ORDER BY ALL
