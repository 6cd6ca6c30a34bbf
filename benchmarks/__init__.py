"""Benchmarks: each against what people would use instead, in pairs of one run. ``python -m benchmarks --help``."""
