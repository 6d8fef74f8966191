-- Grain: one row per load of the sources that are mapped again, replays among them.
CREATE OR REPLACE TEMP TABLE remapped_loads AS
SELECT load_id FROM loads WHERE list_contains($sources, source) AND status <> 'failed'
