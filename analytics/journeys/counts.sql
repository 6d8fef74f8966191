-- Grain: one row: how many journeys of `whole` there are, of two contacts or more, that may still go on, and that are
-- rated at the end; and of how many contacts, of which how many with a score of their own.
WITH told AS (
    SELECT
        count(*) AS journeys,
        count_if(contacts > 1)::BIGINT AS several,
        count_if(is_open)::BIGINT AS open,
        count(overall) > 0 AS as_a_whole,
        count(overall) FILTER (contacts > 1 AND NOT is_open) AS rated_whole,
        count(last_own) FILTER (contacts > 1 AND NOT is_open) AS rated_last,
        count(has_stayed) FILTER (contacts > 1 AND NOT is_open) AS watched
    FROM whole
)
SELECT
    journeys,
    several,
    open,
    as_a_whole,
    CASE WHEN as_a_whole THEN rated_whole ELSE rated_last END AS rated,
    watched,
    (SELECT count(*) FROM steps) AS contacts,
    (SELECT count(own) / count(*) FROM steps) AS own
FROM told
