-- Grain: one row per combination of the keys, kind ("perceived", or "gap": less what was expected) and pair of items of the
-- set: sums, over the questionnaires that answered both, of products of weights and of weighted scores. Of an item with itself
-- `total_weight` and `total` are its own sums.
WITH asked AS (
    SELECT unnest($item) AS item, unnest($place) AS place, unnest($worst) AS worst, unnest($best) AS best
),
given AS (
    SELECT {keys} survey_id, place, weight, {score} AS score, {expected} AS expected
    FROM {answers}
    JOIN asked USING (item)
    WHERE score BETWEEN least(worst, best) AND greatest(worst, best) AND {picked}
),
scores AS MATERIALIZED (
    SELECT
        {names} survey_id, 'perceived' AS kind, place,
        count(*) AS answers, sum(weight) AS weight, sum(weight * score) AS weighted
    FROM given
    GROUP BY ALL
    UNION ALL
    SELECT
        {names} survey_id, 'gap' AS kind, place,
        count(*) AS answers, sum(weight) AS weight, sum(weight * (score - expected)) AS weighted
    FROM given
    WHERE expected IS NOT NULL
    GROUP BY ALL
)
SELECT
    {own_names} own.kind AS kind,
    own.place AS place,
    other.place AS other,
    count(*)::BIGINT AS n,
    sum(own.weight)::DOUBLE AS total_weight,
    sum(own.weighted)::DOUBLE AS total,
    sum(own.weight * other.weight)::DOUBLE AS weights,
    sum(own.weighted * other.weight)::DOUBLE AS own_weighted,
    sum(own.weight * other.weighted)::DOUBLE AS other_weighted,
    sum(own.weighted * other.weighted)::DOUBLE AS both_weighted
FROM scores AS own
JOIN scores AS other
    ON own.survey_id = other.survey_id AND own.kind = other.kind AND own.place <= other.place {same_keys}
GROUP BY ALL
