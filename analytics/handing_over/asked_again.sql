-- Grain: one row per contact that is the customer's first after a hand-over, within the first-contact window, and says
-- whether the customer had to say again what was said before: the channel that handed over, the contact's satisfaction with
-- what that weighs, and whether another contact followed within the window; null where the data do not reach over it.
WITH settings AS (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER AS first_contact_days
    FROM warehouse_facts
    WHERE name = 'applied_settings'
),
span AS (
    SELECT max(day) AS last_day
    FROM contact_daily
),
handed AS (
    SELECT customer_id, occurred_at AS handed_at, channel AS from_channel
    FROM contact_facts
    WHERE outcome = 'transferred' AND customer_id IS NOT NULL AND {near}
),
-- What the same moment has twice comes neither before nor after.
next_contacts AS (
    SELECT handed.from_channel, handed.handed_at, later.contact_id
    FROM handed
    ASOF JOIN (
        FROM contact_facts
        WHERE customer_id IN (SELECT customer_id FROM handed) AND {near}
    ) AS later
        ON later.customer_id = handed.customer_id AND later.occurred_at > handed.handed_at
),
told AS (
    SELECT
        contact_facts.*,
        from_channel,
        first_contact_days,
        day + first_contact_days <= last_day AS is_window_over
    FROM contact_facts
    JOIN next_contacts ON next_contacts.contact_id = contact_facts.contact_id
    CROSS JOIN settings
    CROSS JOIN span
    WHERE asked_again IS NOT NULL AND handed_at >= occurred_at - to_days(first_contact_days) AND {near}
),
rated AS (
    SELECT
        contact_id,
        sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score,
        avg(coalesce(weight, 1)) AS weight
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IN (SELECT contact_id FROM told)
    GROUP BY contact_id
)
SELECT
    told.*,
    concat_ws(' · ', department, contact_tier) AS place,
    rated.score,
    rated.weight,
    CASE WHEN is_window_over THEN EXISTS (
        FROM contact_facts AS later
        WHERE {near}
            AND later.customer_id = told.customer_id
            AND later.occurred_at > told.occurred_at
            AND later.occurred_at <= told.occurred_at + to_days(told.first_contact_days)
    ) END AS is_followed
FROM told
LEFT JOIN rated ON rated.contact_id = told.contact_id
