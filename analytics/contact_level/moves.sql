-- Grain: one row per group in the days before and group now: how many customers, and how many there are of them whose value is
-- known. Reads from `levels` and `picked`.
SELECT level_before AS start, level AS "to", count(*) AS customers, sum(contacts)::BIGINT AS contacts
FROM levels
SEMI JOIN picked USING (customer_id)
GROUP BY ALL
