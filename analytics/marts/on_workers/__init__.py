"""All marts made from nothing by the workers of a pool, by the marts' own queries."""
