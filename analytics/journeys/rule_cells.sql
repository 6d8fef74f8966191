-- Grain: one row per outcome of a journey ("satisfaction", "staying"), part of the days, what its touchpoints add up to
-- by each rule, and what the outcome was: how many journeys of two contacts or more. Peak is the touchpoint furthest
-- from the middle of the scale. Where satisfaction is what was answered about the last contact, that answer is none of
-- what it is told from.
WITH rated AS (SELECT count(overall) > 0 AS as_a_whole FROM whole),
outcomes AS (
    SELECT
        'satisfaction' AS outcome,
        ended_local >= $later::DATE AS is_later,
        unnest(
            CASE WHEN as_a_whole
            THEN {'log_mean': log_mean, 'mean': mean, 'worst': worst, 'best': best, 'last': last, 'value': overall}
            ELSE {
                'log_mean': usual_log_mean,
                'mean': usual_mean,
                'worst': usual_worst,
                'best': usual_best,
                'last': usual_last,
                'value': last_own
            } END
        )
    FROM whole
    CROSS JOIN rated
    WHERE contacts > 1 AND NOT is_open AND CASE WHEN as_a_whole THEN overall ELSE last_own END IS NOT NULL
    UNION ALL BY NAME
    SELECT 'staying' AS outcome, ended_local >= $later_watched::DATE AS is_later, log_mean, mean, worst, best, last, has_stayed::DOUBLE AS value
    FROM whole
    WHERE contacts > 1 AND NOT is_open AND has_stayed IS NOT NULL
)
SELECT
    outcome,
    is_later,
    round(exp(log_mean), 4) AS product,
    round(mean, 4) AS mean,
    round(worst, 4) AS worst,
    round(last, 4) AS last,
    round((last + CASE WHEN best - 0.5 > 0.5 - worst THEN best ELSE worst END) / 2, 4) AS peak_end,
    value,
    count(*)::DOUBLE AS journeys
FROM outcomes
GROUP BY ALL
