-- Grain: one row per journey of `steps`: whether it may still go on, its first six steps as one number, how its
-- touchpoints add up, each as a part from 0 to 1, with what the customer answered about the last and (`usually`) without,
-- how satisfied the customer was with the whole or with the last, and whether they stayed.
WITH valued AS (
    SELECT
        steps.*,
        (coalesce(own, usual) - 0.5) / 5 AS part,
        (CASE WHEN is_last THEN usual ELSE coalesce(own, usual) END - 0.5) / 5 AS usual_part,
        CASE WHEN place <= 6 THEN least(names.number, 1022) << (10 * (place - 1))::BIGINT ELSE 0 END AS coded
    FROM steps
    JOIN usual ON usual.way = steps.way
    JOIN names ON names.step = steps.step
),
gathered AS (
    SELECT
        journey,
        count(*) AS contacts,
        sum(coded)::BIGINT AS path,
        min(occurred_local) AS begun_local,
        max(occurred_local) AS ended_local,
        sum(ln(part)) AS logs,
        avg(part) AS mean,
        min(part) AS worst,
        max(part) AS best,
        sum(ln(usual_part)) AS usual_logs,
        avg(usual_part) AS usual_mean,
        min(usual_part) AS usual_worst,
        max(usual_part) AS usual_best
    FROM valued
    GROUP BY journey
),
overall AS (
    SELECT contact_id, avg(score) AS overall
    FROM customer_answers
    WHERE item = $item AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
)
SELECT
    gathered.* EXCLUDE (logs, usual_logs),
    logs / contacts AS log_mean,
    usual_logs / contacts AS usual_log_mean,
    final.part AS last,
    final.usual_part AS usual_last,
    final.own AS last_own,
    overall,
    ended_local + to_days($gap_days::INTEGER) >= $finished::DATE + 1 AS is_open,
    CASE
        WHEN customers.customer_id IS NULL OR left_on < ended_local::DATE THEN NULL
        -- Where nobody ever left the records do not say who does.
        WHEN (SELECT count(left_on) = 0 FROM customer_facts) THEN NULL
        WHEN ended_local::DATE + $staying_days::INTEGER > $finished::DATE THEN NULL
        ELSE coalesce(left_on > ended_local::DATE + $staying_days::INTEGER, true)
    END AS has_stayed
FROM gathered
JOIN (SELECT journey, contact_id, customer_id, part, usual_part, own FROM valued WHERE is_last) AS final
    ON final.journey = gathered.journey
LEFT JOIN overall ON overall.contact_id = final.contact_id
LEFT JOIN customer_facts AS customers ON customers.customer_id = final.customer_id
