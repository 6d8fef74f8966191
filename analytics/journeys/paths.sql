-- Grain: one row per path, the first six steps of journeys that have ended, the most frequent first: how many journeys
-- took it (`is_longer`: and went on beyond), how satisfied their customers were at the end, and how many stayed.
WITH rated AS (SELECT count(overall) > 0 AS as_a_whole FROM whole),
paths AS (
    SELECT
        path AS code,
        contacts > 6 AS is_longer,
        count(*) AS journeys,
        sum(count(*)) OVER ()::BIGINT AS all_journeys,
        median(date_diff('second', begun_local, ended_local)) / 86400 AS median_days,
        count(CASE WHEN as_a_whole THEN overall ELSE last_own END) AS answers,
        sum(CASE WHEN as_a_whole THEN overall ELSE last_own END) AS total,
        sum(CASE WHEN as_a_whole THEN overall ELSE last_own END ** 2) AS squares,
        count(has_stayed) AS watched,
        count_if(has_stayed) AS stayed
    FROM whole
    CROSS JOIN rated
    WHERE NOT is_open
    GROUP BY path, is_longer
    ORDER BY journeys DESC, code
    LIMIT $most_paths
)
SELECT
    (
        SELECT list(step ORDER BY place)
        FROM (SELECT place, (code >> (10 * place)) & 1023 AS number FROM range(6) AS places (place))
        JOIN names USING (number)
    ) AS path,
    * EXCLUDE (code)
FROM paths
ORDER BY journeys DESC, code
