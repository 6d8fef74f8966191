-- Grain: one row per stage before the day $since and stage when $until ends: how many customers. Who joined between comes
-- from "new"; who left goes to "left". Reads from `relations` and `picked`.
SELECT
    CASE WHEN joined_on >= $since::DATE THEN 'new' ELSE {stage_before} END AS start,
    {stage_after} AS "to",
    count(*) AS customers
FROM relations
SEMI JOIN picked USING (customer_id)
WHERE
    joined_on <= $until::DATE
    AND coalesce(left_on >= $since::DATE, true)
    AND (joined_on >= $since::DATE OR known_from < $since::DATE)
GROUP BY ALL
