"""Stages of the service: how long new customers are in each, the bottleneck, and who is waiting now."""
