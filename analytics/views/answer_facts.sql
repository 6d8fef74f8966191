-- Grain: one row per answer of a customer. Department, tier, customer and agent come from the answer, else from the
-- contact it is linked to; all other dimensions come from that contact.
FROM linked(customer_answers)
