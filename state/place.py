"""Where the state is, for those who only look."""

# In the warehouse's folder, so that it is backed up with it.
FILE = "state.sqlite"
# The tables that may be asked by SQL, beside those of the lake.
SHOWN = ("calls", "changes", "incidents", "incident_reviews", "benchmarks")
