-- Grain: all rows that the loads in `remapped_loads` left. What is said of members who are gone goes with them.
DELETE FROM contacts WHERE load_id IN (FROM remapped_loads);
DELETE FROM answers WHERE load_id IN (FROM remapped_loads);
DELETE FROM customers WHERE load_id IN (FROM remapped_loads);
DELETE FROM customer_history WHERE load_id IN (FROM remapped_loads);
DELETE FROM customer_mentions WHERE load_id IN (FROM remapped_loads);
DELETE FROM purchases WHERE load_id IN (FROM remapped_loads);
DELETE FROM staff WHERE load_id IN (FROM remapped_loads);
DELETE FROM staff_history WHERE load_id IN (FROM remapped_loads);
DELETE FROM staff_mentions WHERE load_id IN (FROM remapped_loads);
DELETE FROM rejected_rows WHERE load_id IN (FROM remapped_loads);
DELETE FROM column_changes WHERE load_id IN (FROM remapped_loads);
DELETE FROM loads WHERE load_id IN (FROM remapped_loads)
