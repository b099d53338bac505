"""Benchmarks: synthetic plans in the proportions of real files, an oracle, and the ratios of architecture §6."""
