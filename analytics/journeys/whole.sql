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
        sum(ln(part)) / count(*) AS log_mean,
        avg(part) AS mean,
        min(part) AS worst,
        max(part) AS best,
        sum(ln(usual_part)) / count(*) AS usual_log_mean,
        avg(usual_part) AS usual_mean,
        min(usual_part) AS usual_worst,
        max(usual_part) AS usual_best,
        any_value(part) FILTER (is_last) AS last,
        any_value(usual_part) FILTER (is_last) AS usual_last,
        any_value(own) FILTER (is_last) AS last_own,
        any_value(contact_id) FILTER (is_last) AS last_contact,
        any_value(customer_id) AS customer
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
    gathered.* EXCLUDE (last_contact, customer),
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
LEFT JOIN overall ON overall.contact_id = last_contact
LEFT JOIN customer_facts AS customers ON customers.customer_id = customer
