"""A warehouse from one place to another: data files first, then the catalogue, shown once all is there."""
