-- Grain: one row per contact of a known customer that ended handed over, with the source that brought it and the
-- customer's next contact, if that began within the set minutes of its end.
WITH handed AS (
    -- Hashes in place of texts are joined and grouped in half of the time.
    SELECT
        records.*,
        {source} AS _source,
        hash(contact_id) AS _contact,
        hash(customer_id) AS _customer,
        occurred_at + to_microseconds(((coalesce(wait_seconds, 0) + coalesce(service_seconds, 0)) * 1e6)::BIGINT)
            + to_minutes($minutes) AS _until
    FROM contact_facts AS records
    LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
    WHERE outcome = 'transferred' AND customer_id IS NOT NULL AND {days}
),
later AS (
    SELECT hash(customer_id) AS _customer, contact_id, occurred_at, department, channel
    FROM contacts
    WHERE customer_id IS NOT NULL AND {days_and_two}
),
arrivals AS (
    SELECT
        _contact,
        min_by(
            {'department': later.department, 'channel': later.channel}, (later.occurred_at, later.contact_id)
        ) AS _next
    FROM handed
    JOIN later USING (_customer)
    WHERE later.occurred_at > handed.occurred_at AND later.occurred_at <= handed._until
    GROUP BY _contact
)
SELECT
    handed.*,
    _next.department AS _to_department,
    _next.channel AS _to_channel,
    _next IS NOT NULL AS _has_arrived
FROM handed
LEFT JOIN arrivals USING (_contact)
