-- Grain: one row per contact of a known customer that belongs to a journey begun from $starts to $until, watched to the
-- end of $finished: its journey (a number of this query's own), its place in it, the step after it within the journey,
-- the way it went as a number (outcome, recovery, later than promised, complaint), and what the customer answered about
-- it, from 1 to 5.
WITH read AS (
    SELECT
        customer_id,
        contact_id,
        occurred_local,
        department,
        channel,
        coalesce(contact_tier, '') AS tier,
        coalesce({step}, '') AS step,
        CASE WHEN $same_reason THEN coalesce(reason, contact_id) ELSE '' END AS matter,
        4 * CASE outcome
            WHEN 'resolved' THEN 0
            WHEN 'transferred' THEN 1
            WHEN 'unresolved' THEN 2
            WHEN 'abandoned' THEN 3
            ELSE CASE recovery WHEN 'recovered' THEN 4 WHEN 'attempted' THEN 5 ELSE 6 END
        END
        + 2 * coalesce(wait_seconds > promised_wait_seconds, false)::INTEGER
        + coalesce(is_complaint, false)::INTEGER AS way,
        -- A running number would keep files from being read side by side.
        hash(contact_id) AS number
    FROM contact_facts
    WHERE customer_id IS NOT NULL
        AND occurred_local >= $starts::DATE - $gap_days::INTEGER
        AND occurred_local < $finished::DATE + 1
        AND {whose}
),
beside AS (
    SELECT
        *,
        lag(occurred_local) OVER along AS before_local,
        lead(occurred_local) OVER along AS after_local,
        lead(step) OVER along AS after_step,
        row_number() OVER along AS place
    FROM read
    WINDOW along AS (PARTITION BY customer_id, matter ORDER BY occurred_local, contact_id)
),
joined AS (
    SELECT
        *,
        coalesce(after_local > occurred_local + to_days($gap_days::INTEGER), true) AS is_last,
        last_value(
            CASE WHEN coalesce(occurred_local > before_local + to_days($gap_days::INTEGER), true)
            THEN {'number': number, 'place': place, 'at': occurred_local} END IGNORE NULLS
        ) OVER (PARTITION BY customer_id, matter ORDER BY occurred_local, contact_id) AS first
    FROM beside
),
answered AS (
    SELECT contact_id, avg(score) AS own
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IN (SELECT contact_id FROM read)
    GROUP BY contact_id
)
SELECT
    first.number AS journey,
    joined.place - first.place + 1 AS place,
    is_last,
    joined.contact_id,
    customer_id,
    occurred_local,
    CASE WHEN NOT is_last THEN after_local END AS next_local,
    CASE WHEN NOT is_last THEN after_step END AS next_step,
    department,
    channel,
    tier,
    step,
    way,
    own
FROM joined
LEFT JOIN answered ON answered.contact_id = joined.contact_id
WHERE first.at >= $starts::DATE AND first.at < $until::DATE + 1
