-- Grain: one row per day asked for and stage in which customers are when it ends: how many. Who has left is not counted; the
-- stage is null where it is not known. Reads from `relations` and `picked`.
SELECT day, {stage} AS stage, count(*) AS customers
FROM relations
JOIN (SELECT unnest($days::DATE[]) AS day) AS days ON joined_on <= day AND coalesce(left_on > day, true)
SEMI JOIN picked USING (customer_id)
GROUP BY ALL
