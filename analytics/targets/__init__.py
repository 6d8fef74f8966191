"""What measures should reach: which target applies where, and which of them are missed."""
