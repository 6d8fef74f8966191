"""Estimators that know nothing of touchpoints: arrays and frames in, numbers out."""
