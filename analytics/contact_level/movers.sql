-- Grain: one row per customer whose group rose or fell, of those picked: the $most whose contacts changed most to each side.
-- Reads from `levels` and `picked`.
SELECT customer_id, level_before AS start, level AS "to", contacts_before, contacts
FROM levels
SEMI JOIN picked USING (customer_id)
WHERE list_position($levels, level) <> list_position($levels, level_before)
QUALIFY row_number() OVER (
    PARTITION BY list_position($levels, level) > list_position($levels, level_before)
    ORDER BY abs(contacts - contacts_before) DESC, customer_id
) <= $most
ORDER BY contacts - contacts_before DESC, customer_id
