-- Grain: one value for a row whose load is joined as `loaded`: the source that brought it. Of a stream's days that are
-- over the ledger keeps one load each; what the others brought is the stream's where there is but one.
coalesce(
    loaded.source,
    (SELECT CASE WHEN count(DISTINCT source) = 1 THEN min(source) END FROM loads WHERE joined_loads IS NOT NULL)
)
