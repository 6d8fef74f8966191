"""What charts are made of, and the charts that several pages show."""
