"""Benchmarks: values that others publish beside one's own index, and monitors beside customers."""
