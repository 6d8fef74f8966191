"""The process in which one ad-hoc query runs: `python -m analytics.sandbox`, started by `analytics.adhoc`.

It holds a query by several walls, each of which is enough for most of what could come: the statement is
checked (`statement.py`), the connection opens no other file and keeps its settings (`opening.py`), the kernel
lets the process write nothing but its own spill folder (`walls.py`) and have no more memory than it may
(`limits.py`). It imports no more than it needs, since it is started anew for every query.
"""
