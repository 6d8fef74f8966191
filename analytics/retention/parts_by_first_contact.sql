-- Grain: one row per known customer with a contact up to $last_day: the part that $split asks for, of the first one.
SELECT
    customer_id,
    arg_min(
        {
            part: CASE $split
                WHEN 'department' THEN department
                WHEN 'contact_tier' THEN contact_tier
                WHEN 'channel' THEN channel
            END
        },
        {moment: occurred_local, contact: contact_id}
    ).part AS "group"
FROM contact_facts
WHERE customer_id IS NOT NULL AND day <= $last_day::DATE
GROUP BY customer_id
