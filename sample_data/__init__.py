"""A fictional service company with known truths: simulate it, and write its exports as its systems would."""

from sample_data.exports import write_exports
from sample_data.truths import DEFAULT, Truths
from sample_data.world import World, simulate

__all__ = ["DEFAULT", "Truths", "World", "simulate", "write_exports"]
