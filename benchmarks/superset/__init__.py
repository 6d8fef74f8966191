"""Apache Superset over the same lake: what a general tool needs for the figures of a page."""
