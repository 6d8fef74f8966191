"""One `.sql` file per mart, named as its table, and what keeps them up to date."""
