"""One `.sql` file per view, named as the view."""
