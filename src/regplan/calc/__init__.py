"""What follows from a plan: pure functions, values in, values out; they never judge."""
