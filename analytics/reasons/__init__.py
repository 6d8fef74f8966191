"""What contacts are about, what of it comes again, and what need not have been."""
