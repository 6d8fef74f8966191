"""The stages of the service: how long new customers are in each, where most time goes, and who owns it."""
