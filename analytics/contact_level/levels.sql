-- Grain: one row per customer who was there at some time from $since to $until: the group by frequency and depth of their
-- own contacts in these days, and in as many days before. Often: {often} contacts or more in 30 days there; deep: a share
-- of {deep} or more of them in the medium or high tier. A group is null where no contact says its tier; that of before is
-- 'new' of who joined since, and null where the data do not reach back so far. Who has left by $until is in 'left'.
-- Where there are no customer records, known are those with a contact by $until.
WITH met AS (
    SELECT
        customer_id,
        count(*) FILTER (is_now) AS contacts,
        count(contact_tier) FILTER (is_now) AS told,
        count_if(is_now AND contact_tier IN ('medium', 'high')) AS deep,
        count(*) FILTER (NOT is_now) AS contacts_before,
        count(contact_tier) FILTER (NOT is_now) AS told_before,
        count_if(NOT is_now AND contact_tier IN ('medium', 'high')) AS deep_before
    FROM (
        SELECT customer_id, contact_tier, occurred_local >= $since::DATE AS is_now
        FROM contact_facts
        WHERE
            customer_id IS NOT NULL
            AND occurred_local >= $since::DATE - ($until::DATE - $since::DATE + 1)::INTEGER
            AND occurred_local < $until::DATE + 1
    )
    GROUP BY customer_id
),
customers_known AS (
    SELECT customer_id, joined_on, left_on FROM customer_facts
    UNION ALL
    SELECT DISTINCT customer_id, NULL, NULL
    FROM contact_facts
    WHERE
        customer_id IS NOT NULL
        AND occurred_local < $until::DATE + 1
        AND (SELECT count(*) = 0 FROM customer_facts)
),
there AS (
    SELECT
        * EXCLUDE (contacts, contacts_before),
        coalesce(contacts, 0) AS contacts,
        coalesce(contacts_before, 0) AS contacts_before,
        $since::DATE - ($until::DATE - $since::DATE + 1)::INTEGER AS before_since,
        greatest($until::DATE - greatest($since::DATE, coalesce(joined_on, $since::DATE)) + 1, 30) AS days,
        greatest($since::DATE - greatest(before_since, coalesce(joined_on, before_since)), 30) AS days_before
    FROM customers_known
    LEFT JOIN met USING (customer_id)
    WHERE coalesce(joined_on <= $until::DATE, true) AND coalesce(left_on >= $since::DATE, true)
)
SELECT
    customer_id,
    contacts,
    contacts_before,
    CASE
        WHEN left_on <= $until::DATE THEN 'left'
        WHEN contacts = 0 THEN 'none'
        WHEN told = 0 THEN NULL
        ELSE
            CASE WHEN contacts * 30 >= {often} * days THEN 'often' ELSE 'rare' END
            || CASE WHEN deep >= {deep} * told THEN '_deep' ELSE '_shallow' END
    END AS level,
    CASE
        WHEN joined_on >= $since::DATE THEN 'new'
        WHEN before_since < (SELECT min(day) FROM contact_daily) THEN NULL
        WHEN contacts_before = 0 THEN 'none'
        WHEN told_before = 0 THEN NULL
        ELSE
            CASE WHEN contacts_before * 30 >= {often} * days_before THEN 'often' ELSE 'rare' END
            || CASE WHEN deep_before >= {deep} * told_before THEN '_deep' ELSE '_shallow' END
    END AS level_before
FROM there
