-- Grain: one row per known customer whose first contact in the data is looked at: its day and where it was.
SELECT
    customer_id,
    min(day) AS first_day,
    arg_min(department, {moment: occurred_local, contact: contact_id}) AS department,
    arg_min(
        {contact_tier: contact_tier}, {moment: occurred_local, contact: contact_id}
    ).contact_tier AS contact_tier,
    arg_min(channel, {moment: occurred_local, contact: contact_id}) AS channel
FROM contact_facts
WHERE customer_id IS NOT NULL AND day <= $last_day::DATE
GROUP BY customer_id
HAVING
    min(day) >= $first_day::DATE
    AND (len($departments::VARCHAR[]) = 0 OR coalesce(list_contains($departments::VARCHAR[], department), false))
    AND (len($contact_tiers::VARCHAR[]) = 0 OR coalesce(list_contains($contact_tiers::VARCHAR[], contact_tier), false))
    AND (len($channels::VARCHAR[]) = 0 OR coalesce(list_contains($channels::VARCHAR[], channel), false))
