"""Reports from the ledgers of a union: read, judged, computed, written; every figure with its source."""

__version__ = "0.1.0"
